extension DERElement {
    /// Whether this is a string under the implicit tag `tag` that comes in segments and may do so, because ``BERTranscoder`` has already
    /// made the rest of the message DER.
    func isSegmented(_ tag: DERTag) -> Bool {
        joinsSegments && self.tag == tag && tag.isContextSpecific && source[start] & 0x20 != 0
    }

    /// The segments of an OCTET STRING as one string.
    func joinedOctets(_ tag: DERTag) throws(FormatError) -> [UInt8] {
        var joined: [UInt8] = []
        joined.reserveCapacity(end - contentStart)
        for segment in try members(tag) { joined.append(contentsOf: try segment.primitive(.octetString)) }
        return joined
    }

    /// The segments of a BIT STRING as one string; only the last may have unused bits (X.690 §8.6.4).
    func joinedBits(_ tag: DERTag) throws(FormatError) -> (bytes: [UInt8], unusedBits: Int) {
        var joined: (bytes: [UInt8], unusedBits: Int) = ([], 0)
        for segment in try members(tag) {
            guard joined.unusedBits == 0 else { throw fail("the segments of the BIT STRING do not fit together") }
            let next = try segment.bitString()
            joined.bytes.append(contentsOf: next.bytes)
            joined.unusedBits = next.unusedBits
        }
        return joined
    }

    /// A SEQUENCE under an implicit tag as a SEQUENCE of its own.
    func underTag(_ identifier: UInt8) -> [UInt8] {
        [identifier] + encoded.dropFirst()
    }
}
