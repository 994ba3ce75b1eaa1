/// RFC 5280 §4.2.1.8
///
///     SubjectDirectoryAttributes ::= SEQUENCE SIZE (1..MAX) OF Attribute
///     Attribute ::= SEQUENCE { type AttributeType, values SET OF AttributeValue }
public struct SubjectDirectoryAttributes: CertificateExtensionValue {
    /// 2.5.29.9
    public static let oid = OID.Extensions.subjectDirectoryAttributes

    /// The attributes, their values as DER; RFC 3739 §3.2.2 names some (see ``OID/Extensions/dateOfBirth``).
    public let attributes: [RequestAttribute]

    public init(_ attributes: [RequestAttribute]) {
        self.attributes = attributes
    }

    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "SubjectDirectoryAttributes")
        attributes = try element.list(ifEmpty: "it holds no attribute") { member throws(FormatError) in try RequestAttribute(member) }
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 96) { $0.writeSequence(of: attributes) { $0.write(to: &$1) } }
    }
}
