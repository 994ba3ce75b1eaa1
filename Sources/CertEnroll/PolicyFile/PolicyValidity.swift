package import PortableFoundation
import CAInterface
import WireProtocols

/// The validity that a policy file gives a self-signed certificate (`RequestType = Cert`). Source: "certreq" command reference.
package struct PolicyValidity: Sendable, Hashable {
    var notBefore: Date?
    var notAfter: Date?
    var period: String?
    var units: Int?

    private static let components: [String: Calendar.Component] = [
        "years": .year, "months": .month, "weeks": .weekOfYear, "days": .day, "hours": .hour, "minutes": .minute, "seconds": .second,
    ]
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Beginning and end of a certificate made now: one year unless the file says otherwise.
    package func dates(now: Date) -> (notBefore: Date, notAfter: Date) {
        let start = notBefore ?? now
        if let notAfter { return (start, notAfter) }
        let component = period.flatMap { Self.components[$0.lowercased()] } ?? .year
        return (start, Self.calendar.date(byAdding: component, value: units ?? 1, to: start) ?? start.addingTimeInterval(365 * 86_400))
    }

    mutating func read(_ entry: PolicyFile.Entry) throws(CAError) {
        switch entry.key.lowercased() {
        case "notbefore": notBefore = try Self.date(entry)
        case "notafter": notAfter = try Self.date(entry)
        case "validityperiodunits":
            let number = try PolicyFile.number(entry)
            guard (1...1_000_000_000).contains(number) else {
                throw PolicyFile.unreadable(entry.line, "\(entry.key) \(number) is not possible")
            }
            units = number
        default:
            guard Self.components[entry.value.lowercased()] != nil else {
                throw PolicyFile.unreadable(
                    entry.line,
                    "ValidityPeriod \(entry.value) is not Years, Months, Weeks, Days, Hours, Minutes or Seconds"
                )
            }
            period = entry.value
        }
    }

    /// - Throws: when the file contradicts itself.
    func check() throws(CAError) {
        if notAfter != nil, period != nil || units != nil {
            throw PolicyFile.unreadable(nil, "NotAfter and ValidityPeriod both give the end; keep one of the two")
        }
        if let notBefore, let notAfter, notAfter <= notBefore { throw PolicyFile.unreadable(nil, "NotAfter is not later than NotBefore") }
    }

    private static var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        if let utc = TimeZone(secondsFromGMT: 0) { calendar.timeZone = utc }
        return calendar
    }

    /// Year, month and day in the order of ISO 8601, or with the month's English name, and a time in UTC. Two numbers such as 3/4/2027 mean another day
    /// in another country, so they are refused.
    private static func date(_ entry: PolicyFile.Entry) throws(CAError) -> Date {
        var parts = DateComponents()
        var numbers: [Substring] = []
        for word in entry.value.split(whereSeparator: { " ,-/T".contains($0) }) {
            if word.contains(":") {
                let time = word.split(separator: ":").map { Int($0.filter(\.isNumber)) }
                guard (2...3).contains(time.count), let hour = time[0], let minute = time[1] else { throw unreadable(entry) }
                (parts.hour, parts.minute, parts.second) = (hour, minute, time.count == 3 ? time[2] ?? 0 : 0)
            } else if let month = months.firstIndex(of: String(word.lowercased().prefix(3))) {
                parts.month = month + 1
            } else {
                numbers.append(word)
            }
        }
        let values = numbers.compactMap { Int($0) }
        guard values.count == numbers.count else { throw unreadable(entry) }
        switch (parts.month, values.count) {
        case (nil, 3) where numbers[0].count == 4: (parts.year, parts.month, parts.day) = (values[0], values[1], values[2])
        case (.some, 2) where numbers[1].count == 4: (parts.day, parts.year) = (values[0], values[1])
        case (.some, 2) where numbers[0].count == 4: (parts.year, parts.day) = (values[0], values[1])
        default: throw unreadable(entry)
        }
        guard let date = calendar.date(from: parts), calendar.dateComponents([.month, .day], from: date).day == parts.day,
            calendar.component(.month, from: date) == parts.month
        else { throw unreadable(entry) }
        return date
    }

    private static func unreadable(_ entry: PolicyFile.Entry) -> CAError {
        PolicyFile.unreadable(
            entry.line,
            "\(entry.key) \"\(entry.value)\" is not a date that means one day everywhere; write 2027-01-31 or 31 January 2027, and a time as 14:30"
        )
    }
}
