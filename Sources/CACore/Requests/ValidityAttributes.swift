import CAInterface
import PKIFormats
import PortableFoundation

/// The end of a certificate that request attributes ask for: ExpirationDate, or else ValidityPeriod with ValidityPeriodUnits. It can only shorten what the
/// rules allow. Source: MS-WCCE §2.2.2.7.10.
struct ValidityAttributes {
    let end: Date
    /// The names of the attributes that made it, in lower case.
    let honored: Set<String>

    /// nil when no end is asked for, or none that can be read.
    init?(_ pairs: [RequestAttributes.Pair], at now: Date) {
        func value(_ name: String) -> String? { pairs.last { $0.name.lowercased() == name }?.value }
        if let text = value("expirationdate"), let date = HTTPDate.date(of: text) {
            end = date
            honored = ["expirationdate"]
            return
        }
        guard let word = value("validityperiod"), let unit = TimeUnit(word: word),
            let count = value("validityperiodunits").flatMap({ Int($0) }),
            (1...1_000_000_000).contains(count)
        else { return nil }
        end = now.addingTimeInterval(Double(count) * Double(unit.seconds))
        honored = ["validityperiod", "validityperiodunits"]
    }
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`. Source: RFC 9110 §5.6.7.
enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    static func date(of text: String) -> Date? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", words[0].hasSuffix(","), let day = Int(words[1]), let year = Int(words[3]),
            let month = months.firstIndex(where: { $0 == words[2] })
        else { return nil }
        let time = words[4].split(separator: ":").map { Int($0) }
        guard time.count == 3, let hour = time[0], let minute = time[1], let second = time[2], (0..<24).contains(hour),
            (0..<60).contains(minute), (0..<61).contains(second), (1...31).contains(day), (1900...9999).contains(year)
        else { return nil }
        return Date(timeIntervalSince1970: Double(daysSince1970(year, month + 1, day) * 86_400 + hour * 3_600 + minute * 60 + second))
    }

    /// The days of the Gregorian calendar, counted from a March so that the leap day comes last.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }
}
