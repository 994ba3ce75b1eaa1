public import PKIFormats

/// A private key that signs: a software key of this process, or a ``CustomPrivateKey`` kept elsewhere.
///
/// Its description names only the kind of key.
public struct PrivateKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The kind of key to make.
    public typealias KeySpecification = PKICrypto.KeySpecification

    enum Holder {
        case software(SoftwareKey)
        case custom(any CustomPrivateKey)
    }

    let holder: Holder

    /// The public half.
    public let publicKey: SubjectPublicKeyInfo

    /// The algorithm for callers that name none: ECDSA with SHA-256 for P-256, with SHA-384 for P-384, with SHA-512 for P-521; PKCS #1 v1.5
    /// with SHA-256 for RSA; the first supported algorithm for a custom key.
    public let defaultSignatureAlgorithm: AlgorithmIdentifier

    /// Makes a new software key.
    /// - Throws: ``KeyError`` of kind `refused` for a size out of ``KeySpecification/rsaBits``.
    public init(generating specification: KeySpecification) throws(KeyError) {
        self.init(try SoftwareKey(generating: specification))
    }

    /// Reads a software key: RSA (from 2048 bits), ECDSA on P-256, P-384 or P-521, Ed25519, ML-DSA-65 or ML-DSA-87 with its seed.
    /// - Parameter pkcs8: the DER of a PrivateKeyInfo (RFC 5208 §5), not encrypted.
    /// - Throws: ``KeyError`` of kind `unreadable` or `refused`; `unsupported` for an ML-DSA key without its seed.
    public init(pkcs8: [UInt8]) throws(KeyError) {
        self.init(try SoftwareKey(pkcs8: pkcs8))
    }

    /// Wraps a key that is kept elsewhere.
    public init(custom: any CustomPrivateKey) {
        holder = .custom(custom)
        publicKey = custom.publicKey
        defaultSignatureAlgorithm = custom.supportedSignatureAlgorithms.first ?? .rsaWithSHA256
    }

    private init(_ software: SoftwareKey) {
        holder = .software(software)
        publicKey = software.publicKey
        defaultSignatureAlgorithm = software.defaultSignatureAlgorithm
    }

    /// The signature algorithms of the key.
    public var supportedSignatureAlgorithms: [AlgorithmIdentifier] {
        switch holder {
        case .software(let key): key.supportedSignatureAlgorithms
        case .custom(let key): key.supportedSignatureAlgorithms
        }
    }

    /// The DER of the PrivateKeyInfo, unencrypted: anyone who has these bytes has the key. Seal them with ``PasswordSealedKey``.
    /// - Throws: ``KeyError`` of kind `notExportable` for a custom key.
    public func pkcs8() throws(KeyError) -> [UInt8] {
        switch holder {
        case .software(let key): return key.pkcs8
        case .custom: throw KeyError(.notExportable, "the key is kept outside this process and cannot be written out")
        }
    }

    /// Signs `message`, hashing it as the algorithm says.
    /// - Parameter algorithm: `nil` for ``defaultSignatureAlgorithm``.
    /// - Returns: the content of the signature BIT STRING.
    /// - Throws: ``KeyError`` of kind `algorithmMismatch`, or whatever a custom key throws.
    public func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier? = nil) async throws -> [UInt8] {
        let algorithm = algorithm ?? defaultSignatureAlgorithm
        switch holder {
        case .software(let key): return try key.sign(message, using: algorithm)
        case .custom(let key): return try await key.sign(message, using: algorithm)
        }
    }

    /// Signs at once, without suspension, when the key is a software key.
    /// - Returns: the signature; `nil` when the key is a custom one and the caller has to await ``sign(_:using:)``.
    /// - Throws: ``KeyError`` of kind `algorithmMismatch`.
    public func signNow(_ message: [UInt8], using algorithm: AlgorithmIdentifier? = nil) throws(KeyError) -> [UInt8]? {
        guard case .software(let key) = holder else { return nil }
        return try key.sign(message, using: algorithm ?? defaultSignatureAlgorithm)
    }

    /// Decrypts content that was encrypted with the public half of an RSA key, as the key transport of CMS does.
    ///
    /// The sender of the message must not learn whether the PKCS #1 v1.5 padding was right (Bleichenbacher's attack). Use the messages' own
    /// functions, such as `EnvelopedData.open`, which ensure this.
    /// - Parameter algorithm: `rsaEncryption` (PKCS #1 v1.5), or `rsaesOAEP` with SHA-1 or SHA-256.
    /// - Throws: ``KeyError`` of kind `unsupported` when key or algorithm do not decrypt, `undecipherable` when decryption fails; or
    ///   whatever a custom key throws.
    public func decrypt(_ encrypted: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        switch holder {
        case .software(let key): return try key.decrypt(encrypted, using: algorithm)
        case .custom(let key): return try await key.decrypt(encrypted, using: algorithm)
        }
    }

    /// The secret that this key and the holder of `publicKey` share: the x-coordinate of ECDH, as long as a coordinate of the curve. Derive
    /// keys from it; do not use it as a key.
    /// - Parameter publicKey: a key on the same curve; its algorithm may omit the curve.
    /// - Throws: ``KeyError`` of kind `unsupported` when the key does not agree on secrets, `unreadable` when the other key is not a point
    ///   of the curve; or whatever a custom key throws.
    public func agree(with publicKey: SubjectPublicKeyInfo) async throws -> [UInt8] {
        switch holder {
        case .software(let key): return try key.agree(with: publicKey)
        case .custom(let key): return try await key.agree(with: publicKey)
        }
    }

    /// For example `private key (ECDSA_P256)`.
    public var description: String {
        switch holder {
        case .software(let key): "private key (\(key.publicKey.kind.algorithmName))"
        case .custom(let key): "private key kept elsewhere (\(key.publicKey.kind.algorithmName))"
        }
    }

    /// The same as ``description``: a debugger or a log shows no key material.
    public var debugDescription: String { description }
}
