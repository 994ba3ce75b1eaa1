public import PKIFormats

/// Encryption under a password, for PKCS #8 keys and PKCS #12 safes: PBES2 with PBKDF2 or scrypt, and under ``LegacyCiphers`` PBES1
/// (RFC 8018) and the schemes of PKCS #12 (RFC 7292 appendix C).
public enum PasswordBasedEncryption {
    /// Encrypts.
    /// - Parameter algorithm: the scheme with its parameters, see ``PasswordScheme/freshAlgorithm()``.
    /// - Throws: ``KeyError`` of kind `unsupported`, `unreadable` for damaged parameters, `refused` for costs out of bounds.
    public static func encrypt(
        _ plain: [UInt8],
        password: FilePassword,
        algorithm: AlgorithmIdentifier,
        legacy: (any LegacyCiphers)? = nil
    ) throws(KeyError) -> [UInt8] {
        try ContentEncryption.checkPossible(scheme(of: algorithm), legacy: legacy)
        var (key, cipher) = try derive(password, algorithm)
        defer { key.wipe() }
        return try ContentEncryption.encrypt(plain, key: key, algorithm: cipher, legacy: legacy)
    }

    /// Decrypts.
    /// - Throws: as ``encrypt(_:password:algorithm:legacy:)``, and ``KeyError`` of kind `undecipherable` when the password is wrong or the
    ///   bytes were changed. A wrong password may also give meaningless bytes.
    public static func decrypt(
        _ encrypted: [UInt8],
        password: FilePassword,
        algorithm: AlgorithmIdentifier,
        legacy: (any LegacyCiphers)? = nil
    ) throws(KeyError) -> [UInt8] {
        try ContentEncryption.checkPossible(scheme(of: algorithm), legacy: legacy)
        var (key, cipher) = try derive(password, algorithm)
        defer { key.wipe() }
        return try ContentEncryption.decrypt(encrypted, key: key, algorithm: cipher, legacy: legacy)
    }

    /// The iterations of one derivation, or an estimate of the same cost for scrypt; 0 when the parameters cannot be read.
    static func cost(of algorithm: AlgorithmIdentifier) -> Int {
        if OldScheme(algorithm.oid) != nil { return (try? PBEParameters(derEncoded: algorithm.parameters ?? []))?.iterations ?? 0 }
        switch (try? PBES2Parameters(algorithm))?.derivation {
        case .pbkdf2(let function): return function.iterations
        case .scrypt(let function):
            let (product, overflow) = function.cost.multipliedReportingOverflow(by: function.blockSize)
            let (total, again) = product.multipliedReportingOverflow(by: function.parallelism)
            return overflow || again ? Int.max : total
        case .other, nil: return 0
        }
    }

    /// The cipher of a scheme, without its initialization vector when the vector is derived from the password.
    private static func scheme(of algorithm: AlgorithmIdentifier) throws(KeyError) -> ContentCipher {
        if let old = OldScheme(algorithm.oid) { return .legacy(old.cipher) }
        return try ContentCipher.reading(try pbes2(algorithm).encryptionScheme).cipher
    }

    private static func derive(
        _ password: FilePassword,
        _ algorithm: AlgorithmIdentifier
    ) throws(KeyError) -> (key: [UInt8], cipher: AlgorithmIdentifier) {
        if let old = OldScheme(algorithm.oid) { return try old.derive(password, parameters: algorithm.parameters ?? []) }
        let parameters = try pbes2(algorithm)
        let cipher = parameters.encryptionScheme
        let standardCount = try ContentEncryption.keyByteCount(for: cipher)
        switch parameters.derivation {
        case .pbkdf2(let function):
            let key = try KeyDerivation.pbkdf2(password.octets, function, keyByteCount: standardCount)
            return (key, cipher)
        case .scrypt(let function):
            let key = try KeyDerivation.scrypt(
                password.octets,
                salt: function.salt,
                cost: function.cost,
                blockSize: function.blockSize,
                parallelism: function.parallelism,
                keyByteCount: function.keyByteCount ?? standardCount
            )
            return (key, cipher)
        case .other(let function):
            throw KeyError(.unsupported, "the key derivation \(function.name) (\(function.oid)) is not supported")
        }
    }

    private static func pbes2(_ algorithm: AlgorithmIdentifier) throws(KeyError) -> PBES2Parameters {
        guard algorithm.oid == OID.Algorithms.pbes2 else {
            throw KeyError(.unsupported, "encryption under a password with \(algorithm.name) (\(algorithm.oid)) is not supported")
        }
        do {
            return try PBES2Parameters(algorithm)
        } catch {
            throw KeyError(.unreadable, "the parameters of the encryption cannot be read: \(error)")
        }
    }
}
