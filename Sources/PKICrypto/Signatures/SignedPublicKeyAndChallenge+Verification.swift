public import PKIFormats

extension SignedPublicKeyAndChallenge {
    /// Whether the structure is signed with the key that it holds, which proves that the sender has the private key. The caller checks that
    /// the challenge is the one that was sent.
    /// - Parameter verifier: verifies signatures that ``Signature`` does not compute.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the algorithm or the key.
    public func hasValidSignature(verifier: (any SignatureVerifier)? = nil) throws(UnsupportedAlgorithmError) -> Bool {
        try Signature.isValid(signature, over: bodyBytes, algorithm: signatureAlgorithm, key: subjectPublicKeyInfo, verifier: verifier)
    }
}
