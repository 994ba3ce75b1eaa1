public import PKIFormats

/// Writes a signed revocation list piece by piece, so that a list of millions of entries never stands in memory.
///
/// Lengths come first in DER and the length of the signature is not known before it is made, so the entries are asked for three times: to
/// measure them, to hash them, to write them. A sequence over a database cursor or a file serves, an array as well; a sequence that can be
/// walked only once does not.
///
/// ```swift
/// let header = TBSCertificateList(signatureAlgorithm: .ecdsaWithSHA256, issuer: name, thisUpdate: now, nextUpdate: tomorrow,
///                                 extensions: [CRLNumber(7).asExtension()])
/// try await CertificateListWriter(header: header, key: key).write(entries) { try file.write(contentsOf: $0) }
/// ```
public struct CertificateListWriter: Sendable {
    /// What has been written.
    public struct Summary: Hashable, Sendable {
        /// The number of entries.
        public let entryCount: Int
        /// Octets of the list.
        public let byteCount: Int
    }

    /// The body without entries; ``TBSCertificateList/revoked`` is not looked at.
    public let header: TBSCertificateList

    /// The issuer's key.
    public let key: PrivateKey

    /// Octets handed over at once, about.
    public static let chunkByteCount = 65_536

    /// Creates a writer.
    /// - Parameters:
    ///   - header: its signature algorithm is RSA or ECDSA: others need the whole list in memory (see ``TBSCertificateList/derEncoded()``).
    ///   - key: signs; a custom key has to be a ``DigestSigningKey``.
    public init(header: TBSCertificateList, key: PrivateKey) {
        self.header = header
        self.key = key
    }

    /// Writes the list.
    /// - Parameters:
    ///   - entries: the entries in the order wanted; walked three times, each time the same.
    ///   - sink: takes the next octets of the DER.
    /// - Throws: ``KeyError`` when the key cannot sign a hash value with the header's algorithm, of kind `failed` when the entries were not
    ///   the same each time (what the sink has got is then of no use); and what the key or the sink throws.
    @discardableResult
    public func write(_ entries: some Sequence<RevokedEntry>, to sink: ([UInt8]) throws -> Void) async throws -> Summary {
        guard let function = header.signatureAlgorithm.signatureDigest, !header.signatureAlgorithm.hashesOnItsOwn else {
            throw KeyError(
                .algorithmMismatch,
                "a list signed with \(header.signatureAlgorithm.name) cannot be streamed; write it in one piece"
            )
        }
        var size = 0
        var count = 0
        for entry in entries {
            size += entry.encodedByteCount
            count += 1
        }
        let frame = header.frame(entriesByteCount: size)

        var digest = IncrementalDigest(function)
        try Self.walk(entries, frame: frame) { digest.update($0) }
        let signature = try await key.sign(digest, using: header.signatureAlgorithm)

        let (head, tail) = TBSCertificateList.envelope(
            bodyByteCount: frame.byteCount,
            algorithm: header.signatureAlgorithm,
            signature: signature
        )
        var check = IncrementalDigest(function)
        try sink(head)
        try Self.walk(entries, frame: frame) { piece in
            check.update(piece)
            try sink(piece)
        }
        try sink(tail)
        guard check.value == digest.value else {
            throw KeyError(.failed, "the entries of the revocation list changed while it was written; what was written is not valid")
        }
        return Summary(entryCount: count, byteCount: head.count + frame.byteCount + tail.count)
    }

    private static func walk(
        _ entries: some Sequence<RevokedEntry>,
        frame: TBSCertificateList.Frame,
        _ body: ([UInt8]) throws -> Void
    ) throws {
        var writer = DERWriter(capacity: chunkByteCount + 256)
        writer.writeRaw(frame.head)
        for entry in entries {
            entry.write(to: &writer)
            if writer.byteCount >= chunkByteCount {
                try body(writer.bytes)
                writer = DERWriter(capacity: chunkByteCount + 256)
            }
        }
        writer.writeRaw(frame.tail)
        try body(writer.bytes)
    }
}
