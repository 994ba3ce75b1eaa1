#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// The body of a version 2 revocation list to be signed (RFC 5280 §5.1; the grammar stands at ``CertificateList``).
public struct TBSCertificateList: Hashable, Sendable {
    /// The algorithm the issuer will sign with.
    public var signatureAlgorithm: AlgorithmIdentifier
    /// Who issues the list.
    public var issuer: DistinguishedName
    /// When the list is made; fractions of a second are cut off.
    public var thisUpdate: Date
    /// When the next one is there at the latest.
    public var nextUpdate: Date?
    /// The entries, written in this order.
    public var revoked: [RevokedEntry]
    /// The extensions of the list; conforming CAs put authority key identifier and CRL number there.
    public var extensions: [CertificateExtension]

    /// Creates a body.
    public init(
        signatureAlgorithm: AlgorithmIdentifier,
        issuer: DistinguishedName,
        thisUpdate: Date,
        nextUpdate: Date?,
        revoked: [RevokedEntry] = [],
        extensions: [CertificateExtension] = []
    ) {
        self.signatureAlgorithm = signatureAlgorithm
        self.issuer = issuer
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.revoked = revoked
        self.extensions = extensions
    }

    /// The DER of the TBSCertList. The list of entries is left out when it is empty (RFC 5280 §5.1.2.6).
    public func derEncoded() -> [UInt8] {
        let frame = frame(entriesByteCount: revoked.reduce(0) { $0 + $1.encodedByteCount })
        return DERWriter.encode(capacity: frame.byteCount) { writer in
            writer.writeRaw(frame.head)
            for entry in revoked { entry.write(to: &writer) }
            writer.writeRaw(frame.tail)
        }
    }

    /// The DER of the list made of a body, the algorithm and the signature over the body.
    public static func assemble(tbs: [UInt8], algorithm: AlgorithmIdentifier, signature: [UInt8]) -> [UInt8] {
        SignedStructure.assemble(body: tbs, algorithm: algorithm, signature: signature)
    }
}
