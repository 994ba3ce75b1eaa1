import Crypto
import CryptoExtras
public import PKIFormats

import PortableFoundation

/// Encrypts and decrypts content under a symmetric key, as CMS (RFC 5652 §6.1), PKCS #8 and PKCS #12 do.
///
/// The modes here have no authentication tag. The padding reveals a wrong key most of the time, and the content reveals it later. When an
/// attacker may change the input, the caller must also check a MAC or a signature.
public enum ContentEncryption {
    /// An identifier for ``encrypt(_:key:algorithm:legacy:)`` with a fresh initialization vector.
    public static func algorithm(for cipher: ContentCipher) -> AlgorithmIdentifier { cipher.freshAlgorithm() }

    /// The key length of an algorithm, in octets.
    /// - Throws: ``KeyError`` of kind `unsupported` or `unreadable`.
    public static func keyByteCount(for algorithm: AlgorithmIdentifier) throws(KeyError) -> Int {
        try ContentCipher.reading(algorithm).cipher.keyByteCount
    }

    /// Encrypts.
    /// - Parameters:
    ///   - algorithm: the cipher with its initialization vector (see ``algorithm(for:)``).
    ///   - legacy: computes a cipher that only old files use.
    /// - Throws: ``KeyError`` of kind `unsupported`, naming the cipher; `unreadable` for damaged parameters; `refused` for a wrong key
    ///   length.
    public static func encrypt(
        _ plain: [UInt8],
        key: [UInt8],
        algorithm: AlgorithmIdentifier,
        legacy: (any LegacyCiphers)? = nil
    ) throws(KeyError) -> [UInt8] {
        let (cipher, vector) = try ContentCipher.reading(algorithm)
        if case .legacy(let old) = cipher {
            return try required(legacy, for: old).encrypt(plain, key: key, vector: vector, cipher: old)
        }
        try check(key, for: cipher)
        guard let vector = try? AES._CBC.IV(ivBytes: vector),
            let encrypted = try? AES._CBC.encrypt(plain, using: SymmetricKey(data: key), iv: vector)
        else { throw KeyError(.failed, "encrypting with \(cipher.name) failed in the cryptographic library") }
        return Array(encrypted)
    }

    /// Decrypts and removes the padding.
    /// - Throws: as ``encrypt(_:key:algorithm:legacy:)``, and ``KeyError`` of kind `undecipherable` when the key does not fit or the bytes
    ///   were changed.
    public static func decrypt(
        _ encrypted: [UInt8],
        key: [UInt8],
        algorithm: AlgorithmIdentifier,
        legacy: (any LegacyCiphers)? = nil
    ) throws(KeyError) -> [UInt8] {
        let (cipher, vector) = try ContentCipher.reading(algorithm)
        if cipher.vectorByteCount > 0, encrypted.isEmpty || encrypted.count % cipher.vectorByteCount != 0 {
            throw KeyError(.undecipherable, "the encrypted content is damaged: its length is not a multiple of the block of \(cipher.name)")
        }
        if case .legacy(let old) = cipher {
            return try required(legacy, for: old).decrypt(encrypted, key: key, vector: vector, cipher: old)
        }
        try check(key, for: cipher)
        guard let vector = try? AES._CBC.IV(ivBytes: vector),
            var plain = try? AES._CBC.decrypt(encrypted, using: SymmetricKey(data: key), iv: vector)
        else { throw KeyError(.undecipherable, "the content cannot be decrypted with this key, or it was changed") }
        defer { plain.resetBytes(in: plain.startIndex..<plain.endIndex) }
        return Array(plain)
    }

    /// Throws the error that decryption with the cipher would throw, before a key is derived at great cost.
    static func checkPossible(_ cipher: ContentCipher, legacy: (any LegacyCiphers)?) throws(KeyError) {
        if case .legacy(let old) = cipher { _ = try required(legacy, for: old) }
    }

    private static func required(_ legacy: (any LegacyCiphers)?, for cipher: LegacyCipher) throws(KeyError) -> any LegacyCiphers {
        guard let legacy else {
            throw KeyError(.unsupported, "\(cipher.name) is a cipher of old files and needs OpenSSLKeys' Legacy; pass legacy: Legacy()")
        }
        return legacy
    }

    private static func check(_ key: [UInt8], for cipher: ContentCipher) throws(KeyError) {
        guard key.count == cipher.keyByteCount else {
            throw KeyError(.refused, "\(cipher.name) takes a key of \(cipher.keyByteCount) octets, not of \(key.count)")
        }
    }
}
