/// RFC 5280 §4.2.1.1
///
///     AuthorityKeyIdentifier ::= SEQUENCE {
///         keyIdentifier              [0] KeyIdentifier OPTIONAL,
///         authorityCertIssuer        [1] GeneralNames OPTIONAL,
///         authorityCertSerialNumber  [2] CertificateSerialNumber OPTIONAL }
public struct AuthorityKeyIdentifier: CertificateExtensionValue {
    /// 2.5.29.35
    public static let oid = OID.Extensions.authorityKeyIdentifier

    /// The subject key identifier of the issuer.
    public let keyIdentifier: [UInt8]?

    /// The issuer of the issuer's certificate; empty when absent.
    public let authorityCertificateIssuer: [GeneralName]

    /// The content octets of the serial number of the issuer's certificate.
    public let authorityCertificateSerialNumber: [UInt8]?

    /// Creates the value, usually from the key identifier alone.
    public init(
        keyIdentifier: [UInt8]?,
        authorityCertificateIssuer: [GeneralName] = [],
        authorityCertificateSerialNumber: [UInt8]? = nil
    ) {
        self.keyIdentifier = keyIdentifier
        self.authorityCertificateIssuer = authorityCertificateIssuer
        self.authorityCertificateSerialNumber = authorityCertificateSerialNumber
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "AuthorityKeyIdentifier").fields()
        keyIdentifier = try fields.optional(context: 0, "keyIdentifier")?.octetString(.context(0))
        if let element = fields.optional(context: 1, "authorityCertIssuer") {
            authorityCertificateIssuer = try GeneralName.readSequence(element, .context(1))
        } else {
            authorityCertificateIssuer = []
        }
        authorityCertificateSerialNumber = try fields.optional(context: 2, "authorityCertSerialNumber")?.integerBytes(.context(2))
        try fields.finish()
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                if let keyIdentifier { writer.writeOctetString(keyIdentifier, tag: 0x80) }
                if !authorityCertificateIssuer.isEmpty {
                    writer.writeExplicit(1) { writer in
                        for name in authorityCertificateIssuer { name.write(to: &writer) }
                    }
                }
                if let authorityCertificateSerialNumber { writer.writePrimitive(tag: 0x82, authorityCertificateSerialNumber) }
            }
        }
    }
}
