/// RFC 5272 §6.15 (control 1.3.6.1.5.5.7.7.26)
///
///     PublishTrustAnchors ::= SEQUENCE {
///         seqNumber      INTEGER,
///         hashAlgorithm  AlgorithmIdentifier,
///         anchorHashes   SEQUENCE OF OCTET STRING }
///
/// Which of the certificates in the message are trust anchors.
public struct PublishTrustAnchors: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.26
    public static let oid = OID.CMC.trustedAnchors
    /// The content octets of the number that grows with every list.
    public let sequenceNumber: [UInt8]
    /// The hash.
    public let hashAlgorithm: AlgorithmIdentifier
    /// The hash of each anchor's certificate.
    public let anchorHashes: [[UInt8]]

    public init(sequenceNumber: Int, hashAlgorithm: AlgorithmIdentifier, anchorHashes: [[UInt8]]) {
        self.sequenceNumber = TransactionID(sequenceNumber).contentBytes
        self.hashAlgorithm = hashAlgorithm
        self.anchorHashes = anchorHashes
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "PublishTrustAnchors").fields()
        sequenceNumber = try fields.next("seqNumber").integerBytes()
        hashAlgorithm = try AlgorithmIdentifier(fields.next("hashAlgorithm"))
        anchorHashes = try PublishCertificate.readHashes(fields.next("anchorHashes"))
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writePrimitive(tag: 0x02, sequenceNumber)
                writer.writeRaw(hashAlgorithm.derEncoded)
                PublishCertificate.writeHashes(anchorHashes, to: &writer)
            }
        }
    }
}
