/// RFC 5280 §4.2.2.1
///
///     AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
public struct AuthorityInformationAccess: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.1.1
    public static let oid = OID.Extensions.authorityInformationAccess

    /// Every description, of whatever method and kind of location, in order.
    public let descriptions: [AccessDescription]

    /// Where the issuer's certificate can be fetched: the URIs only.
    public var caIssuers: [String] { descriptions.uris(OID.Extensions.caIssuers) }

    /// Where OCSP responders answer: the URIs only.
    public var ocsp: [String] { descriptions.uris(OID.Extensions.ocsp) }

    /// Creates the value from URIs, those of the issuer's certificate first.
    public init(caIssuers: [String] = [], ocsp: [String] = []) {
        descriptions =
            caIssuers.map { AccessDescription(method: OID.Extensions.caIssuers, location: .uri($0)) }
            + ocsp.map { AccessDescription(method: OID.Extensions.ocsp, location: .uri($0)) }
    }

    /// Creates the value from descriptions of any method.
    public init(descriptions: [AccessDescription]) {
        self.descriptions = descriptions
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        descriptions = try AccessDescription.readSequence(value, structure: "AuthorityInfoAccessSyntax")
    }

    /// The DER of the value.
    public var value: [UInt8] { AccessDescription.encode(descriptions) }
}
