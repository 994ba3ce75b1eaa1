/// RFC 6960 §4.4.6
///
///     ServiceLocator ::= SEQUENCE {
///         issuer   Name,
///         locator  AuthorityInfoAccessSyntax OPTIONAL }
///
/// In a single request: where a responder that knows nothing of the certificate can pass the question on to.
public struct OCSPServiceLocator: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.48.1.7
    public static let oid = OID.OCSP.serviceLocator

    /// The issuer of the certificate asked about.
    public let issuer: DistinguishedName

    /// The value of the certificate's authority information access, as DER; `nil` when absent. Read it with
    /// ``AuthorityInformationAccess/init(value:)``.
    public let locator: [UInt8]?

    /// Creates the value.
    public init(issuer: DistinguishedName, locator: [UInt8]? = nil) {
        self.issuer = issuer
        self.locator = locator
    }

    /// Takes issuer and authority information access from the certificate asked about.
    public init(for certificate: Certificate) {
        self.init(issuer: certificate.issuer, locator: certificate.extension(OID.Extensions.authorityInformationAccess)?.value)
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "ServiceLocator").fields()
        issuer = try DistinguishedName(fields.next("issuer"))
        locator = fields.optional(.sequence, "locator")?.encoded
        try fields.finish()
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(issuer.derEncoded)
                if let locator { writer.writeRaw(locator) }
            }
        }
    }
}
