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

    /// Reads BER: indefinite lengths and content in segments are accepted (see ``BERTranscoder``). Offsets in errors count in the DER.
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
                writer.writeSequence(of: recipients, tag: 0x31)
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

/// RFC 5652 §6.1
///
///     OriginatorInfo ::= SEQUENCE {
///         certs  [0] IMPLICIT CertificateSet OPTIONAL,
///         crls   [1] IMPLICIT RevocationInfoChoices OPTIONAL }
public struct OriginatorInfo: Hashable, Sendable {
    /// `nil` when absent, empty when the set is present without a member.
    private let certificateSet: [[UInt8]]?
    private let revocationSet: [[UInt8]]?

    /// The DER of each certificate, attribute certificate or other certificate, in the order found.
    public var certificates: [[UInt8]] { certificateSet ?? [] }
    /// The DER of each revocation list or other revocation information, in the order found.
    public var crls: [[UInt8]] { revocationSet ?? [] }

    public init(certificates: [[UInt8]], crls: [[UInt8]] = []) {
        certificateSet = certificates.isEmpty ? nil : certificates
        revocationSet = crls.isEmpty ? nil : crls
    }

    /// Reads it under `[0] IMPLICIT`, where every structure has it.
    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(.context(0), of: "OriginatorInfo")
        certificateSet = try fields.optional(context: 0, "certs")?.members(.context(0)).map(\.encoded)
        revocationSet = try fields.optional(context: 1, "crls")?.members(.context(1)).map(\.encoded)
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeElement(tag: 0xA0) { writer in
            if let certificateSet { writer.writeMembers(certificateSet, tag: 0xA0) }
            if let revocationSet { writer.writeMembers(revocationSet, tag: 0xA1) }
        }
    }

    /// Whether there are certificates or lists in a format of their own (`[3]`, `[1]`), which raises versions.
    var hasOtherFormats: Bool { certificates.contains { $0.first == 0xA3 } || crls.contains { $0.first == 0xA1 } }

    /// Whether there are attribute certificates of version 2 (`[2]`).
    var hasAttributeCertificates: Bool { certificates.contains { $0.first == 0xA2 } }
}

/// RFC 5652 §6.1
///
///     EncryptedContentInfo ::= SEQUENCE {
///         contentType                 ContentType,
///         contentEncryptionAlgorithm  ContentEncryptionAlgorithmIdentifier,
///         encryptedContent            [0] IMPLICIT OCTET STRING OPTIONAL }
public struct EncryptedContentInfo: Hashable, Sendable {
    /// The type of the decrypted content.
    public let contentType: OID
    /// The cipher with its parameters, such as the initialization vector.
    public let algorithm: AlgorithmIdentifier
    /// The encrypted content; `nil` when it is sent separately.
    public let encryptedContent: [UInt8]?

    public init(contentType: OID, algorithm: AlgorithmIdentifier, encryptedContent: [UInt8]?) {
        self.contentType = contentType
        self.algorithm = algorithm
        self.encryptedContent = encryptedContent
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "EncryptedContentInfo")
        contentType = try fields.next("contentType").oid()
        algorithm = try AlgorithmIdentifier(fields.next("contentEncryptionAlgorithm"))
        encryptedContent = try fields.optional(context: 0, "encryptedContent")?.octetString(.context(0))
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeOID(contentType)
            writer.writeRaw(algorithm.derEncoded)
            if let encryptedContent { writer.writeOctetString(encryptedContent, tag: 0x80) }
        }
    }
}
