public import PKIFormats

extension SignedData {
    /// Whether `signer` signed this message with the key of `certificate`.
    ///
    /// This checks that the signer names this certificate, that required signed attributes are present and agree with the content, and that
    /// the signature is valid. It does not check whether the certificate is trusted, valid or revoked.
    /// - Parameters:
    ///   - signer: one of ``SignedData/signers``.
    ///   - detachedContent: the content when the message does not carry it.
    ///   - verifier: verifies signatures that ``Signature`` does not compute.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the digest, the signature algorithm or the key.
    public func verifySigner(
        _ signer: SignerInfo,
        certificate: Certificate,
        detachedContent: [UInt8]? = nil,
        verifier: (any SignatureVerifier)? = nil
    ) throws(UnsupportedAlgorithmError) -> Bool {
        try fault(of: signer, certificate: certificate, detachedContent: detachedContent, verifier: verifier) == nil
    }

    /// The reason why the signature of `signer` is not valid, ready to be shown; `nil` when it is valid.
    /// The parameters are those of ``verifySigner(_:certificate:detachedContent:verifier:)``.
    public func fault(
        of signer: SignerInfo,
        certificate: Certificate,
        detachedContent: [UInt8]? = nil,
        verifier: (any SignatureVerifier)? = nil
    ) throws(UnsupportedAlgorithmError) -> String? {
        guard contentIsOctetString, let content = content ?? detachedContent else { return "the message carries no content to verify" }
        return try signer.fault(over: content, contentType: contentType, certificate: certificate, verifier: verifier)
    }

    /// The signer's certificate among those in the message; `nil` when it is missing or cannot be read.
    public func certificate(of signer: SignerInfo) -> Certificate? {
        for bytes in certificates {
            if let certificate = try? Certificate(derEncoded: bytes), signer.identifier.names(certificate) { return certificate }
        }
        return nil
    }
}

extension SignerInfo.Identifier {
    /// Whether this is the identifier of `certificate`. A key identifier is compared with the extension, or with the SHA-1 of the key when
    /// the extension is absent.
    public func names(_ certificate: Certificate) -> Bool {
        switch self {
        case .issuerAndSerialNumber(let issuer, let serialNumber):
            serialNumber == certificate.serialNumber && (issuer == certificate.issuer || issuer.matches(certificate.issuer))
        case .subjectKeyIdentifier(let bytes):
            bytes == (certificate.subjectKeyIdentifier ?? certificate.subjectPublicKeyInfo.keyIdentifier)
        }
    }
}

extension SignerInfo {
    /// The reason why `countersignature` is not a valid countersignature of this signer with the key of `certificate` (RFC 5652 §11.4),
    /// ready to be shown; `nil` when it is valid.
    /// - Parameter countersignature: one of ``countersignatures``.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the digest, the signature algorithm or the key.
    public func fault(
        of countersignature: SignerInfo,
        certificate: Certificate,
        verifier: (any SignatureVerifier)? = nil
    ) throws(UnsupportedAlgorithmError) -> String? {
        try countersignature.fault(over: signature, contentType: nil, certificate: certificate, verifier: verifier)
    }

    /// - Parameter contentType: `nil` in a countersignature, which has no such attribute.
    func fault(
        over content: [UInt8],
        contentType: OID?,
        certificate: Certificate,
        verifier: (any SignatureVerifier)?
    ) throws(UnsupportedAlgorithmError) -> String? {
        guard identifier.names(certificate) else { return "the signer names another certificate" }
        guard let digest = digestAlgorithm.digest, digest != .md5 else {
            throw UnsupportedAlgorithmError(digestAlgorithm, "digest algorithm \(digestAlgorithm.name) is not supported")
        }
        if let fault = attributeFault(content, contentType: contentType, digest: digest, certificate: certificate) { return fault }
        let algorithm = try verificationAlgorithm(digest: digest)
        guard algorithm.hashesOnItsOwn || algorithm.signatureDigest == nil || algorithm.signatureDigest == digest else {
            return "the signature algorithm \(algorithm.name) does not use the signer's digest \(digest.displayName)"
        }
        let key = certificate.subjectPublicKeyInfo
        var isValid = try Signature.isValid(
            signature,
            over: signedAttributesBytes ?? content,
            algorithm: algorithm,
            key: key,
            verifier: verifier
        )
        if !isValid, let received = signedAttributesBytes {
            // The signature covers the DER of the set (§5.4); a sender of BER may have sent the set in another order.
            let sorted = Self.encodeSignedAttributes(signedAttributes)
            if sorted != received {
                isValid = try Signature.isValid(signature, over: sorted, algorithm: algorithm, key: key, verifier: verifier)
            }
        }
        return isValid ? nil : "the signature was not made with the key of \(certificate.subject.rfc4514)"
    }

    private func attributeFault(_ content: [UInt8], contentType: OID?, digest: DigestAlgorithm, certificate: Certificate) -> String? {
        guard signedAttributesBytes != nil else {
            guard contentType == nil || contentType == OID.CMS.data else {
                return "signed attributes are missing, which content of type \(contentType?.nameOrDotted ?? "") needs (RFC 5652 §5.3)"
            }
            // Without this check, a signature over signed attributes could be presented as a signature over content that looks like them.
            guard contentType == nil || content.first != 0x31 else {
                return "content that is a SET is accepted with signed attributes only"
            }
            return nil
        }
        if let contentType, signedContentType != contentType {
            return "the signed attribute contentType is missing or differs from the content's type \(contentType.nameOrDotted)"
        }
        guard signedMessageDigest == Digest.of(content, digest) else {
            return "the signed attribute messageDigest is missing or is not the digest of the content"
        }
        if signedAttributes.contains(where: { $0.oid == OID.CMS.algorithmProtection }) {
            guard let protection = algorithmProtection, protection.digestAlgorithm.isSame(as: digestAlgorithm),
                protection.signatureAlgorithm?.isSame(as: signatureAlgorithm) == true
            else { return "the signed attribute that protects the algorithms names others than the signer (RFC 6211)" }
        }
        if signedAttributes.contains(where: { $0.oid == OID.CMS.signingCertificate || $0.oid == OID.CMS.signingCertificateV2 }) {
            guard let identifier = signingCertificate?.certificates.first, let hash = identifier.hashAlgorithm.digest,
                identifier.hash == Digest.of(certificate.derEncoded, hash)
            else { return "the signed attribute that names the signer's certificate names another one (RFC 5035)" }
        }
        return nil
    }

    /// The algorithm to verify with. Where only the key's algorithm is named, as is usual for RSA, the digest completes it.
    func verificationAlgorithm(digest: DigestAlgorithm) throws(UnsupportedAlgorithmError) -> AlgorithmIdentifier {
        let oid = signatureAlgorithm.oid
        guard oid == OID.Algorithms.rsaEncryption || oid == OID.Algorithms.ecPublicKey else { return signatureAlgorithm }
        let kind: KeyKind = oid == OID.Algorithms.rsaEncryption ? .rsa(bits: 0) : .ec(curve: .p256)
        guard let algorithm = AlgorithmIdentifier.signature(of: kind, with: digest) else {
            throw UnsupportedAlgorithmError(signatureAlgorithm, "\(signatureAlgorithm.name) with \(digest.displayName) is not supported")
        }
        return algorithm
    }
}
