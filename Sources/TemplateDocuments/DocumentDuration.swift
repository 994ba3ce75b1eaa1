/// A span of time as text: a number and a unit, such as `1y`, `6w`, `30d`, `12h`, `45m` or `90s`. A year is 365 days, as in MS-CRTD.
enum DocumentDuration {
    private static let units: [(word: String, seconds: Int)] = [
        ("y", 365 * 86_400), ("w", 7 * 86_400), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1),
    ]
    /// What the 64 bits of a directory's period hold is a little more.
    private static let longest = 29_000 * 365 * 86_400

    /// In the largest unit that leaves nothing over.
    static func text(_ seconds: Int) -> String {
        let unit = units.first { seconds != 0 && seconds % $0.seconds == 0 } ?? ("s", 1)
        return "\(seconds / unit.seconds)\(unit.word)"
    }

    static func seconds(_ text: String) throws(DocumentValueError) -> Int {
        guard let unit = units.first(where: { text.hasSuffix($0.word) }), let number = Int(text.dropLast()), number >= 0,
            text.utf8.dropLast().allSatisfy({ (48...57).contains($0) })
        else {
            throw DocumentValueError("\"\(text.prefix(40))\" is not a span of time; use a number and y, w, d, h, m or s, such as 1y or 6w")
        }
        let (seconds, overflow) = number.multipliedReportingOverflow(by: unit.seconds)
        guard !overflow, seconds <= longest else { throw DocumentValueError("\(text.prefix(40)) is too long; use at most 29000y") }
        return seconds
    }
}
