extension DERElement {
    /// An OCTET STRING under an implicit tag that may come in segments, once ``BERTranscoder`` has made the rest of the message DER.
    /// - Parameter joiningSegments: `false` where DER is demanded; then a constructed string is refused.
    func octetString(_ tag: DERTag, joiningSegments: Bool) throws(FormatError) -> [UInt8] {
        guard joiningSegments, self.tag == tag, source[start] & 0x20 != 0 else { return try octetString(tag) }
        var joined: [UInt8] = []
        joined.reserveCapacity(end - contentStart)
        for segment in try members(tag) { joined.append(contentsOf: try segment.primitive(.octetString)) }
        return joined
    }

    /// A SEQUENCE under an implicit tag as a SEQUENCE of its own.
    func underTag(_ identifier: UInt8) -> [UInt8] {
        [identifier] + encoded.dropFirst()
    }
}
