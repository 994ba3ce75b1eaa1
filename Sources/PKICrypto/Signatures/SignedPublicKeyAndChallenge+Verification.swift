public import PKIFormats

extension SignedPublicKeyAndChallenge {
    /// Whether the structure is signed with the key it holds: proof that the sender has the private key. Whether the challenge is the one
    /// that was sent is for the caller to compare.
    /// - Parameter verifier: asked about what ``Signature`` does not compute.
    /// - Throws: ``UnsupportedAlgorithmError`` when the algorithm or the key is none that is computed here.
    public func hasValidSignature(verifier: (any SignatureVerifier)? = nil) throws(UnsupportedAlgorithmError) -> Bool {
        try Signature.isValid(signature, over: bodyBytes, algorithm: signatureAlgorithm, key: subjectPublicKeyInfo, verifier: verifier)
    }
}
