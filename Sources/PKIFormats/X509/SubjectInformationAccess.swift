/// RFC 5280 §4.2.2.2
///
///     SubjectInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
public struct SubjectInformationAccess: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.1.11
    public static let oid = OID.Extensions.subjectInformationAccess

    /// Every description, in order.
    public let descriptions: [AccessDescription]

    /// Where a CA publishes the certificates it issues: the URIs only.
    public var caRepositories: [String] { descriptions.uris(OID.Extensions.caRepository) }

    /// Where time stamps can be had: the URIs only.
    public var timeStamping: [String] { descriptions.uris(OID.Extensions.timeStampingAccess) }

    /// Creates the value.
    public init(descriptions: [AccessDescription]) {
        self.descriptions = descriptions
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        descriptions = try AccessDescription.readSequence(value, structure: "SubjectInfoAccessSyntax")
    }

    /// The DER of the value.
    public var value: [UInt8] { AccessDescription.encode(descriptions) }
}
