/// `pKIExpirationPeriod` and `pKIOverlapPeriod`: eight octets with the lowest first, a negative count of 100 ns. Source: MS-CRTD §2.15, §2.16.
enum DirectoryPeriod {
    private static let perSecond: Int64 = 10_000_000

    /// A period longer than the eight octets can say, some 29,000 years, is written as the longest, never wrapped into a
    /// short one.
    /// - Parameter seconds: not negative.
    static func octets(seconds: Int) -> [UInt8] {
        let longest = Int64.max / perSecond
        let count = UInt64(bitPattern: -(min(max(Int64(clamping: seconds), 0), longest) * perSecond))
        return (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
    }

    /// Whole seconds; what is left over is dropped, so the result is never longer than the period.
    static func seconds(_ octets: [UInt8]) throws(DocumentValueError) -> Int {
        guard octets.count == 8 else { throw DocumentValueError("a period has 8 octets, but there are \(octets.count)") }
        let count = octets.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let signed = Int64(bitPattern: count)
        // The smallest number is the one that means "forever"; there is no certificate for that.
        guard signed <= 0, signed != .min else { throw DocumentValueError("a period is a negative count of 100 ns, and this one is not") }
        return Int(-signed / perSecond)
    }
}
