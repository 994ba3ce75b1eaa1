public import PKIFormats

/// The challenge and its answer (RFC 5272 §6.7). The MAC covers the DER of the TaggedRequest with its tag, as the message has it. Its key
/// is the secret value, of which at most 64 octets count. EnvelopedData encrypts and decrypts the value.
extension EncryptedPOP {
    /// Makes a challenge.
    /// - Parameters:
    ///   - request: the request that lacks a proof.
    ///   - value: the random value, which the server keeps or can compute again.
    ///   - message: EnvelopedData with `value` as its content, for the key of `request`.
    ///   - digest: the hash of the witness and of the HMAC; not MD5.
    public init(challenging request: TaggedRequest, value: [UInt8], message: ContentInfo, digest: DigestAlgorithm = .sha256) {
        self.init(
            request: request,
            message: message,
            proofAlgorithm: MessageAuthentication.algorithm(digest),
            witnessAlgorithm: .digest(digest),
            witness: Digest.of(value, digest)
        )
    }

    /// Whether `value`, which the client has decrypted, is the server's value.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the hash.
    public func isWitness(of value: [UInt8]) throws(UnsupportedAlgorithmError) -> Bool {
        guard let digest = DigestAlgorithm(oid: witnessAlgorithm.oid), digest != .md5 else {
            throw UnsupportedAlgorithmError(witnessAlgorithm, "the hash \(witnessAlgorithm.name) is not supported")
        }
        return MessageAuthentication.areEqual(witness, Digest.of(value, digest))
    }

    /// The answer. First make sure that ``isWitness(of:)`` returns true.
    /// - Parameters:
    ///   - value: the decrypted value.
    ///   - request: the request as the new message has it; `nil` for the one of the challenge.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the MAC.
    public func answer(_ value: [UInt8], request: TaggedRequest? = nil) throws(UnsupportedAlgorithmError) -> DecryptedPOP {
        let request = request ?? self.request
        let proof = try MessageAuthentication.code(request.derEncoded, key: Array(value.prefix(64)), algorithm: proofAlgorithm)
        return DecryptedPOP(bodyPartID: request.bodyPartID, proofAlgorithm: proofAlgorithm, proof: proof)
    }
}

extension DecryptedPOP {
    /// Whether the sender has decrypted `value`, which is the value of the challenge, for `request`.
    ///
    /// The caller makes sure that ``DecryptedPOP/proofAlgorithm`` is the one of the challenge.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the MAC.
    public func proves(_ request: TaggedRequest, value: [UInt8]) throws(UnsupportedAlgorithmError) -> Bool {
        guard bodyPartID == request.bodyPartID else { return false }
        let expected = try MessageAuthentication.code(request.derEncoded, key: Array(value.prefix(64)), algorithm: proofAlgorithm)
        return MessageAuthentication.areEqual(proof, expected)
    }
}
