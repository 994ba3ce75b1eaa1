import Crypto
import CryptoExtras
public import PKIFormats

import PortableFoundation

/// Derives keys from passwords. Costs are bounded before anything is computed, so that a file cannot keep the processor busy for minutes.
public enum KeyDerivation {
    /// Accepted iterations of PBKDF1, PBKDF2 and the function of PKCS #12; the largest count takes about ten seconds.
    public static let acceptedIterations = 1...20_000_000

    /// Accepted octets of memory for scrypt, 128 · N · r · p; time grows with the same product.
    public static let acceptedScryptMemory = 512 << 20

    /// The largest number of octets that are derived.
    static let acceptedKeyBytes = 1...1024

    /// PBKDF2 (RFC 8018 §5.2) with HMAC over `digest`.
    /// - Throws: ``KeyError`` of kind `refused` for costs out of bounds, `unreadable` for an empty salt, `unsupported` for MD5.
    public static func pbkdf2(
        _ password: [UInt8],
        salt: [UInt8],
        iterations: Int,
        digest: DigestAlgorithm,
        keyByteCount: Int
    ) throws(KeyError) -> [UInt8] {
        try check(salt: salt, iterations: iterations, keyByteCount: keyByteCount, of: "PBKDF2")
        let hash: KDF.Insecure.PBKDF2.HashFunction
        switch digest {
        case .sha256: hash = .sha256
        case .sha384: hash = .sha384
        case .sha512: hash = .sha512
        case .sha1: hash = .insecureSHA1
        case .md5: throw KeyError(.unsupported, "PBKDF2 with HMAC-MD5 is not supported")
        }
        return try pbkdf2(password, salt: salt, iterations: iterations, hash: hash, keyByteCount: keyByteCount)
    }

    /// PBKDF2 as its parameters say, also with HMAC-SHA-224, which nothing else here uses.
    static func pbkdf2(_ password: [UInt8], _ parameters: PBKDF2Parameters, keyByteCount: Int) throws(KeyError) -> [UInt8] {
        let count = parameters.keyByteCount ?? keyByteCount
        if let digest = parameters.digest {
            return try pbkdf2(password, salt: parameters.salt, iterations: parameters.iterations, digest: digest, keyByteCount: count)
        }
        guard parameters.prf.oid == OID.Algorithms.hmacWithSHA224 else {
            throw KeyError(.unsupported, "PBKDF2 with \(parameters.prf.name) (\(parameters.prf.oid)) is not supported")
        }
        try check(salt: parameters.salt, iterations: parameters.iterations, keyByteCount: count, of: "PBKDF2")
        return try pbkdf2(
            password,
            salt: parameters.salt,
            iterations: parameters.iterations,
            hash: .insecureSHA224,
            keyByteCount: count
        )
    }

    private static func pbkdf2(
        _ password: [UInt8],
        salt: [UInt8],
        iterations: Int,
        hash: KDF.Insecure.PBKDF2.HashFunction,
        keyByteCount: Int
    ) throws(KeyError) -> [UInt8] {
        do {
            // HMAC fills a short key with zeros, so a password of one zero octet gives the same key as no password, which the library
            // refuses. The library's checked variant refuses small counts that other programs have written; the count is bounded above.
            let key = try KDF.Insecure.PBKDF2.deriveKey(
                from: password.isEmpty ? [0] : password,
                salt: salt,
                using: hash,
                outputByteCount: keyByteCount,
                unsafeUncheckedRounds: iterations
            )
            return key.withUnsafeBytes { Array($0) }
        } catch {
            throw KeyError(.failed, "deriving the key from the passphrase failed in the cryptographic library")
        }
    }

    /// scrypt (RFC 7914).
    /// - Parameters:
    ///   - cost: N, a power of two, at least 2.
    ///   - blockSize: r, at least 1.
    ///   - parallelism: p, at least 1.
    /// - Throws: ``KeyError`` of kind `refused` when the product of the three costs more than ``acceptedScryptMemory``.
    public static func scrypt(
        _ password: [UInt8],
        salt: [UInt8],
        cost: Int,
        blockSize: Int,
        parallelism: Int,
        keyByteCount: Int
    ) throws(KeyError) -> [UInt8] {
        try check(salt: salt, iterations: 1, keyByteCount: keyByteCount, of: "scrypt")
        let limit = acceptedScryptMemory / 128
        guard cost >= 2, cost & (cost - 1) == 0, blockSize >= 1, parallelism >= 1, cost <= limit, blockSize <= limit / cost,
            parallelism <= limit / (cost * blockSize)
        else {
            throw KeyError(
                .refused,
                "scrypt with N=\(cost), r=\(blockSize), p=\(parallelism) is refused; 128·N·r·p may be \(limit * 128) octets"
            )
        }
        do {
            let key = try KDF.Scrypt.deriveKey(
                from: password.isEmpty ? [0] : password,
                salt: salt,
                outputByteCount: keyByteCount,
                rounds: cost,
                blockSize: blockSize,
                parallelism: parallelism
            )
            return key.withUnsafeBytes { Array($0) }
        } catch {
            throw KeyError(.failed, "deriving the key from the passphrase failed in the cryptographic library")
        }
    }

    /// PBKDF1 (RFC 8018 §5.1), which PBES1 uses.
    /// - Parameter keyByteCount: at most the length of the hash value.
    public static func pbkdf1(
        _ password: [UInt8],
        salt: [UInt8],
        iterations: Int,
        digest: DigestAlgorithm,
        keyByteCount: Int
    ) throws(KeyError) -> [UInt8] {
        try check(salt: salt, iterations: iterations, keyByteCount: keyByteCount, of: "PBKDF1")
        guard keyByteCount <= digest.byteCount else { throw KeyError(.refused, "PBKDF1 gives at most \(digest.byteCount) octets") }
        return Array(Digest.repeated(password + salt, digest, count: iterations).prefix(keyByteCount))
    }

    static func check(salt: [UInt8], iterations: Int, keyByteCount: Int, of name: String) throws(KeyError) {
        try check(iterations: iterations, of: name)
        guard acceptedKeyBytes.contains(keyByteCount) else {
            throw KeyError(.refused, "\(name) is asked for a key of \(keyByteCount) octets; 1 through 1024 are derived")
        }
        guard !salt.isEmpty else { throw KeyError(.unreadable, "the parameters of \(name) are damaged: the salt is empty") }
    }

    static func check(iterations: Int, of name: String) throws(KeyError) {
        guard acceptedIterations.contains(iterations) else {
            throw KeyError(.refused, "\(iterations) iterations of \(name) are refused; use 1 through \(acceptedIterations.upperBound)")
        }
    }
}
