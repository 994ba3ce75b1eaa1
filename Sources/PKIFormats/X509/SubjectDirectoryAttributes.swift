/// RFC 5280 §4.2.1.8
///
///     SubjectDirectoryAttributes ::= SEQUENCE SIZE (1..MAX) OF Attribute
///     Attribute ::= SEQUENCE { type AttributeType, values SET OF AttributeValue }
public struct SubjectDirectoryAttributes: CertificateExtensionValue {
    /// 2.5.29.9
    public static let oid = OID.Extensions.subjectDirectoryAttributes

    /// The attributes, their values as DER; RFC 3739 §3.2.2 names some (see ``OID/Extensions/dateOfBirth``).
    public let attributes: [RequestAttribute]

    /// Creates the value.
    public init(_ attributes: [RequestAttribute]) {
        self.attributes = attributes
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "SubjectDirectoryAttributes")
        var attributes: [RequestAttribute] = []
        for member in try element.members() { attributes.append(try RequestAttribute(member)) }
        guard !attributes.isEmpty else { throw element.fail("it holds no attribute") }
        self.attributes = attributes
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                for attribute in attributes { attribute.write(to: &writer) }
            }
        }
    }
}
