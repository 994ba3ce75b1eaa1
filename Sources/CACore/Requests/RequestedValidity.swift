package import CAInterface
package import PortableFoundation
import PKIFormats

/// The end of the validity that a request asks for: `ExpirationDate`, or `ValidityPeriod` and `ValidityPeriodUnits` together. It can only be earlier than the
/// template's.
///
/// Source: MS-WCCE §3.2.1.4.2.1.2; dates as in RFC 2616 §3.3.
package enum RequestedValidity: Sendable, Hashable {
    case until(Date)
    case seconds(Int)
    case months(Int)

    /// The attributes cannot be read.
    package struct ReadingError: Error, Sendable, Hashable {
        package let attribute: String
        package let value: String
        package let remedy: String
    }

    /// - Returns: nil when the request asks for nothing. `ExpirationDate` wins over a period.
    package init?(_ pairs: [RequestAttributes.Pair]) throws(ReadingError) {
        var (date, unit, count): (String?, String?, String?)
        for pair in pairs {
            // Most requests end here: no other common attribute has a name of this length.
            guard pair.name.utf8.count == 14 || pair.name.utf8.count == 19 else { continue }
            switch pair.name.lowercased() {
            case "expirationdate": date = date ?? pair.value
            case "validityperiod": unit = unit ?? pair.value
            case "validityperiodunits": count = count ?? pair.value
            default: continue
            }
        }
        if let date {
            guard let end = Self.date(date) else {
                throw ReadingError(
                    attribute: "ExpirationDate",
                    value: date,
                    remedy: "Write it as HTTP does: Sat, 21 Nov 2026 02:48:32 GMT."
                )
            }
            self = .until(end)
            return
        }
        guard let unit, let count else { return nil }
        guard let number = Int(count), number > 0 else {
            throw ReadingError(attribute: "ValidityPeriodUnits", value: count, remedy: "Write a whole number above 0.")
        }
        guard let length = Self.units[unit.lowercased()] else {
            throw ReadingError(
                attribute: "ValidityPeriod",
                value: unit,
                remedy: "Write Seconds, Minutes, Hours, Days, Weeks, Months or Years."
            )
        }
        // Nothing here is valid for as long as a hundred thousand of any unit above minutes, and so nothing overflows.
        let few = min(number, 10_000_000_000)
        self = length.isMonths ? .months(min(few, 100_000) * length.count) : .seconds(few * length.count)
    }

    /// The wanted end; nil when it lies beyond all calendars.
    package func end(from start: Date) -> Date? {
        switch self {
        case .until(let date): return date
        case .seconds(let seconds): return start.addingTimeInterval(Double(seconds))
        case .months(let months):
            let time = CalendarTime(start)
            let month = time.year * 12 + time.month - 1 + months
            // The last day of a shorter month takes the place of a day that it lacks.
            for day in [time.day, 30, 29, 28] where day <= time.day {
                let end = CalendarTime(
                    year: month / 12,
                    month: month % 12 + 1,
                    day: day,
                    hour: time.hour,
                    minute: time.minute,
                    second: time.second
                )
                if let end { return end.date }
            }
            return nil
        }
    }

    private static let units: [String: (count: Int, isMonths: Bool)] = [
        "seconds": (1, false), "minutes": (60, false), "hours": (3600, false), "days": (86_400, false), "weeks": (7 * 86_400, false),
        "months": (1, true), "years": (12, true),
    ]

    private static let monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// The three forms of HTTP: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`. Names of weekdays are not compared.
    private static func date(_ text: String) -> Date? {
        let words = text.split { $0 == " " || $0 == "," || $0 == "-" }.map { $0.lowercased() }
        guard words.count >= 5 else { return nil }
        let clock: [Int?]
        let fields: (day: String, month: String, year: String)
        if words.count == 6, words[5] == "gmt" {
            (fields, clock) = ((words[1], words[2], words[3]), words[4].split(separator: ":").map { Int($0) })
        } else if words.count == 5 {
            (fields, clock) = ((words[2], words[1], words[4]), words[3].split(separator: ":").map { Int($0) })
        } else {
            return nil
        }
        guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2], let day = Int(fields.day),
            let month = monthNames.firstIndex(of: fields.month), var year = Int(fields.year)
        else { return nil }
        if fields.year.count == 2 { year += year < 70 ? 2000 : 1900 }
        return CalendarTime(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)?.date
    }
}
