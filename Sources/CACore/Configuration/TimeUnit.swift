/// A unit of the periods in a configuration. A month has 30 days and a year 365, so a period is never longer than its name says.
enum TimeUnit: String, CaseIterable {
    case seconds = "Seconds"
    case minutes = "Minutes"
    case hours = "Hours"
    case days = "Days"
    case weeks = "Weeks"
    case months = "Months"
    case years = "Years"

    init?(word: String) {
        guard let unit = Self.allCases.first(where: { $0.rawValue.lowercased() == word.lowercased() }) else { return nil }
        self = unit
    }

    var seconds: Int {
        switch self {
        case .seconds: 1
        case .minutes: 60
        case .hours: 3_600
        case .days: 86_400
        case .weeks: 7 * 86_400
        case .months: 30 * 86_400
        case .years: 365 * 86_400
        }
    }

    /// The largest of seconds to weeks that divides a number of seconds, and how many of it.
    static func largest(dividing seconds: Int) -> (unit: TimeUnit, count: Int) {
        for unit in [TimeUnit.weeks, .days, .hours, .minutes] where seconds > 0 && seconds % unit.seconds == 0 {
            return (unit, seconds / unit.seconds)
        }
        return (.seconds, max(seconds, 0))
    }
}
