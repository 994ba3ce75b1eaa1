import PKIFormats
package import PortableFoundation

/// A time as HTTP fields write it, IMF-fixdate (RFC 9110 §5.6.7): `Sat, 21 Nov 2026 02:48:32 GMT`.
package enum HTTPDate {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    package static func text(_ date: Date) -> String {
        let time = CalendarTime(date)
        let clock = "\(CalendarTime.two(time.hour)):\(CalendarTime.two(time.minute)):\(CalendarTime.two(time.second))"
        return "\(weekdays[time.weekday]), \(CalendarTime.two(time.day)) \(months[time.month - 1]) \(time.year) \(clock) GMT"
    }
}
