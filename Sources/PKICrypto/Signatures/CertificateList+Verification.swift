public import PKIFormats

extension CertificateList {
    /// Whether the holder of `issuerKey` signed this revocation list, by the signature alone.
    /// - Parameter verifier: asked about what ``Signature`` does not compute.
    /// - Throws: ``UnsupportedAlgorithmError`` when the algorithm or the key is none that is computed here.
    public func isSigned(with issuerKey: SubjectPublicKeyInfo, verifier: (any SignatureVerifier)? = nil) throws(UnsupportedAlgorithmError)
        -> Bool
    {
        guard signatureAlgorithm == innerSignatureAlgorithm else { return false }
        return try Signature.isValid(signature, over: tbsBytes, algorithm: signatureAlgorithm, key: issuerKey, verifier: verifier)
    }
}
