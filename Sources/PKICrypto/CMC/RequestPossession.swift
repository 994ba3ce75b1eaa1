public import PKIFormats

/// What shows that the sender of a request holds the private key it asks a certificate for.
public enum RequestPossession: Hashable, Sendable {
    /// The request is signed with its key.
    case proven
    /// The request itself proves nothing, but the message right around it is signed with the request's key: the "null signature" of
    /// Microsoft's clients (MS-WCCE 2.2.2.6.5), or ``OID/CMC/noSignature``.
    case provenBySigner
    /// A registration authority says so, in the request or by the control ``RAPOPWitness``. Whether it may is for the caller to check,
    /// by the
    /// signer of that layer.
    case claimedByRegistrationAuthority
    /// Nothing: the proof is absent, or needs a challenge (``EncryptedPOP``) or a decryption.
    case notProven
    /// There is a proof and it is false.
    case failed(String)
    /// There is a proof that cannot be judged here.
    case unsupported(String)
}

extension CertificationRequest {
    /// Whether the request carries a value in place of a signature that proves nothing and was computed as it should be: a bare hash of its
    /// signed part, under the identifier of the hash (Microsoft's null signature) or under ``OID/CMC/noSignature``. `nil` when it is
    /// signed in earnest.
    ///
    /// For ``OID/CMC/noSignature``, which does not say which hash, SHA-1, SHA-256, SHA-384 and SHA-512 are accepted.
    public var hasValidNullSignature: Bool? {
        if signatureAlgorithm.oid == OID.CMC.noSignature {
            guard signatureAlgorithm.parameters == [0x05, 0x00] else { return false }
            return [DigestAlgorithm.sha256, .sha1, .sha384, .sha512].contains { isHash($0) }
        }
        guard let digest = DigestAlgorithm(oid: signatureAlgorithm.oid), digest != .md5 else { return nil }
        return isHash(digest)
    }

    /// The value is the octets of the hash, or an OCTET STRING with them, as `NoSignatureValue ::= OCTET STRING` may be read.
    private func isHash(_ digest: DigestAlgorithm) -> Bool {
        let hash = Digest.of(infoBytes, digest)
        return signature == hash || signature == [0x04, UInt8(hash.count)] + hash
    }
}
