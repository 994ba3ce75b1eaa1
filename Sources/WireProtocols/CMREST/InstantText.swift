import PKIFormats
package import PortableFoundation

/// Times as this interface writes them.
package enum InstantText {
    /// The value for "not yet": no zone.
    package static let never = "0001-01-01T00:00:00"

    /// UTC in whole seconds, without a zone, as certificates' times are written.
    package static func withoutZone(_ date: Date) -> String { CalendarTime(date).text }

    /// UTC with `Z`; up to three fraction digits, trailing zeros dropped, no fraction for a whole second; `never` for nil.
    package static func text(_ date: Date?) -> String {
        guard let date else { return never }
        let milliseconds = Int((date.timeIntervalSince1970 * 1000).rounded())
        let fraction = ((milliseconds % 1000) + 1000) % 1000
        var digits = String(String(1000 + fraction).dropFirst())
        while digits.hasSuffix("0") { digits.removeLast() }
        let whole = CalendarTime(Date(timeIntervalSince1970: Double((milliseconds - fraction) / 1000)))
        return whole.text + (digits.isEmpty ? "" : "." + digits) + "Z"
    }
}
