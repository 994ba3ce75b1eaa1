public import PKIFormats

extension Certificate {
    /// Whether the holder of `issuerKey` signed this certificate. Only the signature is checked; ``PathValidation`` checks names, validity
    /// and constraints.
    /// - Parameter verifier: verifies signatures that ``Signature`` does not compute.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the algorithm or the key.
    public func isSigned(with issuerKey: SubjectPublicKeyInfo, verifier: (any SignatureVerifier)? = nil) throws(UnsupportedAlgorithmError)
        -> Bool
    {
        guard signatureAlgorithm == innerSignatureAlgorithm else { return false }
        return try Signature.isValid(signature, over: tbsBytes, algorithm: signatureAlgorithm, key: issuerKey, verifier: verifier)
    }
}
