public import PKIFormats

/// Writes a signed revocation list piece by piece, so that memory never holds a list of millions of entries.
///
/// DER puts lengths first, and the length of the signature is not known before it is made. So the writer walks the entries three times: to
/// measure them, to hash them, to write them. A sequence over a database cursor, a file or an array can be walked so. A sequence that can
/// be walked only once cannot be used.
///
/// ```swift
/// let header = TBSCertificateList(signatureAlgorithm: .ecdsaWithSHA256, issuer: name, thisUpdate: now, nextUpdate: tomorrow,
///                                 extensions: [CRLNumber(7).asExtension()])
/// try await CertificateListWriter(header: header, key: key).write(entries) { try file.write(contentsOf: $0) }
/// ```
public struct CertificateListWriter: Sendable {
    /// The result of writing.
    public struct Summary: Hashable, Sendable {
        /// The number of entries.
        public let entryCount: Int
        /// Octets of the list.
        public let byteCount: Int
    }

    /// The body without entries; ``TBSCertificateList/revoked`` is ignored.
    public let header: TBSCertificateList

    /// The issuer's key.
    public let key: PrivateKey

    /// The approximate number of octets that go to the sink at once.
    public static let chunkByteCount = 65_536

    /// Creates a writer.
    /// - Parameters:
    ///   - header: its signature algorithm must be RSA or ECDSA, because others need the whole list in memory (see
    ///     ``TBSCertificateList/derEncoded()``).
    ///   - key: signs; a custom key must be a ``DigestSigningKey``.
    public init(header: TBSCertificateList, key: PrivateKey) {
        self.header = header
        self.key = key
    }

    /// Writes the list.
    /// - Parameters:
    ///   - entries: the entries in the order wanted; walked three times, each time the same.
    ///   - sink: takes the next octets of the DER.
    /// - Throws: ``KeyError`` when the key cannot sign a hash value with the header's algorithm; of kind `failed` when the entries were not
    ///   the same each time, in which case the sink's octets are useless; and whatever the key or the sink throws.
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
