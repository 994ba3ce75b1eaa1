package import PortableFoundation

/// A moment in UTC, split into the fields that UTCTime and GeneralizedTime spell out (proleptic Gregorian calendar).
package struct CalendarTime: Hashable, Sendable {
    package private(set) var year: Int
    package private(set) var month: Int
    package private(set) var day: Int
    package private(set) var hour: Int
    package private(set) var minute: Int
    package private(set) var second: Int

    /// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z in seconds since 1970: the range the ASN.1 types can spell.
    private static let representable = -62_167_219_200.0...253_402_300_799.0

    /// Splits a date. Fractions are cut off, and a date outside the years 0…9999 becomes the nearest end.
    package init(_ date: Date) {
        let since1970 = date.timeIntervalSince1970
        let bounded = since1970.isNaN ? 0 : min(max(since1970.rounded(.down), Self.representable.lowerBound), Self.representable.upperBound)
        let seconds = Int(bounded)
        let days = (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400
        let ofDay = seconds - days * 86_400
        // Days are counted from 0000-03-01, so that the leap day is the last of its year; 400 years are 146 097 days.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = ofDay / 3_600
        minute = ofDay / 60 % 60
        second = ofDay % 60
    }

    /// Checks the fields; `nil` when they name no moment. A leap second (60) is refused, since `Date` has no value for it.
    package init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        guard (0...9_999).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// The same moment as a date.
    package var date: Date { Date(timeIntervalSince1970: Double(daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second)) }

    /// 0 for Sunday.
    package var weekday: Int { ((daysSince1970 + 4) % 7 + 7) % 7 }

    /// `yyyy-MM-ddTHH:mm:ss`, as ISO 8601 writes it, without a zone.
    package var text: String {
        let years = String(year)
        return
            "\(String(repeating: "0", count: 4 - years.count) + years)-\(Self.two(month))-\(Self.two(day))T\(Self.two(hour)):\(Self.two(minute)):\(Self.two(second))"
    }

    /// Two digits.
    package static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private var daysSince1970: Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}
