/// RFC 5652 §7
///
///     DigestedData ::= SEQUENCE {
///         version           CMSVersion,  -- 0 for data, else 2
///         digestAlgorithm   DigestAlgorithmIdentifier,
///         encapContentInfo  EncapsulatedContentInfo,
///         digest            OCTET STRING }
public struct DigestedData: Hashable, Sendable {
    /// 0 for content of type data, else 2.
    public let version: Int
    /// The hash.
    public let digestAlgorithm: AlgorithmIdentifier
    /// The content.
    public let encapsulated: EncapsulatedContentInfo
    /// The hash value of the content.
    public let digest: [UInt8]

    /// Creates a message; the version follows from the content's type.
    public init(digestAlgorithm: AlgorithmIdentifier, encapsulated: EncapsulatedContentInfo, digest: [UInt8]) {
        version = encapsulated.contentType == OID.CMS.data ? 0 : 2
        self.digestAlgorithm = digestAlgorithm
        self.encapsulated = encapsulated
        self.digest = digest
    }

    /// Reads the DER of a DigestedData, without the ContentInfo around it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "DigestedData").fields()
        let version = try fields.next("version")
        self.version = try version.integer()
        guard self.version == 0 || self.version == 2 else { throw version.fail("the version \(self.version) is neither 0 nor 2") }
        digestAlgorithm = try AlgorithmIdentifier(fields.next("digestAlgorithm"))
        encapsulated = try EncapsulatedContentInfo(fields.next("encapContentInfo"))
        digest = try fields.next("digest").octetString()
        try fields.finish()
    }

    /// Reads BER (see ``BERTranscoder``). Offsets in errors count in the DER.
    public init(berEncoded: [UInt8]) throws(FormatError) {
        try self.init(derEncoded: BERTranscoder.der(from: berEncoded, structure: "DigestedData"))
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: (encapsulated.content?.count ?? 0) + 128) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(version)
                writer.writeRaw(digestAlgorithm.derEncoded)
                encapsulated.write(to: &writer)
                writer.writeOctetString(digest)
            }
        }
    }

    /// The DER of the ContentInfo with this DigestedData: the message as it is sent and stored.
    public var contentInfo: [UInt8] { ContentInfo(contentType: OID.CMS.digestedData, content: derEncoded).derEncoded }
}
