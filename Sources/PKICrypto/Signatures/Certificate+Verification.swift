public import PKIFormats

extension Certificate {
    /// Whether the holder of `issuerKey` signed this certificate, by the signature alone: names, validity and constraints are the business
    /// of ``PathValidation``.
    /// - Parameter verifier: asked about what ``Signature`` does not compute.
    /// - Throws: ``UnsupportedAlgorithmError`` when the algorithm or the key is none that is computed here.
    public func isSigned(with issuerKey: SubjectPublicKeyInfo, verifier: (any SignatureVerifier)? = nil) throws(UnsupportedAlgorithmError)
        -> Bool
    {
        guard signatureAlgorithm == innerSignatureAlgorithm else { return false }
        return try Signature.isValid(signature, over: tbsBytes, algorithm: signatureAlgorithm, key: issuerKey, verifier: verifier)
    }
}
