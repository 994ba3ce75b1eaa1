public import PKIFormats

/// A ``CustomPrivateKey`` that also signs a hash value computed elsewhere, so that large content can be signed without being in memory.
public protocol DigestSigningKey: CustomPrivateKey {
    /// Signs a hash value.
    /// - Parameters:
    ///   - digest: the value, as long as the values of `algorithm`'s hash function.
    ///   - algorithm: one of ``CustomPrivateKey/supportedSignatureAlgorithms`` that signs hash values (RSA, ECDSA).
    /// - Returns: the content of the signature BIT STRING.
    func sign(digest: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8]
}
