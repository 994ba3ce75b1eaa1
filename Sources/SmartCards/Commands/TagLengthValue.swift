/// One element of the data of cards: BER-TLV, as far as PIV uses it. Source: ISO/IEC 7816-4 §5.2.2.
package struct TagLengthValue: Hashable, Sendable {
    package let tag: UInt32
    package let value: [UInt8]

    /// Reads a row of elements. Zeros between them, which some cards leave, are skipped.
    package static func read(_ bytes: [UInt8], of structure: String) throws(CardError) -> [TagLengthValue] {
        var elements: [TagLengthValue] = []
        var position = 0
        func next() throws(CardError) -> UInt8 {
            guard position < bytes.count else { throw damaged(structure) }
            defer { position += 1 }
            return bytes[position]
        }
        while position < bytes.count {
            let first = try next()
            if first == 0 { continue }
            var tag = UInt32(first)
            if first & 0x1F == 0x1F {
                var part: UInt8
                repeat {
                    part = try next()
                    guard tag <= 0xFF_FFFF else { throw damaged(structure) }
                    tag = tag << 8 | UInt32(part)
                } while part & 0x80 != 0
            }
            var length = Int(try next())
            if length > 0x80 {
                guard length <= 0x83 else { throw damaged(structure) }
                let count = length & 0x7F
                length = 0
                for _ in 0..<count { length = length << 8 | Int(try next()) }
            }
            guard length <= bytes.count - position else { throw damaged(structure) }
            elements.append(TagLengthValue(tag: tag, value: Array(bytes[position..<position + length])))
            position += length
        }
        return elements
    }

    /// The value of the one element with this tag.
    package static func value(_ tag: UInt32, in bytes: [UInt8], of structure: String) throws(CardError) -> [UInt8] {
        guard let found = try read(bytes, of: structure).first(where: { $0.tag == tag }) else { throw damaged(structure) }
        return found.value
    }

    /// An element.
    package static func write(_ tag: UInt32, _ value: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(value.count + 8)
        for shift in [24, 16, 8] where tag >> UInt32(shift) != 0 { bytes.append(UInt8(truncatingIfNeeded: tag >> UInt32(shift))) }
        bytes.append(UInt8(truncatingIfNeeded: tag))
        switch value.count {
        case ..<0x80: bytes.append(UInt8(value.count))
        case ..<0x100: bytes += [0x81, UInt8(value.count)]
        default: bytes += [0x82, UInt8(truncatingIfNeeded: value.count >> 8), UInt8(truncatingIfNeeded: value.count)]
        }
        return bytes + value
    }

    private static func damaged(_ structure: String) -> CardError {
        CardError(.malformed, "The card's \(structure) cannot be read: an element is cut short. The card may be damaged, or no PIV card.")
    }
}
