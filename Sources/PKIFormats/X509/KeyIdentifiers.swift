/// RFC 5280 §4.2.1.2
///
///     SubjectKeyIdentifier ::= OCTET STRING
public struct SubjectKeyIdentifier: CertificateExtensionValue, OctetStringValue {
    /// 2.5.29.14
    public static let oid = OID.Extensions.subjectKeyIdentifier

    /// The identifier, usually the SHA-1 of the key's BIT STRING content.
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}

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

    /// The names of the issuer of the issuer's certificate; empty when absent.
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

    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "AuthorityKeyIdentifier").fields()
        keyIdentifier = try fields.optional(0, "keyIdentifier", DERElement.octetString)
        authorityCertificateIssuer = try fields.optional(1, "authorityCertIssuer", GeneralName.readSequence) ?? []
        authorityCertificateSerialNumber = try fields.optional(2, "authorityCertSerialNumber", DERElement.integerBytes)
        try fields.finish()
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                if let keyIdentifier { writer.writeOctetString(keyIdentifier, tag: 0x80) }
                if !authorityCertificateIssuer.isEmpty { writer.writeSequence(of: authorityCertificateIssuer, tag: 0xA1) }
                if let authorityCertificateSerialNumber { writer.writePrimitive(tag: 0x82, authorityCertificateSerialNumber) }
            }
        }
    }
}
