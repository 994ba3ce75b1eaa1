#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// The body of a version 2 revocation list to be signed (RFC 5280 §5.1; for the grammar see ``CertificateList``).
public struct TBSCertificateList: Hashable, Sendable {
    /// The algorithm with which the issuer will sign.
    public var signatureAlgorithm: AlgorithmIdentifier
    /// The name of the issuer.
    public var issuer: DistinguishedName
    /// The time at which the list is made; fractions of a second are cut off.
    public var thisUpdate: Date
    /// The latest time at which the next list appears.
    public var nextUpdate: Date?
    /// The entries, written in this order.
    public var revoked: [RevokedEntry]
    /// The extensions of the list; conforming CAs put authority key identifier and CRL number there.
    public var extensions: [CertificateExtension]

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

extension TBSCertificateList {
    /// The parts of a list's body around its entries, for writing the entries one after the other without holding them all.
    public struct Frame: Sendable {
        /// The bytes before the first entry, including the header of `revokedCertificates` when there are entries.
        public let head: [UInt8]
        /// The bytes after the last entry.
        public let tail: [UInt8]
        /// The number of octets of the whole body.
        public let byteCount: Int
    }

    /// The body around entries of a given size; ``revoked`` is ignored.
    /// - Parameter entriesByteCount: the sum of ``RevokedEntry/encodedByteCount``; 0 for an empty list.
    public func frame(entriesByteCount: Int) -> Frame {
        let start = DERWriter.encode(capacity: 256) { writer in
            writer.writeInteger(1)
            writer.writeRaw(signatureAlgorithm.derEncoded)
            writer.writeRaw(issuer.derEncoded)
            writer.writeTime(thisUpdate)
            if let nextUpdate { writer.writeTime(nextUpdate) }
            if entriesByteCount > 0 { writer.writeRaw(DERLength.header(tag: 0x30, content: entriesByteCount)) }
        }
        let tail = DERWriter.encode(capacity: 256) { writer in
            if !extensions.isEmpty { writer.writeExplicit(0) { $0.writeRaw(CertificateExtension.encode(extensions)) } }
        }
        let content = start.count + entriesByteCount + tail.count
        return Frame(
            head: DERLength.header(tag: 0x30, content: content) + start,
            tail: tail,
            byteCount: DERLength.ofElement(content)
        )
    }

    /// The bytes around a body of a given size in the signed list: the header before it, and algorithm and signature after it.
    public static func envelope(
        bodyByteCount: Int,
        algorithm: AlgorithmIdentifier,
        signature: [UInt8]
    ) -> (head: [UInt8], tail: [UInt8]) {
        let tail = DERWriter.encode(capacity: signature.count + 64) { writer in
            writer.writeRaw(algorithm.derEncoded)
            writer.writeBitString(signature)
        }
        return (DERLength.header(tag: 0x30, content: bodyByteCount + tail.count), tail)
    }
}
