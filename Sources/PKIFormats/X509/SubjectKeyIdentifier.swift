/// RFC 5280 §4.2.1.2
///
///     SubjectKeyIdentifier ::= OCTET STRING
public struct SubjectKeyIdentifier: CertificateExtensionValue {
    /// 2.5.29.14
    public static let oid = OID.Extensions.subjectKeyIdentifier

    /// The identifier, usually the SHA-1 of the key's BIT STRING content.
    public let bytes: [UInt8]

    /// Creates the value.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        bytes = try DERElement(parsing: value, structure: "SubjectKeyIdentifier").octetString()
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 24) { $0.writeOctetString(bytes) }
    }
}
