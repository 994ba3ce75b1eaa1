import PKIFormats

/// Private keys sealed under a passphrase: PKCS #8 EncryptedPrivateKeyInfo (RFC 5958 §3), as `openssl pkcs8 -topk8` writes.
///
/// CBC has no authentication tag. The padding and the decrypted content, which is not a private key, reveal a wrong passphrase. A file that
/// an attacker may change needs protection of its own.
public enum PasswordSealedKey {
    /// The accepted counts of iterations when opening; more would let a file keep the processor busy for minutes.
    public static let acceptedIterations = KeyDerivation.acceptedIterations

    /// Seals a key with PBKDF2-HMAC-SHA256 and AES-256-CBC under a fresh salt and vector.
    /// - Parameters:
    ///   - pkcs8: the DER of the PrivateKeyInfo.
    ///   - passphrase: the octets of the passphrase, at least one; text is taken as UTF-8.
    ///   - iterations: the iterations of PBKDF2; 600 000 cost about a quarter of a second.
    /// - Returns: the DER of the EncryptedPrivateKeyInfo.
    /// - Throws: ``KeyError`` of kind `refused` for an empty passphrase or a count of iterations out of ``acceptedIterations``.
    public static func seal(pkcs8: [UInt8], passphrase: [UInt8], iterations: Int = 600_000) throws(KeyError) -> [UInt8] {
        try seal(pkcs8: pkcs8, passphrase: passphrase, scheme: .pbkdf2(iterations: iterations))
    }

    /// Seals a key as a scheme says.
    /// - Parameters:
    ///   - scheme: PBES2 with PBKDF2 or scrypt, or an old one.
    ///   - legacy: computes schemes with old ciphers.
    /// - Throws: ``KeyError`` of kind `refused` for an empty passphrase or costs out of bounds, `unsupported` without `legacy`.
    public static func seal(
        pkcs8: [UInt8],
        passphrase: [UInt8],
        scheme: PasswordScheme,
        legacy: (any LegacyCiphers)? = nil
    ) throws(KeyError) -> [UInt8] {
        try checkNotEmpty(passphrase)
        let algorithm = try scheme.freshAlgorithm()
        let encrypted = try PasswordBasedEncryption.encrypt(
            pkcs8,
            password: FilePassword(octets: passphrase),
            algorithm: algorithm,
            legacy: legacy
        )
        return EncryptedPrivateKeyInfo(algorithm: algorithm, encryptedData: encrypted).derEncoded
    }

    /// Opens a sealed key: PBES2 with PBKDF2 (SHA-1, SHA-256, SHA-384, SHA-512) or scrypt and AES in CBC mode. With `legacy` it also opens
    /// triple DES, DES, RC2, and the schemes of PBES1 and PKCS #12.
    /// - Returns: the DER of the PrivateKeyInfo, in the clear.
    /// - Throws: ``KeyError`` of kind `wrongPassphrase`; `unreadable` when the bytes are not such a structure; `unsupported` for a scheme
    ///   that is not computed, or only with `legacy`; `refused` for an empty passphrase or costs that are too high.
    public static func open(
        _ derEncoded: [UInt8],
        passphrase: [UInt8],
        legacy: (any LegacyCiphers)? = nil
    ) throws(KeyError) -> [UInt8] {
        let sealed: EncryptedPrivateKeyInfo
        do {
            sealed = try EncryptedPrivateKeyInfo(derEncoded: derEncoded)
        } catch {
            throw KeyError(.unreadable, "the bytes are not a private key sealed with a passphrase: \(error)")
        }
        try checkNotEmpty(passphrase)
        var pkcs8: [UInt8]
        do throws(KeyError) {
            pkcs8 = try PasswordBasedEncryption.decrypt(
                sealed.encryptedData,
                password: FilePassword(octets: passphrase),
                algorithm: sealed.algorithm,
                legacy: legacy
            )
        } catch {
            throw error.kind == .undecipherable ? wrongPassphrase : error
        }
        guard (try? PrivateKeyInfo(derEncoded: pkcs8)) != nil else {
            pkcs8.wipe()
            throw wrongPassphrase
        }
        return pkcs8
    }

    static var wrongPassphrase: KeyError {
        KeyError(.wrongPassphrase, "the passphrase does not open the private key, or the sealed key was changed")
    }

    private static func checkNotEmpty(_ passphrase: [UInt8]) throws(KeyError) {
        guard !passphrase.isEmpty else { throw KeyError(.refused, "the passphrase is empty; give one with at least one character") }
    }
}
