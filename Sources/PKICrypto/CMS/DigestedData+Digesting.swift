public import PKIFormats

extension DigestedData {
    /// Combines `content` with its hash value (RFC 5652 §7). The hash reveals accidents and does not stop an attacker.
    /// - Parameter isDetached: whether `content` is left out of the message.
    public static func digesting(
        _ content: [UInt8],
        contentType: OID = OID.CMS.data,
        digest: DigestAlgorithm = .sha256,
        isDetached: Bool = false
    ) -> DigestedData {
        DigestedData(
            digestAlgorithm: .digest(digest),
            encapsulated: EncapsulatedContentInfo(contentType: contentType, content: isDetached ? nil : content),
            digest: Digest.of(content, digest)
        )
    }

    /// Whether the hash value is that of the content.
    /// - Parameter detachedContent: the content when the message does not carry it.
    /// - Returns: `false` also when there is no content.
    /// - Throws: ``UnsupportedAlgorithmError`` when the hash is not known.
    public func isValid(detachedContent: [UInt8]? = nil) throws(UnsupportedAlgorithmError) -> Bool {
        guard let algorithm = DigestAlgorithm(oid: digestAlgorithm.oid) else {
            throw UnsupportedAlgorithmError(digestAlgorithm, "digest algorithm \(digestAlgorithm.name) is not supported")
        }
        guard encapsulated.isOctetString, let content = encapsulated.content ?? detachedContent else { return false }
        return Digest.of(content, algorithm) == digest
    }
}
