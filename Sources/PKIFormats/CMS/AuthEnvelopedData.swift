/// RFC 5083 §2.1
///
///     AuthEnvelopedData ::= SEQUENCE {
///         version                   CMSVersion,  -- always 0
///         originatorInfo            [0] IMPLICIT OriginatorInfo OPTIONAL,
///         recipientInfos            SET SIZE (1..MAX) OF RecipientInfo,
///         authEncryptedContentInfo  EncryptedContentInfo,
///         authAttrs                 [1] IMPLICIT SET SIZE (1..MAX) OF Attribute OPTIONAL,
///         mac                       OCTET STRING,
///         unauthAttrs               [2] IMPLICIT SET SIZE (1..MAX) OF Attribute OPTIONAL }
public struct AuthEnvelopedData: Hashable, Sendable {
    /// Certificates and lists of the sender; `nil` when absent.
    public let originatorInfo: OriginatorInfo?
    /// The content key for each recipient, in the order found.
    public let recipients: [RecipientInfo]
    /// The content and its cipher, which also authenticates (``GCMParameters``).
    public let encryptedContentInfo: EncryptedContentInfo
    /// The authentication tag of the cipher.
    public let mac: [UInt8]
    private let authenticated: CMSAttributeSet?
    private let unauthenticated: CMSAttributeSet?

    /// Attributes that the tag protects.
    public var authenticatedAttributes: [CMSAttribute] { authenticated?.attributes ?? [] }
    /// The octets that the tag covers besides the content (§2.2): the SET OF authenticated attributes under the universal tag. Empty without them.
    public var additionalData: [UInt8] { authenticated?.bytes ?? [] }
    /// Attributes that nothing protects.
    public var unauthenticatedAttributes: [CMSAttribute] { unauthenticated?.attributes ?? [] }

    public init(
        originatorInfo: OriginatorInfo? = nil,
        recipients: [RecipientInfo],
        encryptedContentInfo: EncryptedContentInfo,
        authenticatedAttributes: [CMSAttribute] = [],
        mac: [UInt8],
        unauthenticatedAttributes: [CMSAttribute] = []
    ) {
        self.originatorInfo = originatorInfo
        self.recipients = recipients
        self.encryptedContentInfo = encryptedContentInfo
        authenticated = CMSAttributeSet(authenticatedAttributes)
        self.mac = mac
        unauthenticated = CMSAttributeSet(unauthenticatedAttributes)
    }

    /// Reads the DER of an AuthEnvelopedData, without the ContentInfo around it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "AuthEnvelopedData"))
    }

    /// Reads BER: indefinite lengths and content in segments are accepted (see ``BERTranscoder``). Offsets in errors count in the DER.
    public init(berEncoded: [UInt8]) throws(FormatError) {
        let der = try BERTranscoder.der(from: berEncoded, structure: "AuthEnvelopedData")
        try self.init(DERElement(parsing: der, structure: "AuthEnvelopedData", joiningSegments: true))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields()
        let version = try fields.next("version")
        guard try version.integer() == 0 else { throw version.fail("the version is not 0") }
        originatorInfo = try fields.optional(context: 0, "originatorInfo").map(OriginatorInfo.init)
        recipients = try RecipientInfo.readSet(fields.next("recipientInfos"))
        encryptedContentInfo = try EncryptedContentInfo(fields.next("authEncryptedContentInfo"))
        authenticated = try fields.optional(context: 1, "authAttrs").map(CMSAttributeSet.init)
        mac = try fields.next("mac").octetString()
        unauthenticated = try fields.optional(context: 2, "unauthAttrs").map(CMSAttributeSet.init)
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: (encryptedContentInfo.encryptedContent?.count ?? 0) + recipients.count * 512 + 256) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(0)
                originatorInfo?.write(to: &writer)
                writer.writeSequence(of: recipients, tag: 0x31)
                encryptedContentInfo.write(to: &writer)
                authenticated?.write(1, to: &writer)
                writer.writeOctetString(mac)
                unauthenticated?.write(2, to: &writer)
            }
        }
    }

    /// The DER of the ContentInfo with this AuthEnvelopedData: the message as it is sent and stored.
    public var contentInfo: [UInt8] { ContentInfo(contentType: OID.CMS.authEnvelopedData, content: derEncoded).derEncoded }
}

/// RFC 5084 §3.2
///
///     GCMParameters ::= SEQUENCE {
///         aes-nonce   OCTET STRING,
///         aes-ICVlen  INTEGER (12 | 13 | 14 | 15 | 16) DEFAULT 12 }
public struct GCMParameters: Hashable, Sendable {
    /// The nonce; 12 octets are recommended.
    public let nonce: [UInt8]
    /// Octets of the authentication tag, 12 through 16.
    public let tagByteCount: Int

    public init(nonce: [UInt8], tagByteCount: Int = 16) {
        self.nonce = nonce
        self.tagByteCount = tagByteCount
    }

    /// Reads the DER of the parameters.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "GCMParameters").fields()
        nonce = try fields.next("aes-nonce").octetString()
        let count = fields.optional(.integer, "aes-ICVlen")
        tagByteCount = try count?.integer() ?? 12
        if let count, !(12...16).contains(tagByteCount) { throw count.fail("a tag of \(tagByteCount) octets is not 12 to 16 long") }
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 24) { writer in
            writer.writeSequence { writer in
                writer.writeOctetString(nonce)
                if tagByteCount != 12 { writer.writeInteger(tagByteCount) }
            }
        }
    }
}
