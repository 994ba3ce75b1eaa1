/// RFC 5280 §4.1.2.4
///
///     AttributeTypeAndValue ::= SEQUENCE { type AttributeType, value AttributeValue }
public struct AttributeTypeAndValue: Hashable, Sendable {
    /// The attribute type, for example ``OID/commonName``.
    public let type: OID

    /// The value with its string type.
    public let value: AttributeText

    /// Creates an attribute with a value in a given string type.
    public init(type: OID, value: AttributeText) {
        self.type = type
        self.value = value
    }

    /// Creates an attribute in the string type RFC 5280 demands for it.
    public init(_ type: OID, _ string: String) {
        self.init(type: type, value: AttributeText(string, for: type))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "AttributeTypeAndValue")
        type = try fields.next("type").oid()
        value = try AttributeText(fields.next("value"))
        try fields.finish()
    }

    var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeOID(type)
                writer.writeRaw(value.derEncoded)
            }
        }
    }
}

/// RFC 5280 §4.1.2.4
///
///     RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
public struct RelativeDistinguishedName: Hashable, Sendable {
    /// The attributes; nearly always one.
    public let attributes: [AttributeTypeAndValue]

    /// Creates a relative name.
    public init(_ attributes: [AttributeTypeAndValue]) {
        self.attributes = attributes
    }

    /// - Parameter tag: SET, or the implicit tag of a name relative to the issuer of a revocation list.
    init(_ element: DERElement, _ tag: DERTag = .set) throws(FormatError) {
        let members = try element.members(tag)
        guard !members.isEmpty else { throw element.fail("a RelativeDistinguishedName cannot be empty") }
        var attributes: [AttributeTypeAndValue] = []
        for member in members { attributes.append(try AttributeTypeAndValue(member)) }
        self.attributes = attributes
    }

    func write(to writer: inout DERWriter, tag: UInt8 = 0x31) {
        writer.writeSetOf(attributes.map(\.derEncoded), tag: tag)
    }
}
