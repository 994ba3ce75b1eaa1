public import PKIFormats

extension TBSOCSPRequest {
    /// Asks about certificates of one issuer.
    /// - Parameters:
    ///   - nonce: `nil` for none; 32 random octets when the answer has to be fresh (RFC 9654 §2.1).
    public init(
        about certificates: [Certificate],
        issuer: Certificate,
        hash: DigestAlgorithm = .sha1,
        nonce: [UInt8]? = SecureRandom.bytes(32)
    ) {
        self.init(
            requests: certificates.map { OCSPSingleRequest(OCSPCertID(certificate: $0, issuer: issuer, hash: hash)) },
            extensions: nonce.map { [OCSPNonce($0).asExtension()] } ?? []
        )
    }

    /// The request without a signature.
    public func unsigned() throws(FormatError) -> OCSPRequest {
        try OCSPRequest(derEncoded: Self.assemble(tbs: derEncoded()))
    }

    /// The request signed by its sender. RFC 6960 §4.1.2 demands ``requestorName``; when it is not set, it becomes the subject of the first
    /// certificate.
    /// - Parameters:
    ///   - certificates: the sender's certificate first, then those that a responder may need to validate it.
    ///   - algorithm: `nil` for the key's default.
    /// - Throws: ``KeyError``, or whatever a custom key throws.
    public func signed(
        with key: PrivateKey,
        certificates: [Certificate],
        algorithm: AlgorithmIdentifier? = nil
    ) async throws -> OCSPRequest {
        var body = self
        if body.requestorName == nil, let sender = certificates.first { body.requestorName = .directoryName(sender.subject) }
        let tbs = body.derEncoded()
        let algorithm = algorithm ?? key.defaultSignatureAlgorithm
        let signature = OCSPSignature(
            algorithm: algorithm,
            value: try await key.sign(tbs, using: algorithm),
            certificates: certificates.map(\.derEncoded)
        )
        return try OCSPRequest(derEncoded: Self.assemble(tbs: tbs, signature: signature))
    }
}

extension OCSPRequest {
    /// Whether the holder of `key` signed the request; `false` when it is not signed. Whether the signer may ask is the responder's policy.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library does not compute the algorithm or the key.
    public func isSigned(with key: SubjectPublicKeyInfo, verifier: (any SignatureVerifier)? = nil) throws(UnsupportedAlgorithmError) -> Bool
    {
        guard let signature else { return false }
        return try Signature.isValid(signature.value, over: tbsBytes, algorithm: signature.algorithm, key: key, verifier: verifier)
    }

    /// The first of the client's preferred algorithms that `key` signs with; the key's default when it signs with none of them (RFC 6960
    /// §4.4.7.2).
    public func signatureAlgorithm(for key: PrivateKey) -> AlgorithmIdentifier {
        let preferences = (try? OCSPPreferredSignatureAlgorithms.find(in: extensions))?.preferences ?? []
        let supported = key.supportedSignatureAlgorithms
        for preference in preferences {
            if let wanted = preference.key, wanted.oid != key.publicKey.algorithm.oid { continue }
            if let match = supported.first(where: { $0 == preference.signature }) { return match }
            // Some clients write ECDSA identifiers with NULL and RSA identifiers without it, so only the object identifier counts.
            let oid = preference.signature.oid
            if oid != OID.Algorithms.rsassaPSS, let match = supported.first(where: { $0.oid == oid }) { return match }
        }
        return key.defaultSignatureAlgorithm
    }
}
