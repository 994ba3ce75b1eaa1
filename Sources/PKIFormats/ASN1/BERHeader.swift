/// The identifier and length octets of one element of BER (X.690 §8.1.2 and §8.1.3).
struct BERHeader {
    /// Where the element begins.
    let start: Int
    /// Where the length octets begin.
    let identifierEnd: Int
    /// Where the content begins.
    let contentStart: Int
    /// Where the content ends; `nil` when the length is indefinite and two zero octets end it.
    let contentEnd: Int?
    /// The first identifier octet.
    let identifier: UInt8

    /// Reads the octets from `start` on, which may not go beyond `limit`.
    init(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, limit: Int) throws(DERScan.ScanError) {
        guard start < limit else { throw DERScan.ScanError(offset: start, reason: "the element is cut off") }
        identifier = bytes[start]
        guard identifier & 0xDF != 0 else { throw DERScan.ScanError(offset: start, reason: "tag 0 occurs only as the end of contents") }
        var position = start + 1
        if identifier & 0x1F == 0x1F { position = try Self.longTagEnd(bytes, position, limit: limit, start: start) }
        self.start = start
        identifierEnd = position
        guard position < limit else { throw DERScan.ScanError(offset: start, reason: "the element is cut off before its length") }
        let first = bytes[position]
        position += 1
        if first == 0x80 {
            guard identifier & 0x20 != 0 else {
                throw DERScan.ScanError(offset: start, reason: "a primitive element cannot have an indefinite length")
            }
            contentStart = position
            contentEnd = nil
            return
        }
        var length = Int(first)
        if first > 0x80 {
            guard first != 0xFF, limit - position >= Int(first & 0x7F) else {
                throw DERScan.ScanError(offset: start, reason: "the element is cut off in its length")
            }
            length = 0
            for _ in 0..<Int(first & 0x7F) {
                // A number that is larger than the input stays larger; leaving here keeps it from overflowing.
                guard length <= limit else { break }
                length = length << 8 | Int(bytes[position])
                position += 1
            }
        }
        guard position <= limit, length <= limit - position else {
            throw DERScan.ScanError(offset: start, reason: "the element says more octets than are there")
        }
        contentStart = position
        contentEnd = position + length
    }

    var isConstructed: Bool { identifier & 0x20 != 0 }

    /// Whether the element is a string of a universal type that comes in segments.
    var isSegmentedString: Bool {
        guard identifier & 0xE0 == 0x20 else { return false }
        switch identifier & 0x1F {
        case 3, 4, 7, 12, 18...28, 30: return true
        default: return false
        }
    }

    /// Octets of the shortest length field for `length`.
    static func lengthOctets(_ length: Int) -> Int {
        length < 0x80 ? 1 : 1 + (Int.bitWidth - length.leadingZeroBitCount + 7) / 8
    }

    /// Whether `position` has the two octets that end an indefinite length.
    static func isEndOfContents(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int, limit: Int) throws(DERScan.ScanError) -> Bool {
        guard limit - position >= 2 else {
            throw DERScan.ScanError(offset: position, reason: "an element of indefinite length has no end")
        }
        return bytes[position] == 0 && bytes[position + 1] == 0
    }

    private static func longTagEnd(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ first: Int,
        limit: Int,
        start: Int
    ) throws(DERScan.ScanError) -> Int {
        var position = first
        var number = 0
        for index in 0..<5 {
            guard position < limit else { throw DERScan.ScanError(offset: start, reason: "the element is cut off in its tag") }
            let octet = bytes[position]
            position += 1
            if index == 0, octet == 0x80 { break }
            number = number << 7 | Int(octet & 0x7F)
            if octet & 0x80 == 0 {
                guard number >= 31 else { break }
                return position
            }
        }
        throw DERScan.ScanError(offset: start, reason: "the tag number is not minimal or too large")
    }
}
