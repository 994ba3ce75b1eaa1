public import PKIFormats

extension KeyDerivation {
    /// The purpose of the octets that the function of PKCS #12 derives (RFC 7292 appendix B.3).
    public enum PKCS12Purpose: UInt8, Hashable, Sendable {
        /// The key of a cipher.
        case key = 1
        /// An initialization vector.
        case vector = 2
        /// The key of a MAC.
        case mac = 3
    }

    /// The key derivation of PKCS #12 (RFC 7292 appendix B.2).
    /// - Parameters:
    ///   - password: the password as a BMPString that ends with two zero octets (see ``bmpPassword(_:)``). It is empty for no password,
    ///     which differs from the empty password.
    /// - Throws: ``KeyError`` of kind `refused` for costs out of bounds, `unreadable` for an empty salt.
    public static func pkcs12(
        _ password: [UInt8],
        salt: [UInt8],
        iterations: Int,
        digest: DigestAlgorithm,
        purpose: PKCS12Purpose,
        byteCount: Int
    ) throws(KeyError) -> [UInt8] {
        try check(salt: salt, iterations: iterations, keyByteCount: byteCount, of: "the PKCS #12 key derivation")
        let block = digest == .sha384 || digest == .sha512 ? 128 : 64
        let diversifier = [UInt8](repeating: purpose.rawValue, count: block)
        var input = filling(salt, to: block) + filling(password, to: block)
        var output: [UInt8] = []
        while output.count < byteCount {
            let value = Digest.repeated(diversifier + input, digest, count: iterations)
            output += value
            if output.count >= byteCount { break }
            // Every block of the input grows by the hash value, repeated to a block's length, and by one (step 6C).
            for start in stride(from: 0, to: input.count, by: block) {
                var carry = 1
                for index in stride(from: block - 1, through: 0, by: -1) {
                    carry += Int(input[start + index]) + Int(value[index % value.count])
                    input[start + index] = UInt8(truncatingIfNeeded: carry)
                    carry >>= 8
                }
            }
        }
        return Array(output.prefix(byteCount))
    }

    /// A password as PKCS #12 takes it: UTF-16, big-endian, with two zero octets at the end (RFC 7292 appendix B.1).
    ///
    /// Characters beyond the Basic Multilingual Plane become pairs of surrogates, as OpenSSL and Windows write them.
    public static func bmpPassword(_ password: String) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(password.utf16.count * 2 + 2)
        for unit in password.utf16 {
            octets.append(UInt8(truncatingIfNeeded: unit >> 8))
            octets.append(UInt8(truncatingIfNeeded: unit))
        }
        return octets + [0, 0]
    }

    /// Copies of `octets`, one after the other, that fill the smallest number of blocks holding `octets` once; empty for no octets.
    private static func filling(_ octets: [UInt8], to block: Int) -> [UInt8] {
        guard !octets.isEmpty else { return [] }
        let count = (octets.count + block - 1) / block * block
        return (0..<count).map { octets[$0 % octets.count] }
    }
}
