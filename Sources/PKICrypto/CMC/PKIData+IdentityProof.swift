public import PKIFormats

extension PKIData {
    /// Whether the identity proofs of the message, of either version, were made with `secret` (RFC 5272 §6.2). `nil` when there is none.
    ///
    /// If the message has an Identification control, its value replaces the identification that `secret` was made with.
    /// - Throws: `FormatError` when a control cannot be read, ``UnsupportedAlgorithmError`` when an algorithm is not computed here.
    public func hasValidIdentityProof(_ secret: CMCSharedSecret) throws -> Bool? {
        let secret = secret.identified(by: try controls.value(of: Identification.self)?.name)
        var isValid: Bool?
        if let proof = try controls.value(of: IdentityProof.self) {
            let expected = MessageAuthentication.code(requestSequenceBytes, key: try secret.key(.sha1), digest: .sha1)
            isValid = MessageAuthentication.areEqual(proof.bytes, expected)
        }
        if let proof = try controls.value(of: IdentityProofV2.self) {
            let expected = try MessageAuthentication.code(
                requestSequenceBytes,
                key: secret.key(proof.proofAlgorithm),
                algorithm: proof.macAlgorithm
            )
            isValid = MessageAuthentication.areEqual(proof.witness, expected) && isValid != false
        }
        return isValid
    }

    /// Whether every request carries a witness of the message's PopLinkRandom that was made with `secret` (RFC 5272 §6.3.1). Then the
    /// holder of the keys also knows the secret. `nil` when the message has no PopLinkRandom and no request has a witness.
    ///
    /// The identification counts as in ``hasValidIdentityProof(_:)``. The specification does not say so for this control, so a witness made
    /// without it is accepted too.
    /// - Throws: as ``hasValidIdentityProof(_:)``.
    public func hasValidPopLinks(_ secret: CMCSharedSecret) throws -> Bool? {
        let random = try controls.value(of: PopLinkRandom.self)
        let witnesses = try requests.map { try PopLink.witnesses(in: $0) }
        guard let random else { return witnesses.allSatisfy(\.isEmpty) ? nil : false }
        let secrets = [secret.identified(by: nil), secret.identified(by: try controls.value(of: Identification.self)?.name)]
        return try witnesses.allSatisfy { witnesses in
            guard !witnesses.isEmpty else { return false }
            return try witnesses.allSatisfy { witness in
                try secrets.contains { try PopLink.isValid(witness, random: random, secret: $0) }
            }
        }
    }
}
