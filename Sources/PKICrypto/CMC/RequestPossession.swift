public import PKIFormats

/// The evidence that the sender of a request holds the private key for which it asks a certificate.
public enum RequestPossession: Hashable, Sendable {
    /// The request is signed with its key.
    case proven
    /// The request itself proves nothing, but the message directly around it is signed with the request's key. This is the "null signature"
    /// of Microsoft's clients (MS-WCCE 2.2.2.6.5), or ``OID/CMC/noSignature``.
    case provenBySigner
    /// A registration authority vouches for it, in the request or by the control ``RAPOPWitness``. The caller checks by the signer of that
    /// layer whether the authority may do so.
    case claimedByRegistrationAuthority
    /// No evidence: the proof is absent, or needs a challenge (``EncryptedPOP``) or a decryption.
    case notProven
    /// There is a proof, and it is false.
    case failed(String)
    /// There is a proof, but it cannot be checked here.
    case unsupported(String)
}

extension CertificationRequest {
    /// Whether the request has, in place of a signature, a correctly computed value that proves nothing: a bare hash of the signed part,
    /// under the identifier of the hash (Microsoft's null signature) or under ``OID/CMC/noSignature``. `nil` when the request has a real
    /// signature.
    ///
    /// ``OID/CMC/noSignature`` does not name the hash, so SHA-1, SHA-256, SHA-384 and SHA-512 are accepted.
    public var hasValidNullSignature: Bool? {
        if signatureAlgorithm.oid == OID.CMC.noSignature {
            guard signatureAlgorithm.parameters == [0x05, 0x00] else { return false }
            return [DigestAlgorithm.sha256, .sha1, .sha384, .sha512].contains { isHash($0) }
        }
        guard let digest = DigestAlgorithm(oid: signatureAlgorithm.oid), digest != .md5 else { return nil }
        return isHash(digest)
    }

    /// The value may be the octets of the hash, or an OCTET STRING with them: `NoSignatureValue ::= OCTET STRING` can be read either way.
    private func isHash(_ digest: DigestAlgorithm) -> Bool {
        let hash = Digest.of(infoBytes, digest)
        return signature == hash || signature == [0x04, UInt8(hash.count)] + hash
    }
}
