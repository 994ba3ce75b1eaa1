public import PKIFormats

extension CertificateListScanner {
    /// Whether the holder of `issuerKey` signed this list. Only the signature is checked. The list is hashed in place, without a copy.
    /// - Parameter verifier: verifies signatures that ``Signature`` does not compute.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the algorithm or the key.
    public func isSigned(with issuerKey: SubjectPublicKeyInfo, verifier: (any SignatureVerifier)? = nil) throws(UnsupportedAlgorithmError)
        -> Bool
    {
        guard signatureAlgorithm == innerSignatureAlgorithm else { return false }
        guard let scheme = SignatureScheme(signatureAlgorithm), !signatureAlgorithm.hashesOnItsOwn else {
            return try isSignedAsWhole(with: issuerKey, verifier: verifier)
        }
        var digest = IncrementalDigest(scheme.digest)
        withTBSBytes { digest.update($0) }
        do throws(UnsupportedAlgorithmError) {
            return try Signature.isValid(signature, over: digest, algorithm: signatureAlgorithm, key: issuerKey)
        } catch {
            return try isSignedAsWhole(with: issuerKey, verifier: verifier)
        }
    }

    private func isSignedAsWhole(
        with issuerKey: SubjectPublicKeyInfo,
        verifier: (any SignatureVerifier)?
    ) throws(UnsupportedAlgorithmError) -> Bool {
        try Signature.isValid(
            signature,
            over: withTBSBytes { Array($0) },
            algorithm: signatureAlgorithm,
            key: issuerKey,
            verifier: verifier
        )
    }
}
