/// RFC 5652 §9.1
///
///     AuthenticatedData ::= SEQUENCE {
///         version           CMSVersion,
///         originatorInfo    [0] IMPLICIT OriginatorInfo OPTIONAL,
///         recipientInfos    SET SIZE (1..MAX) OF RecipientInfo,
///         macAlgorithm      MessageAuthenticationCodeAlgorithm,
///         digestAlgorithm   [1] IMPLICIT DigestAlgorithmIdentifier OPTIONAL,
///         encapContentInfo  EncapsulatedContentInfo,
///         authAttrs         [2] IMPLICIT SET SIZE (1..MAX) OF Attribute OPTIONAL,
///         mac               OCTET STRING,
///         unauthAttrs       [3] IMPLICIT SET SIZE (1..MAX) OF Attribute OPTIONAL }
public struct AuthenticatedData: Hashable, Sendable {
    /// The version, 0, 1 or 3; it follows from the parts.
    public let version: Int
    /// Certificates and lists of the sender; `nil` when absent.
    public let originatorInfo: OriginatorInfo?
    /// The key of the MAC for each recipient, in the order found.
    public let recipients: [RecipientInfo]
    /// The algorithm of the MAC.
    public let macAlgorithm: AlgorithmIdentifier
    /// The hash of the content, present with authenticated attributes.
    public let digestAlgorithm: AlgorithmIdentifier?
    /// The content.
    public let encapsulated: EncapsulatedContentInfo
    /// The MAC.
    public let mac: [UInt8]
    private let authenticated: CMSAttributeSet?
    private let unauthenticated: CMSAttributeSet?

    /// Attributes that the MAC protects.
    public var authenticatedAttributes: [CMSAttribute] { authenticated?.attributes ?? [] }
    /// The octets that the MAC covers when there are authenticated attributes (§9.2): their SET OF under the universal tag.
    public var authenticatedAttributesBytes: [UInt8]? { authenticated?.bytes }
    /// Attributes that nothing protects.
    public var unauthenticatedAttributes: [CMSAttribute] { unauthenticated?.attributes ?? [] }

    /// Creates a message; the version follows from its parts.
    public init(
        originatorInfo: OriginatorInfo? = nil,
        recipients: [RecipientInfo],
        macAlgorithm: AlgorithmIdentifier,
        digestAlgorithm: AlgorithmIdentifier?,
        encapsulated: EncapsulatedContentInfo,
        authenticatedAttributes: [CMSAttribute],
        mac: [UInt8],
        unauthenticatedAttributes: [CMSAttribute] = []
    ) {
        version = originatorInfo?.hasOtherFormats == true ? 3 : originatorInfo?.hasAttributeCertificates == true ? 1 : 0
        self.originatorInfo = originatorInfo
        self.recipients = recipients
        self.macAlgorithm = macAlgorithm
        self.digestAlgorithm = digestAlgorithm
        self.encapsulated = encapsulated
        authenticated = CMSAttributeSet(authenticatedAttributes)
        self.mac = mac
        unauthenticated = CMSAttributeSet(unauthenticatedAttributes)
    }

    /// Reads the DER of an AuthenticatedData, without the ContentInfo around it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "AuthenticatedData"))
    }

    private init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields()
        let version = try fields.next("version")
        self.version = try version.integer()
        guard [0, 1, 3].contains(self.version) else { throw version.fail("the version \(self.version) is not 0, 1 or 3") }
        originatorInfo = try fields.optional(context: 0, "originatorInfo").map(OriginatorInfo.init)
        recipients = try RecipientInfo.readSet(fields.next("recipientInfos"))
        macAlgorithm = try AlgorithmIdentifier(fields.next("macAlgorithm"))
        digestAlgorithm = try fields.optional(context: 1, "digestAlgorithm").map(AlgorithmIdentifier.implicit)
        encapsulated = try EncapsulatedContentInfo(fields.next("encapContentInfo"))
        authenticated = try fields.optional(context: 2, "authAttrs").map(CMSAttributeSet.init)
        mac = try fields.next("mac").octetString()
        unauthenticated = try fields.optional(context: 3, "unauthAttrs").map(CMSAttributeSet.init)
        try fields.finish()
    }

    /// Reads BER (see ``BERTranscoder``). Offsets in errors count in the DER.
    public init(berEncoded: [UInt8]) throws(FormatError) {
        let der = try BERTranscoder.der(from: berEncoded, structure: "AuthenticatedData")
        try self.init(DERElement(parsing: der, structure: "AuthenticatedData", joiningSegments: true))
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: (encapsulated.content?.count ?? 0) + recipients.count * 512 + 256) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(version)
                originatorInfo?.write(to: &writer)
                writer.writeSequence(of: recipients, tag: 0x31)
                writer.writeRaw(macAlgorithm.derEncoded)
                digestAlgorithm?.write(implicit: 1, to: &writer)
                encapsulated.write(to: &writer)
                authenticated?.write(2, to: &writer)
                writer.writeOctetString(mac)
                unauthenticated?.write(3, to: &writer)
            }
        }
    }

    /// The DER of the ContentInfo with this AuthenticatedData: the message as it is sent and stored.
    public var contentInfo: [UInt8] { ContentInfo(contentType: OID.CMS.authenticatedData, content: derEncoded).derEncoded }
}
