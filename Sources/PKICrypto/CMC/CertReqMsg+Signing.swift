public import PKIFormats

extension CertReqMsg {
    /// Makes a CRMF request with proof of possession by signature (RFC 4211 §4.1).
    ///
    /// ```swift
    /// let template = CertTemplate(subject: subject, publicKey: key.publicKey, extensions: extensions)
    /// let message = try await CertReqMsg.signed(CRMFCertRequest(id: 1, template: template), key: key)
    /// ```
    /// - Parameters:
    ///   - request: what is asked for.
    ///   - key: the key to be certified.
    ///   - authentication: who asks, when the template lacks the subject or the key; the signature then covers this and the key instead of
    ///     the request. `nil` when the template has both, as CMC demands.
    ///   - algorithm: `nil` for the key's default.
    /// - Throws: ``KeyError`` of kind `refused` when the template holds another key or lacks what the signature has to cover; what the key
    ///   throws.
    public static func signed(
        _ request: CRMFCertRequest,
        key: PrivateKey,
        authentication: SigningKeyProofInput.Authentication? = nil,
        algorithm: AlgorithmIdentifier? = nil,
        registrationInformation: [CRMFRegistrationInformation] = []
    ) async throws -> CertReqMsg {
        if let wanted = request.template.publicKey, wanted.keyBytes != key.publicKey.keyBytes {
            throw KeyError(.refused, "the template asks for a certificate of another key than the one that signs")
        }
        guard authentication != nil || request.template.publicKey != nil && request.template.subject != nil else {
            throw KeyError(.refused, "a template without subject or public key needs to say who asks (RFC 4211 §4.1)")
        }
        let input = authentication.map { SigningKeyProofInput(authentication: $0, publicKey: key.publicKey) }
        let algorithm = algorithm ?? key.defaultSignatureAlgorithm
        let signature = try await key.sign(input?.derEncoded ?? request.derEncoded, using: algorithm)
        let proof = SigningKeyProof(input: input, algorithm: algorithm, signature: signature)
        return CertReqMsg(request: request, proof: .signature(proof), registrationInformation: registrationInformation)
    }

    /// Whether the proof of possession is a signature made with the key to be certified. `nil` when the proof is of another kind or absent.
    ///
    /// A signature over POPOSigningKeyInput must name the key of the template, if the template has one. The caller checks who asks
    /// (``PKMACValue/isValid(over:secret:)``).
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the algorithm or the key.
    public func hasValidSignatureProof(verifier: (any SignatureVerifier)? = nil) throws(UnsupportedAlgorithmError) -> Bool? {
        guard case .signature(let proof) = self.proof else { return nil }
        let template = request.template
        if let input = proof.input {
            if let wanted = template.publicKey, wanted != input.publicKey { return false }
            return try Signature.isValid(
                proof.signature,
                over: input.derEncoded,
                algorithm: proof.algorithm,
                key: input.publicKey,
                verifier: verifier
            )
        }
        guard let key = template.publicKey, template.subject != nil else { return false }
        return try Signature.isValid(proof.signature, over: request.derEncoded, algorithm: proof.algorithm, key: key, verifier: verifier)
    }
}
