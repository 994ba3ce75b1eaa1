public import PKIFormats

/// A private key that is kept elsewhere: on a token, in another process, in another cryptographic library.
///
/// Wrap it with ``PrivateKey/init(custom:)``, and it signs wherever a software key does. If it can decrypt and agree on secrets, it also
/// does these.
public protocol CustomPrivateKey: Sendable {
    /// The public half.
    var publicKey: SubjectPublicKeyInfo { get }

    /// The signature algorithms of the key; the first is used when a caller does not choose.
    var supportedSignatureAlgorithms: [AlgorithmIdentifier] { get }

    /// Signs `message`, hashing it as `algorithm` says.
    /// - Returns: the content of the signature BIT STRING: PKCS #1 octets for RSA, `ECDSA-Sig-Value` (RFC 3279 §2.2.3) for ECDSA.
    /// - Throws: when the key does not know `algorithm` or cannot be reached.
    func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8]

    /// Decrypts content that was encrypted with the public half. A key that does not decrypt need not implement this.
    /// - Parameter algorithm: `rsaEncryption` (PKCS #1 v1.5) or `rsaesOAEP` with its parameters.
    /// - Throws: ``KeyError`` of kind `unsupported` when the key or the algorithm does not decrypt. Any other error counts as a failed
    ///   decryption, and the sender of the message does not learn of it.
    func decrypt(_ encrypted: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8]

    /// The secret that this key and the holder of `publicKey` share: the x-coordinate of ECDH (SEC 1 §3.3.1). A key that does not agree on
    /// secrets need not implement this.
    /// - Parameter publicKey: a key on the same curve.
    /// - Throws: ``KeyError`` of kind `unsupported` when the key does not agree on secrets.
    func agree(with publicKey: SubjectPublicKeyInfo) async throws -> [UInt8]
}

extension CustomPrivateKey {
    /// Refuses: the key only signs.
    public func decrypt(_ encrypted: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        throw KeyError(.unsupported, "this \(publicKey.kind.algorithmName) key does not decrypt")
    }

    /// Refuses: the key only signs.
    public func agree(with publicKey: SubjectPublicKeyInfo) async throws -> [UInt8] {
        throw KeyError(.unsupported, "this \(self.publicKey.kind.algorithmName) key does not agree on secrets")
    }
}
