public import PKIFormats

/// Who signs a CMC request.
public enum RequestSigner: Sendable {
    /// The key to be certified. The message names it by its identifier, because it has no certificate yet. RFC 5272 §3.2 wants the request
    /// to ask for a subject key identifier and the message to use the same one; `identifier` is `nil` for the SHA-1 of the key.
    case requestKey(PrivateKey, identifier: [UInt8]? = nil)
    /// A certificate with its key: the certificate to be renewed, an enrollment agent or a registration authority. The message carries the
    /// certificate.
    case certificate(Certificate, PrivateKey)
    /// Nobody, for a key that cannot sign: the message has only a hash (RFC 5272 appendix C.1). It names the key by its identifier.
    case nobody(SubjectPublicKeyInfo)

    /// The certificate that the message carries.
    var certificate: Certificate? {
        guard case .certificate(let certificate, _) = self else { return nil }
        return certificate
    }

    /// Signs `content`.
    /// - Parameter digest: the hash; `nil` for the one of the key's default algorithm.
    /// - Throws: as `CMSSigner.signerInfo`.
    package func signerInfo(
        content: [UInt8],
        contentType: OID,
        digest chosen: DigestAlgorithm? = nil,
        attributes: [CMSAttribute] = []
    ) async throws -> SignerInfo {
        switch self {
        case .certificate(let certificate, let key):
            return try await CMSSigner.signerInfo(
                content: content,
                contentType: contentType,
                certificate: certificate,
                key: key,
                digest: chosen,
                attributes: attributes
            )
        case .requestKey(let key, let identifier):
            let digest = chosen ?? key.defaultSignatureAlgorithm.signatureDigest ?? .sha256
            guard let algorithm = AlgorithmIdentifier.signature(of: key.publicKey.kind, with: digest) else {
                throw KeyError(.algorithmMismatch, "a \(key.publicKey.kind.algorithmName) key does not sign with \(digest.displayName)")
            }
            let signed = [.contentType(contentType), .messageDigest(Digest.of(content, digest))] + attributes
            let signature = try await key.sign(SignerInfo.encodeSignedAttributes(signed), using: algorithm)
            return SignerInfo(
                identifier: .subjectKeyIdentifier(identifier ?? key.publicKey.keyIdentifier),
                digestAlgorithm: .digest(digest),
                signedAttributes: signed,
                signatureAlgorithm: key.publicKey.kind.isRSA ? .rsaEncryption : algorithm,
                signature: signature
            )
        case .nobody(let key):
            let digest = chosen ?? .sha256
            let signed = [.contentType(contentType), .messageDigest(Digest.of(content, digest))] + attributes
            return SignerInfo(
                identifier: .subjectKeyIdentifier(key.keyIdentifier),
                digestAlgorithm: .digest(digest),
                signedAttributes: signed,
                signatureAlgorithm: AlgorithmIdentifier(OID.CMC.noSignature, parameters: [0x05, 0x00]),
                signature: Digest.of(SignerInfo.encodeSignedAttributes(signed), digest)
            )
        }
    }
}
