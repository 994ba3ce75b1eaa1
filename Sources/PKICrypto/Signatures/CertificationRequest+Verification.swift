public import PKIFormats

extension CertificationRequest {
    /// Whether the request is signed with the key it asks a certificate for: proof that the requester holds the private key
    /// (RFC 2986 §3).
    /// - Parameter verifier: asked about what ``Signature`` does not compute.
    /// - Throws: ``UnsupportedAlgorithmError`` when the algorithm or the key is none that is computed here.
    public func hasValidSignature(verifier: (any SignatureVerifier)? = nil) throws(UnsupportedAlgorithmError) -> Bool {
        try Signature.isValid(signature, over: infoBytes, algorithm: signatureAlgorithm, key: subjectPublicKeyInfo, verifier: verifier)
    }
}
