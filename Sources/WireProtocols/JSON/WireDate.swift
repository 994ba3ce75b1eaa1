package import PortableFoundation

/// Times as the JSON front ends write them: ISO 8601, UTC, whole seconds: `2026-11-21T02:48:32Z`.
package enum WireDate {
    package static func text(_ date: Date) -> String { date.formatted(.iso8601) }

    /// nil for what is no date, and for a day or an hour that does not exist: a lenient reader makes 2 March of 30 February.
    package static func date(_ text: String) -> Date? {
        guard exists(text) else { return nil }
        return try? Date.ISO8601FormatStyle().parse(text)
    }

    /// The same, or a day alone, which begins in UTC.
    package static func dayOrDate(_ text: String) -> Date? { date(text) ?? date(text + "T00:00:00Z") }

    /// - Throws: `BodyError` that names the field.
    package static func required(_ text: String, field: String) throws(BodyError) -> Date {
        guard let date = dayOrDate(text) else {
            throw BodyError(
                field: field,
                value: text,
                reason: "\(field) is \(text), which is no date: write it like 2026-11-30 or 2026-11-30T12:00:00Z"
            )
        }
        return date
    }

    /// Whether `YYYY-MM-DD`, and the time behind it if there is one, are a day and a time of the calendar.
    private static func exists(_ text: String) -> Bool {
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        let day = parts[0].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard day.count == 3, let year = day[0], let month = day[1], let number = day[2], (1...12).contains(month) else { return false }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...days[month - 1]).contains(number) else { return false }
        guard parts.count == 2 else { return true }
        let time = parts[1].prefix(8).split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard time.count == 3, let hour = time[0], let minute = time[1], let second = time[2] else { return false }
        return (0...23).contains(hour) && (0...59).contains(minute) && (0...59).contains(second)
    }
}
