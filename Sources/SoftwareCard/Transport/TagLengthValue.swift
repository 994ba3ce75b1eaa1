/// BER-TLV as cards write it (ISO 7816-4 §5.2.2): tags of one to three octets, lengths of one to three.
struct TagLengthValue: Hashable, Sendable {
    let tag: UInt32
    let value: [UInt8]

    init(_ tag: UInt32, _ value: [UInt8]) {
        (self.tag, self.value) = (tag, value)
    }

    init(_ tag: UInt32, members: [TagLengthValue]) {
        self.init(tag, members.flatMap(\.bytes))
    }

    var bytes: [UInt8] { Self.octets(of: tag) + Self.length(value.count) + value }

    /// The big-endian octets of a tag, which begin with its first one that is not 0.
    static func octets(of tag: UInt32) -> [UInt8] {
        let octets = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: tag >> $0) }
        return Array(octets.drop { $0 == 0 })
    }

    private static func length(_ count: Int) -> [UInt8] {
        switch count {
        case ..<0x80: [UInt8(count)]
        case ..<0x100: [0x81, UInt8(count)]
        default: [0x82, UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
        }
    }

    /// Reads one element after the other up to the end.
    static func list(_ bytes: [UInt8]) throws(CardRefusal) -> [TagLengthValue] {
        var rest = bytes[...]
        var elements: [TagLengthValue] = []
        while let first = rest.popFirst() {
            var tag = UInt32(first)
            if first & 0x1F == 0x1F {
                var next: UInt8
                repeat {
                    next = try octet(&rest)
                    guard tag <= 0xFFFF else { throw CardRefusal(.wrongData) }
                    tag = tag << 8 | UInt32(next)
                } while next & 0x80 != 0
            }
            var count = Int(try octet(&rest))
            if count >= 0x80 {
                guard (0x81...0x83).contains(count) else { throw CardRefusal(.wrongData) }
                let octets = count - 0x80
                count = 0
                for _ in 0..<octets { count = count << 8 | Int(try octet(&rest)) }
            }
            guard count <= rest.count else { throw CardRefusal(.wrongData) }
            elements.append(TagLengthValue(tag, Array(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
        return elements
    }

    private static func octet(_ rest: inout ArraySlice<UInt8>) throws(CardRefusal) -> UInt8 {
        guard let octet = rest.popFirst() else { throw CardRefusal(.wrongData) }
        return octet
    }
}

extension [TagLengthValue] {
    /// The value with this tag; nil when there is none.
    func value(of tag: UInt32) -> [UInt8]? { first { $0.tag == tag }?.value }
}
