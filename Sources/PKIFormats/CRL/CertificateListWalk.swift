/// Goes from entry to entry of a list in place. The outline of the entries has been checked by ``CertificateListOutline``.
struct CertificateListWalk {
    /// Where an entry and its serial number are.
    struct Entry {
        let start: Int
        let end: Int
        let serialStart: Int
        let serialEnd: Int

        func has(_ serial: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer) -> Bool {
            guard serial.count == serialEnd - serialStart else { return false }
            // The last octets differ soonest: serial numbers of one CA often begin alike.
            var index = serial.count
            while index > 0 {
                index -= 1
                if serial[index] != bytes[serialStart + index] { return false }
            }
            return true
        }
    }

    private let bytes: UnsafeRawBufferPointer
    private var position: Int
    private let limit: Int

    init(_ bytes: UnsafeRawBufferPointer, _ entries: Range<Int>) {
        self.bytes = bytes
        position = entries.lowerBound
        limit = entries.upperBound
    }

    mutating func next() -> Entry? {
        guard position < limit, let outer = DERHeader(bytes, at: position, limit: limit),
            let serial = DERHeader(bytes, at: outer.contentStart, limit: outer.end)
        else { return nil }
        defer { position = outer.end }
        return Entry(start: position, end: outer.end, serialStart: serial.contentStart, serialEnd: serial.end)
    }
}

/// Tag and length of one element in bytes that are not ours: definite and minimal (X.690 §10.1), one octet of tag. `nil` when it is not
/// so, or goes beyond `limit`.
struct DERHeader {
    let tag: UInt8
    let contentStart: Int
    let end: Int

    @inline(__always)
    init?(_ bytes: UnsafeRawBufferPointer, at start: Int, limit: Int) {
        guard limit <= bytes.count, start >= 0, limit - start >= 2 else { return nil }
        tag = bytes[start]
        guard tag & 0x1F != 0x1F, tag & 0xDF != 0 else { return nil }
        let first = bytes[start + 1]
        if first < 0x80 {
            contentStart = start + 2
            end = contentStart + Int(first)
        } else {
            let count = Int(first & 0x7F)
            guard count >= 1, count <= 7, limit - start - 2 >= count else { return nil }
            var length = 0
            for index in 0..<count { length = length << 8 | Int(bytes[start + 2 + index]) }
            guard length >= 0x80, length >> (8 * (count - 1)) != 0 else { return nil }
            contentStart = start + 2 + count
            end = contentStart + length
        }
        guard end <= limit else { return nil }
    }
}
