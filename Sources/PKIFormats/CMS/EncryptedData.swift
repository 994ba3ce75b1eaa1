/// RFC 5652 §8
///
///     EncryptedData ::= SEQUENCE {
///         version               CMSVersion,  -- 0, or 2 with attributes
///         encryptedContentInfo  EncryptedContentInfo,
///         unprotectedAttrs      [1] IMPLICIT SET SIZE (1..MAX) OF Attribute OPTIONAL }
public struct EncryptedData: Hashable, Sendable {
    /// 0, or 2 with unprotected attributes.
    public let version: Int
    /// The content.
    public let encryptedContentInfo: EncryptedContentInfo
    private let unprotected: CMSAttributeSet?

    /// Attributes that nothing protects.
    public var unprotectedAttributes: [CMSAttribute] { unprotected?.attributes ?? [] }

    /// Creates a message; the version follows from its parts.
    public init(encryptedContentInfo: EncryptedContentInfo, unprotectedAttributes: [CMSAttribute] = []) {
        self.encryptedContentInfo = encryptedContentInfo
        unprotected = CMSAttributeSet(unprotectedAttributes)
        version = unprotected == nil ? 0 : 2
    }

    /// Reads the DER of an EncryptedData, without the ContentInfo around it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "EncryptedData"))
    }

    /// Reads BER: indefinite lengths and content in segments are accepted (see ``BERTranscoder``). Offsets in errors count in the DER.
    public init(berEncoded: [UInt8]) throws(FormatError) {
        let der = try BERTranscoder.der(from: berEncoded, structure: "EncryptedData")
        try self.init(DERElement(parsing: der, structure: "EncryptedData", joiningSegments: true))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields()
        let version = try fields.next("version")
        self.version = try version.integer()
        guard self.version == 0 || self.version == 2 else { throw version.fail("the version \(self.version) is neither 0 nor 2") }
        encryptedContentInfo = try EncryptedContentInfo(fields.next("encryptedContentInfo"))
        unprotected = try fields.optional(context: 1, "unprotectedAttrs").map(CMSAttributeSet.init)
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: (encryptedContentInfo.encryptedContent?.count ?? 0) + 128) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(version)
                encryptedContentInfo.write(to: &writer)
                unprotected?.write(1, to: &writer)
            }
        }
    }

    /// The DER of the ContentInfo with this EncryptedData: the message as it is sent and stored.
    public var contentInfo: [UInt8] { ContentInfo(contentType: OID.CMS.encryptedData, content: derEncoded).derEncoded }
}
