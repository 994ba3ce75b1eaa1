import Crypto
import CryptoExtras
import PKIFormats

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Private keys sealed under a passphrase: PKCS #8 EncryptedPrivateKeyInfo with PBES2 (RFC 8018), as `openssl pkcs8 -topk8` writes.
///
/// CBC has no authentication tag: a wrong passphrase is noticed by the padding and by what comes out not being a private key. A file that
/// an enemy may change needs protection of its own.
public enum PasswordSealedKey {
    /// Iterations of PBKDF2 accepted when opening; more would let a file keep the processor busy for minutes.
    public static let acceptedIterations = 1...20_000_000

    /// Seals a key with PBKDF2-HMAC-SHA256 and AES-256-CBC under a fresh salt and vector.
    /// - Parameters:
    ///   - pkcs8: the DER of the PrivateKeyInfo.
    ///   - passphrase: the octets of the passphrase, at least one; text is taken as UTF-8.
    ///   - iterations: of PBKDF2; 600 000 cost about a quarter of a second.
    /// - Returns: the DER of the EncryptedPrivateKeyInfo.
    /// - Throws: ``KeyError`` of kind `refused` for an empty passphrase or a count of iterations out of ``acceptedIterations``.
    public static func seal(pkcs8: [UInt8], passphrase: [UInt8], iterations: Int = 600_000) throws(KeyError) -> [UInt8] {
        let parameters = PBES2Parameters(
            salt: SecureRandom.bytes(16), iterations: iterations, prf: .sha256, cipher: .aes256CBC,
            initializationVector: SecureRandom.bytes(16))
        let key = try derivedKey(parameters, passphrase: passphrase)
        do {
            let vector = try AES._CBC.IV(ivBytes: parameters.initializationVector)
            let encrypted = try AES._CBC.encrypt(pkcs8, using: key, iv: vector)
            return EncryptedPrivateKeyInfo(algorithm: parameters.algorithm, encryptedData: Array(encrypted)).derEncoded
        } catch {
            throw KeyError(.failed, "encrypting the private key failed in the cryptographic library")
        }
    }

    /// Opens a sealed key: PBES2 with PBKDF2 (SHA-1, SHA-256, SHA-384, SHA-512) and AES-128, -192 or -256 in CBC mode.
    /// - Returns: the DER of the PrivateKeyInfo, in the clear.
    /// - Throws: ``KeyError`` of kind `wrongPassphrase`; `unreadable` when it is no such structure; `refused` for an empty passphrase or
    ///   too many iterations.
    public static func open(_ derEncoded: [UInt8], passphrase: [UInt8]) throws(KeyError) -> [UInt8] {
        let sealed: EncryptedPrivateKeyInfo
        let parameters: PBES2Parameters
        do {
            sealed = try EncryptedPrivateKeyInfo(derEncoded: derEncoded)
            parameters = try PBES2Parameters(sealed.algorithm)
        } catch {
            throw KeyError(.unreadable, "the bytes are no private key sealed with a passphrase: \(error)")
        }
        guard !sealed.encryptedData.isEmpty, sealed.encryptedData.count % 16 == 0 else {
            throw KeyError(.unreadable, "the sealed private key is damaged: its length is not a multiple of the cipher's block")
        }
        let key = try derivedKey(parameters, passphrase: passphrase)
        guard let vector = try? AES._CBC.IV(ivBytes: parameters.initializationVector),
            var plain = try? AES._CBC.decrypt(sealed.encryptedData, using: key, iv: vector)
        else { throw wrongPassphrase }
        defer { plain.resetBytes(in: plain.startIndex..<plain.endIndex) }
        var pkcs8 = Array(plain)
        guard (try? PrivateKeyInfo(derEncoded: pkcs8)) != nil else {
            pkcs8.wipe()
            throw wrongPassphrase
        }
        return pkcs8
    }

    private static var wrongPassphrase: KeyError {
        KeyError(.wrongPassphrase, "the passphrase does not open the private key, or the sealed key was changed")
    }

    private static func derivedKey(_ parameters: PBES2Parameters, passphrase: [UInt8]) throws(KeyError) -> SymmetricKey {
        guard !passphrase.isEmpty else { throw KeyError(.refused, "the passphrase is empty; give one with at least one character") }
        guard acceptedIterations.contains(parameters.iterations) else {
            throw KeyError(
                .refused, "\(parameters.iterations) iterations of PBKDF2 are refused; use 1 through \(acceptedIterations.upperBound)")
        }
        guard !parameters.salt.isEmpty else { throw KeyError(.unreadable, "the sealed private key is damaged: its salt is empty") }
        let hash: KDF.Insecure.PBKDF2.HashFunction
        switch parameters.prf {
        case .sha256: hash = .sha256
        case .sha384: hash = .sha384
        case .sha512: hash = .sha512
        case .sha1: hash = .insecureSHA1
        case .md5: throw KeyError(.unreadable, "keys sealed with HMAC-MD5 are not supported")
        }
        do {
            // The checked variant refuses fewer rounds than others have written; the count is bounded above.
            return try KDF.Insecure.PBKDF2.deriveKey(
                from: passphrase, salt: parameters.salt, using: hash, outputByteCount: parameters.cipher.keyByteCount,
                unsafeUncheckedRounds: parameters.iterations)
        } catch {
            throw KeyError(.failed, "deriving the key from the passphrase failed in the cryptographic library")
        }
    }
}
