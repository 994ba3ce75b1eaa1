public import PKIFormats

extension AttributeCertificate {
    /// Whether the holder of `issuerKey` signed this attribute certificate. Only the signature is checked. The caller checks whether the
    /// issuer may grant the attributes, the validity and the targets (RFC 5755 §5).
    /// - Parameter verifier: verifies signatures that ``Signature`` does not compute.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the algorithm or the key.
    public func isSigned(with issuerKey: SubjectPublicKeyInfo, verifier: (any SignatureVerifier)? = nil) throws(UnsupportedAlgorithmError)
        -> Bool
    {
        guard signatureAlgorithm == info.signatureAlgorithm else { return false }
        return try Signature.isValid(signature, over: infoBytes, algorithm: signatureAlgorithm, key: issuerKey, verifier: verifier)
    }
}

extension AttributeCertificateHolder {
    /// Whether the subject of `certificate` is the holder. Everything that is given has to fit: issuer and number, one of the names (the
    /// subject or an alternative name), and the hash of key or certificate.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the hash function.
    public func names(_ certificate: Certificate) throws(UnsupportedAlgorithmError) -> Bool {
        if let base = baseCertificateID {
            guard base.serialNumber == certificate.serialNumber, base.issuer.contains(where: { $0.names(certificate.issuer) }) else {
                return false
            }
            if let unique = base.issuerUniqueID, unique != certificate.issuerUniqueID { return false }
        }
        if !entityName.isEmpty {
            let alternatives = certificate.subjectAlternativeNames
            guard entityName.contains(where: { $0.names(certificate.subject) || alternatives.contains($0) }) else { return false }
        }
        guard let object = objectDigestInfo else { return baseCertificateID != nil || !entityName.isEmpty }
        guard let function = object.digestAlgorithm.digest else {
            throw UnsupportedAlgorithmError(object.digestAlgorithm, "the hash of the holder")
        }
        switch object.objectType {
        case .publicKey: return Digest.of(certificate.subjectPublicKeyInfo.derEncoded, function) == object.digest
        case .publicKeyCertificate: return Digest.of(certificate.derEncoded, function) == object.digest
        case .other: return false
        }
    }
}

extension GeneralName {
    /// Whether this is a directory name that matches `name`.
    fileprivate func names(_ name: DistinguishedName) -> Bool {
        if case .directoryName(let own) = self { own.matches(name) } else { false }
    }
}
