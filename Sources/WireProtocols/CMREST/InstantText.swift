package import PortableFoundation

/// Times as this interface writes them.
package enum InstantText {
    /// What stands for "not yet": no zone.
    package static let never = "0001-01-01T00:00:00"

    /// UTC with `Z`; up to three fraction digits, trailing zeros dropped, no fraction for a whole second; `never` for nil.
    package static func text(_ date: Date?) -> String {
        guard let date else { return never }
        let milliseconds = Int((date.timeIntervalSince1970 * 1000).rounded())
        let (seconds, fraction) = milliseconds.quotientAndRemainderFlooring(dividingBy: 1000)
        var digits = padded(fraction, 3)
        while digits.hasSuffix("0") { digits.removeLast() }
        return civil(seconds) + (digits.isEmpty ? "" : "." + digits) + "Z"
    }

    /// `yyyy-MM-ddTHH:mm:ss` of seconds since 1970 (proleptic Gregorian calendar, days counted from 0000-03-01).
    private static func civil(_ seconds: Int) -> String {
        let (day, time) = seconds.quotientAndRemainderFlooring(dividingBy: 86_400)
        let (era, dayOfEra) = (day + 719_468).quotientAndRemainderFlooring(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let dayOfMonth = dayOfYear - (153 * shifted + 2) / 5 + 1
        return
            "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))T\(padded(time / 3600, 2)):\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Int {
    fileprivate func quotientAndRemainderFlooring(dividingBy divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
