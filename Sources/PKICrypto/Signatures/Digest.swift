import Crypto
public import PKIFormats

import PortableFoundation

/// Hash values of bytes.
///
/// MD5 and SHA-1 are here because old structures name things by them (key identifiers, certificate thumbprints, Microsoft's issued
/// certificate hash). Whether a signature over such a hash is acceptable is the caller's policy.
public enum Digest {
    /// The SHA-1 value of `bytes`, 20 octets.
    public static func sha1(_ bytes: [UInt8]) -> [UInt8] { octets(of: Insecure.SHA1.hash(data: bytes)) }

    /// The SHA-256 value of `bytes`, 32 octets.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] { octets(of: SHA256.hash(data: bytes)) }

    /// The SHA-384 value of `bytes`, 48 octets.
    public static func sha384(_ bytes: [UInt8]) -> [UInt8] { octets(of: SHA384.hash(data: bytes)) }

    /// The SHA-512 value of `bytes`, 64 octets.
    public static func sha512(_ bytes: [UInt8]) -> [UInt8] { octets(of: SHA512.hash(data: bytes)) }

    /// The value of `bytes` under the function that `algorithm` names.
    public static func of(_ bytes: [UInt8], _ algorithm: DigestAlgorithm) -> [UInt8] {
        switch algorithm {
        case .md5: octets(of: Insecure.MD5.hash(data: bytes))
        case .sha1: sha1(bytes)
        case .sha256: sha256(bytes)
        case .sha384: sha384(bytes)
        case .sha512: sha512(bytes)
        }
    }

    /// The function applied `count` times: to `bytes`, then to each value in turn. Returns `bytes` when the count is not positive.
    static func repeated(_ bytes: [UInt8], _ algorithm: DigestAlgorithm, count: Int) -> [UInt8] {
        switch algorithm {
        case .md5: repeated(bytes, Insecure.MD5.self, count: count)
        case .sha1: repeated(bytes, Insecure.SHA1.self, count: count)
        case .sha256: repeated(bytes, SHA256.self, count: count)
        case .sha384: repeated(bytes, SHA384.self, count: count)
        case .sha512: repeated(bytes, SHA512.self, count: count)
        }
    }

    /// This makes no array for each of the values, of which there are hundreds of thousands for a password.
    private static func repeated<Function: HashFunction>(_ bytes: [UInt8], _ function: Function.Type, count: Int) -> [UInt8] {
        guard count > 0 else { return bytes }
        var value = Function.hash(data: bytes)
        var left = count - 1
        while left > 0 {
            var hasher = Function()
            value.withUnsafeBytes { hasher.update(bufferPointer: $0) }
            value = hasher.finalize()
            left -= 1
        }
        return octets(of: value)
    }

    private static func octets(of digest: some Crypto.Digest) -> [UInt8] {
        digest.withUnsafeBytes { Array($0) }
    }
}
