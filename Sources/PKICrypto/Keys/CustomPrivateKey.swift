public import PKIFormats

/// A private key that is kept by somebody else: on a token, in another process, in another cryptographic library.
///
/// Wrap it with ``PrivateKey/init(custom:)`` and it signs wherever a software key does.
public protocol CustomPrivateKey: Sendable {
    /// The public half.
    var publicKey: SubjectPublicKeyInfo { get }

    /// What the key signs with; the first is used when a caller does not choose.
    var supportedSignatureAlgorithms: [AlgorithmIdentifier] { get }

    /// Signs `message`, hashing it as `algorithm` says.
    /// - Returns: the content of the signature BIT STRING: PKCS #1 octets for RSA, `ECDSA-Sig-Value` (RFC 3279 §2.2.3) for ECDSA.
    /// - Throws: when the key does not know `algorithm` or cannot be reached.
    func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8]
}
