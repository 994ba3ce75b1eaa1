/// The part of an answer to reset that says which lengths a card takes. Source: ISO/IEC 7816-3 §8.2, ISO/IEC 7816-4 §8.1.1.2.7.
package struct AnswerToReset: Sendable {
    /// Whether the card says that it takes extended lengths.
    package let takesExtendedLengths: Bool

    package init(_ bytes: [UInt8]) {
        takesExtendedLengths = Self.capabilities(bytes).map { $0 & 0x40 != 0 } ?? false
    }

    /// The third octet of the card capabilities among the historical bytes.
    private static func capabilities(_ bytes: [UInt8]) -> UInt8? {
        guard bytes.count > 2 else { return nil }
        let historicalCount = Int(bytes[1] & 0x0F)
        var position = 2
        var indicator = bytes[1] >> 4
        while indicator != 0 {
            let last = position + indicator.nonzeroBitCount
            guard last <= bytes.count else { return nil }
            // The last interface byte of a group, TD, announces the next group.
            indicator = indicator & 0x8 != 0 ? bytes[last - 1] >> 4 : 0
            position = last
        }
        guard position + historicalCount <= bytes.count, historicalCount > 1, bytes[position] == 0x80 || bytes[position] == 0 else {
            return nil
        }
        var rest = bytes[(position + 1)..<(position + historicalCount)]
        while let head = rest.first {
            let length = Int(head & 0x0F)
            guard rest.count > length else { return nil }
            if head == 0x73 { return rest[rest.startIndex + 3] }
            rest = rest.dropFirst(1 + length)
        }
        return nil
    }
}
