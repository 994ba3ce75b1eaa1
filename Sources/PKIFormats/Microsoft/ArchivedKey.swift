/// A private key that the client sends for archiving, 1.3.6.1.4.1.311.21.13 (MS-WCCE 2.2.2.7.6): a ContentInfo with EnvelopedData for
/// the CA exchange certificate. It is an unsigned attribute of a CMC request.
public struct ArchivedKey: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.13
    public static let oid = OID.Microsoft.archivedKey

    /// The DER of the whole ContentInfo; ``EncryptedKeyHash`` is its hash.
    public let derEncoded: [UInt8]

    /// The DER of the EnvelopedData.
    public let envelopedData: [UInt8]

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

/// The hash of the encrypted private key, 1.3.6.1.4.1.311.21.21 (MS-WCCE 2.2.2.7.5): in a request the hash of the key in it, in a
/// response the hash of the key that the CA has archived.
///
///     EncryptedKeyHash ::= OCTET STRING
public struct EncryptedKeyHash: RequestAttributeValue, OctetStringValue {
    /// 1.3.6.1.4.1.311.21.21
    public static let oid = OID.Microsoft.encryptedKeyHash

    /// The hash of the whole value of ``ArchivedKey``, by the hash function of the request's signature; SHA-1 with old clients.
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}
