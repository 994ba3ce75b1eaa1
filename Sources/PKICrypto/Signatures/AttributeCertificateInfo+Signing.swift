public import PKIFormats

extension AttributeCertificateInfo {
    /// The attribute certificate made from this body and the issuer's signature. ``signatureAlgorithm`` says how to sign.
    /// - Throws: ``KeyError`` of kind `algorithmMismatch` when the key does not sign with that algorithm, whatever a custom key throws, or
    ///   `FormatError` when the body could not be read again, for example because it names no holder.
    public func signed(with key: PrivateKey) async throws -> AttributeCertificate {
        let body = derEncoded()
        let signature = try await key.sign(body, using: signatureAlgorithm)
        return try AttributeCertificate(derEncoded: Self.assemble(info: body, algorithm: signatureAlgorithm, signature: signature))
    }
}
