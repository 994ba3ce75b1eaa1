/// RFC 5280 §4.2.1.12
///
///     ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId
public struct ExtendedKeyUsage: CertificateExtensionValue {
    /// 2.5.29.37
    public static let oid = OID.Extensions.extendedKeyUsage

    /// The purposes (see ``OID/KeyPurpose``).
    public let purposes: [OID]

    /// Creates the value.
    public init(_ purposes: [OID]) {
        self.purposes = purposes
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "ExtKeyUsageSyntax")
        var purposes: [OID] = []
        for member in try element.members() { purposes.append(try member.oid()) }
        guard !purposes.isEmpty else { throw element.fail("it names no purpose") }
        self.purposes = purposes
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                for purpose in purposes { writer.writeOID(purpose) }
            }
        }
    }
}
