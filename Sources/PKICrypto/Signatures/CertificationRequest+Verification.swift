public import PKIFormats

extension CertificationRequest {
    /// Whether the request is signed with the key that it contains. The signature proves that the requester holds the private key (RFC 2986
    /// §3).
    /// - Parameter verifier: verifies signatures that ``Signature`` does not compute.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the algorithm or the key.
    public func hasValidSignature(verifier: (any SignatureVerifier)? = nil) throws(UnsupportedAlgorithmError) -> Bool {
        try Signature.isValid(signature, over: infoBytes, algorithm: signatureAlgorithm, key: subjectPublicKeyInfo, verifier: verifier)
    }
}
