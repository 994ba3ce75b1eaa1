/// The private key sent along to be archived, 1.3.6.1.4.1.311.21.13 (MS-WCCE 2.2.2.7.6): a ContentInfo with EnvelopedData to the CA exchange
/// certificate. It stands among the unsigned attributes of a CMC request.
public struct ArchivedKey: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.13
    public static let oid = OID.Microsoft.archivedKey

    /// The DER of the whole ContentInfo; ``EncryptedKeyHash`` is taken over it.
    public let derEncoded: [UInt8]

    /// The DER of the EnvelopedData.
    public let envelopedData: [UInt8]

    /// Reads the value.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        let info = try ContentInfo(derEncoded: derEncoded)
        guard info.contentType == OID.CMS.envelopedData else {
            throw FormatError(
                structure: "ContentInfo",
                field: "contentType",
                reason: "the archived key is \(info.contentType.nameOrDotted), expected envelopedData"
            )
        }
        envelopedData = info.content
        self.derEncoded = derEncoded
    }
}
