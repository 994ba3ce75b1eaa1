public import PKIFormats

/// How to encrypt something under a password.
public struct PasswordScheme: Hashable, Sendable {
    private enum Form: Hashable, Sendable {
        case pbkdf2(iterations: Int, digest: DigestAlgorithm, cipher: ContentCipher)
        case scrypt(cost: Int, blockSize: Int, parallelism: Int, cipher: ContentCipher)
        case old(OID, iterations: Int)
    }

    private let form: Form

    private init(_ form: Form) { self.form = form }

    /// PBES2 with PBKDF2.
    /// - Parameters:
    ///   - iterations: 600 000 cost about a quarter of a second.
    ///   - digest: the hash of the HMAC; not MD5.
    public static func pbkdf2(
        iterations: Int = 600_000,
        digest: DigestAlgorithm = .sha256,
        cipher: ContentCipher = .aes256CBC
    ) -> PasswordScheme {
        PasswordScheme(.pbkdf2(iterations: iterations, digest: digest, cipher: cipher))
    }

    /// PBES2 with scrypt. The defaults need 64 MiB of memory and about a quarter of a second.
    /// - Parameters:
    ///   - cost: N, a power of two.
    ///   - blockSize: r.
    ///   - parallelism: p.
    public static func scrypt(
        cost: Int = 65536,
        blockSize: Int = 8,
        parallelism: Int = 1,
        cipher: ContentCipher = .aes256CBC
    ) -> PasswordScheme {
        PasswordScheme(.scrypt(cost: cost, blockSize: blockSize, parallelism: parallelism, cipher: cipher))
    }

    /// One of the old schemes, by its identifier (`OID.Algorithms`, `pbeWith…` and `pkcs12With…`), for programs that read nothing else. It
    /// needs ``LegacyCiphers``.
    public static func old(_ scheme: OID, iterations: Int = 2048) -> PasswordScheme {
        PasswordScheme(.old(scheme, iterations: iterations))
    }

    /// The identifier of the scheme with a fresh salt and a fresh initialization vector.
    /// - Throws: ``KeyError`` of kind `refused` for iterations out of ``KeyDerivation/acceptedIterations``.
    public func freshAlgorithm() throws(KeyError) -> AlgorithmIdentifier {
        switch form {
        case .pbkdf2(let iterations, let digest, let cipher):
            try KeyDerivation.check(iterations: iterations, of: "PBKDF2")
            // RC2 and RC4 take keys of several lengths, so the identifier must give the length. Other ciphers do not need it.
            let length: Int? = if case .legacy = cipher { cipher.keyByteCount } else { nil }
            let parameters = PBKDF2Parameters(
                salt: SecureRandom.bytes(16),
                iterations: iterations,
                digest: digest,
                keyByteCount: length
            )
            return PBES2Parameters(.pbkdf2(parameters), encryptionScheme: cipher.freshAlgorithm()).algorithm
        case .scrypt(let cost, let blockSize, let parallelism, let cipher):
            let parameters = ScryptParameters(
                salt: SecureRandom.bytes(16),
                cost: cost,
                blockSize: blockSize,
                parallelism: parallelism
            )
            return PBES2Parameters(.scrypt(parameters), encryptionScheme: cipher.freshAlgorithm()).algorithm
        case .old(let oid, let iterations):
            try KeyDerivation.check(iterations: iterations, of: oid.nameOrDotted)
            return AlgorithmIdentifier(oid, parameters: PBEParameters(salt: SecureRandom.bytes(8), iterations: iterations).derEncoded)
        }
    }
}
