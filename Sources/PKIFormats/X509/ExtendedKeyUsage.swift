/// RFC 5280 §4.2.1.12
///
///     ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId
public struct ExtendedKeyUsage: CertificateExtensionValue {
    /// 2.5.29.37
    public static let oid = OID.Extensions.extendedKeyUsage

    /// The purposes (see ``OID/KeyPurpose``).
    public let purposes: [OID]

    public init(_ purposes: [OID]) {
        self.purposes = purposes
    }

    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "ExtKeyUsageSyntax")
        purposes = try element.list(ifEmpty: "it names no purpose", of: OID.init)
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence(of: purposes) { $1.writeOID($0) }
        }
    }
}
