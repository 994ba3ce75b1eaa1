/// RFC 5652 §6.1
///
///     EnvelopedData ::= SEQUENCE {
///         version               CMSVersion,
///         originatorInfo        [0] IMPLICIT OriginatorInfo OPTIONAL,
///         recipientInfos        SET SIZE (1..MAX) OF RecipientInfo,
///         encryptedContentInfo  EncryptedContentInfo,
///         unprotectedAttrs      [1] IMPLICIT SET SIZE (1..MAX) OF Attribute OPTIONAL }
public struct EnvelopedData: Hashable, Sendable {
    /// The version, 0, 2, 3 or 4; it follows from the parts (§6.1).
    public let version: Int
    /// Certificates and lists of the sender; `nil` when absent.
    public let originatorInfo: OriginatorInfo?
    /// The content key for each recipient, in the order found.
    public let recipients: [RecipientInfo]
    /// The content.
    public let encryptedContentInfo: EncryptedContentInfo
    private let unprotected: CMSAttributeSet?

    /// Attributes that nothing protects.
    public var unprotectedAttributes: [CMSAttribute] { unprotected?.attributes ?? [] }

    /// Creates a message; the version follows from its parts.
    public init(
        originatorInfo: OriginatorInfo? = nil,
        recipients: [RecipientInfo],
        encryptedContentInfo: EncryptedContentInfo,
        unprotectedAttributes: [CMSAttribute] = []
    ) {
        self.originatorInfo = originatorInfo
        self.recipients = recipients
        self.encryptedContentInfo = encryptedContentInfo
        unprotected = CMSAttributeSet(unprotectedAttributes)
        version = Self.version(originatorInfo, recipients, hasAttributes: unprotected != nil)
    }

    /// Reads the DER of an EnvelopedData, without the ContentInfo around it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "EnvelopedData"))
    }

    /// The same for BER: indefinite lengths and content in segments are accepted (see ``BERTranscoder``). Offsets in errors
    /// count in the DER.
    public init(berEncoded: [UInt8]) throws(FormatError) {
        let der = try BERTranscoder.der(from: berEncoded, structure: "EnvelopedData")
        try self.init(DERElement(parsing: der, structure: "EnvelopedData", joiningSegments: true))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields()
        let version = try fields.next("version")
        self.version = try version.integer()
        guard (0...4).contains(self.version) else { throw version.fail("the version \(self.version) is not 0 to 4") }
        originatorInfo = try fields.optional(context: 0, "originatorInfo").map(OriginatorInfo.init)
        recipients = try RecipientInfo.readSet(fields.next("recipientInfos"))
        encryptedContentInfo = try EncryptedContentInfo(fields.next("encryptedContentInfo"))
        unprotected = try fields.optional(context: 1, "unprotectedAttrs").map(CMSAttributeSet.init)
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: (encryptedContentInfo.encryptedContent?.count ?? 0) + recipients.count * 512 + 256) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(version)
                originatorInfo?.write(to: &writer)
                writer.writeSet { writer in
                    for recipient in recipients { recipient.write(to: &writer) }
                }
                encryptedContentInfo.write(to: &writer)
                unprotected?.write(1, to: &writer)
            }
        }
    }

    /// The DER of the ContentInfo with this EnvelopedData: the message as it is sent and stored.
    public var contentInfo: [UInt8] { ContentInfo(contentType: OID.CMS.envelopedData, content: derEncoded).derEncoded }

    private static func version(_ originator: OriginatorInfo?, _ recipients: [RecipientInfo], hasAttributes: Bool) -> Int {
        if originator?.hasOtherFormats == true { return 4 }
        let needsVersion3 = recipients.contains { recipient in
            switch recipient {
            case .password, .other: true
            default: false
            }
        }
        if needsVersion3 || originator?.hasAttributeCertificates == true { return 3 }
        return originator == nil && !hasAttributes && recipients.allSatisfy { $0.version == 0 } ? 0 : 2
    }
}
