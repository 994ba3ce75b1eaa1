public import PKIFormats

/// Signers of CMC requests who have no certificate yet (RFC 5272 §3.2 and appendix C).
extension SignedData {
    /// The reason why the signature of `signer` was not made with `key`, ready to be shown; `nil` when it was. This does not check whether
    /// the signer's identifier names that key.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the digest, the signature algorithm or the key.
    public func fault(
        of signer: SignerInfo,
        key: SubjectPublicKeyInfo,
        verifier: (any SignatureVerifier)? = nil
    ) throws(UnsupportedAlgorithmError) -> String? {
        let digest = try Self.digest(of: signer)
        let covered: [UInt8]
        switch covers(signer, digest: digest) {
        case .success(let bytes): covered = bytes
        case .failure(let fault): return fault.reason
        }
        let algorithm = try signer.verificationAlgorithm(digest: digest)
        guard algorithm.hashesOnItsOwn || algorithm.signatureDigest == nil || algorithm.signatureDigest == digest else {
            return "the signature algorithm \(algorithm.name) does not use the signer's digest \(digest.displayName)"
        }
        let isValid = try Signature.isValid(signer.signature, over: covered, algorithm: algorithm, key: key, verifier: verifier)
        return isValid ? nil : "the signature was not made with the key of the request"
    }

    /// The reason why a signer with the algorithm ``OID/CMC/noSignature`` is malformed; `nil` when its value is the expected hash. The
    /// right hash shows that nothing was damaged, and does not show who sent the message.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the digest.
    public func faultOfMissingSignature(_ signer: SignerInfo) throws(UnsupportedAlgorithmError) -> String? {
        let digest = try Self.digest(of: signer)
        switch covers(signer, digest: digest) {
        case .failure(let fault): return fault.reason
        case .success(let bytes):
            return signer.signature == Digest.of(bytes, digest) ? nil : "the value is not the digest of the signed attributes"
        }
    }

    private struct FieldError: Error {
        let reason: String
    }

    private static func digest(of signer: SignerInfo) throws(UnsupportedAlgorithmError) -> DigestAlgorithm {
        guard let digest = signer.digestAlgorithm.digest, digest != .md5 else {
            throw UnsupportedAlgorithmError(signer.digestAlgorithm, "digest algorithm \(signer.digestAlgorithm.name) is not supported")
        }
        return digest
    }

    /// The octets that the signature of `signer` covers, once the signed attributes agree with the content.
    private func covers(_ signer: SignerInfo, digest: DigestAlgorithm) -> Result<[UInt8], FieldError> {
        guard contentIsOctetString, let content else { return .failure(FieldError(reason: "the message carries no content to verify")) }
        guard let attributes = signer.signedAttributesBytes else {
            return .failure(FieldError(reason: "signed attributes are missing, which CMC needs (RFC 5652 §5.3)"))
        }
        guard signer.signedContentType == contentType else {
            return .failure(FieldError(reason: "the signed attribute contentType is missing or is not \(contentType.nameOrDotted)"))
        }
        guard signer.signedMessageDigest == Digest.of(content, digest) else {
            return .failure(FieldError(reason: "the signed attribute messageDigest is missing or is not the digest of the content"))
        }
        return .success(attributes)
    }
}
