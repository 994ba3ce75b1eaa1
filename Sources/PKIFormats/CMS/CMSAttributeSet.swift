/// RFC 5652 §5.3, §6.1 and §9.1: a SET OF Attribute under an implicit tag, with the octets it came in.
///
///     SignedAttributes ::= SET SIZE (1..MAX) OF Attribute
struct CMSAttributeSet: Hashable, Sendable {
    /// The attributes in the order found, or in that of DER.
    let attributes: [CMSAttribute]
    /// The set as encoded but under the universal tag 0x31, which is what MACs and signatures cover.
    let bytes: [UInt8]

    /// Takes attributes in the order of DER; `nil` for none, and the field is then left out.
    init?(_ attributes: [CMSAttribute]) {
        guard !attributes.isEmpty else { return nil }
        let sorted = attributes.map { (attribute: $0, encoding: $0.derEncoded) }.inSetOrder { $0.encoding }
        self.attributes = sorted.map(\.attribute)
        bytes = DERWriter.encode(capacity: 192) { $0.writeMembers(sorted.map(\.encoding)) }
    }

    /// Reads the set under whichever tag the element has.
    init(_ element: DERElement) throws(FormatError) {
        var attributes: [CMSAttribute] = []
        for member in try element.members(element.tag) { attributes.append(try CMSAttribute(member)) }
        self.attributes = attributes
        bytes = element.underTag(0x31)
    }

    /// Writes the set under `[number] IMPLICIT`.
    func write(_ number: UInt8, to writer: inout DERWriter) {
        writer.writeOctet(0xA0 | number)
        writer.writeRaw(bytes.dropFirst())
    }
}
