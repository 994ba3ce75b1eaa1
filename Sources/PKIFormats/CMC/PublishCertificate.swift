/// RFC 5272 §6.15 (control 1.3.6.1.5.5.7.7.26)
///
///     PublishTrustAnchors ::= SEQUENCE {
///         seqNumber      INTEGER,
///         hashAlgorithm  AlgorithmIdentifier,
///         anchorHashes   SEQUENCE OF OCTET STRING }
///
/// Names the certificates in the message that are trust anchors.
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

/// RFC 5272 §6.18 (control 1.3.6.1.5.5.7.7.30)
///
///     CMCPublicationInfo ::= SEQUENCE {
///         hashAlg     AlgorithmIdentifier,
///         certHashes  SEQUENCE OF OCTET STRING,
///         pubInfo     PKIPublicationInfo }
///
/// Asks for certificates to be published, or not to be.
public struct PublishCertificate: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.30
    public static let oid = OID.CMC.publishCertificate
    /// The hash.
    public let hashAlgorithm: AlgorithmIdentifier
    /// The hash of each certificate.
    public let certificateHashes: [[UInt8]]
    /// Whether and where to publish them.
    public let publication: PublicationInformation

    public init(hashAlgorithm: AlgorithmIdentifier, certificateHashes: [[UInt8]], publication: PublicationInformation) {
        self.hashAlgorithm = hashAlgorithm
        self.certificateHashes = certificateHashes
        self.publication = publication
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "CMCPublicationInfo").fields()
        hashAlgorithm = try AlgorithmIdentifier(fields.next("hashAlg"))
        certificateHashes = try Self.readHashes(fields.next("certHashes"))
        publication = try PublicationInformation(fields.next("pubInfo"))
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(hashAlgorithm.derEncoded)
                Self.writeHashes(certificateHashes, to: &writer)
                publication.write(to: &writer)
            }
        }
    }

    static func readHashes(_ element: DERElement) throws(FormatError) -> [[UInt8]] {
        try element.list { member throws(FormatError) in try member.octetString() }
    }

    static func writeHashes(_ hashes: [[UInt8]], to writer: inout DERWriter) {
        writer.writeSequence(of: hashes) { $1.writeOctetString($0) }
    }
}
