public import PKIFormats

extension SignedPublicKeyAndChallenge {
    /// Signs the public key of `key` and a challenge with its default algorithm.
    /// - Parameter challenge: ASCII text without a zero octet.
    /// - Throws: ``KeyError`` of the key, or `FormatError` when the challenge is not such a text.
    public static func signed(by key: PrivateKey, challenge: String) async throws -> SignedPublicKeyAndChallenge {
        guard let body = body(subjectPublicKeyInfo: key.publicKey, challenge: challenge) else {
            throw FormatError(structure: "PublicKeyAndChallenge", field: "challenge", reason: "the text is not ASCII or holds a zero octet")
        }
        let algorithm = key.defaultSignatureAlgorithm
        let signature = try await key.sign(body, using: algorithm)
        return try SignedPublicKeyAndChallenge(derEncoded: assemble(body: body, algorithm: algorithm, signature: signature))
    }
}
