import PKICrypto
import PKIFormats

/// The paddings of RSA (RFC 8017), for cards that compute only the bare power.
enum RSAPadding {
    /// EMSA-PKCS1-v1_5 (§9.2).
    static func pkcs1(_ digest: [UInt8], _ function: DigestAlgorithm, byteCount: Int) throws(KeyError) -> [UInt8] {
        let content = DERWriter.encode { writer in
            writer.writeSequence { writer in
                writer.writeRaw(AlgorithmIdentifier(function.oid, parameters: [0x05, 0x00]).derEncoded)
                writer.writeOctetString(digest)
            }
        }
        guard content.count + 11 <= byteCount else { throw KeyError(.refused, "the RSA key is too short for \(function.displayName)") }
        return [0x00, 0x01] + [UInt8](repeating: 0xFF, count: byteCount - content.count - 3) + [0x00] + content
    }

    /// EMSA-PSS (§9.1.1) with a salt as long as the hash value, for a modulus whose length is a multiple of 8 bits.
    static func pss(_ digest: [UInt8], _ function: DigestAlgorithm, bits: Int) throws(KeyError) -> [UInt8] {
        let (length, size) = (bits / 8, function.byteCount)
        guard length >= 2 * size + 2 else { throw KeyError(.refused, "the RSA key is too short for PSS with \(function.displayName)") }
        let salt = SecureRandom.bytes(size)
        let hash = Digest.of([UInt8](repeating: 0, count: 8) + digest + salt, function)
        let data = [UInt8](repeating: 0, count: length - 2 * size - 2) + [0x01] + salt
        var masked = zip(data, mask(hash, function, count: data.count)).map { $0 ^ $1 }
        masked[0] &= 0x7F
        return masked + hash + [0xBC]
    }

    /// RSAES-PKCS1-v1_5 (§7.2.2, step 3).
    static func removingPKCS1(_ block: [UInt8]) throws(KeyError) -> [UInt8] {
        guard block.count > 11, block[0] == 0x00, block[1] == 0x02, let end = block[2...].firstIndex(of: 0), end >= 10 else {
            throw undecipherable
        }
        return Array(block[(end + 1)...])
    }

    /// RSAES-OAEP (§7.1.2, step 3) with an empty label.
    static func removingOAEP(_ block: [UInt8], _ function: DigestAlgorithm) throws(KeyError) -> [UInt8] {
        let size = function.byteCount
        guard block.count >= 2 * size + 2 else { throw undecipherable }
        let maskedData = Array(block[(size + 1)...])
        let seed = zip(block[1...size], mask(maskedData, function, count: size)).map { $0 ^ $1 }
        let data = zip(maskedData, mask(seed, function, count: maskedData.count)).map { $0 ^ $1 }
        // All checks before one answer: the order of faults must not show.
        let startsWithZero = block[0] == 0
        let hasLabel = Array(data.prefix(size)) == Digest.of([], function)
        let end = data[size...].firstIndex { $0 != 0 }
        guard startsWithZero, hasLabel, let end, data[end] == 0x01 else { throw undecipherable }
        return Array(data[(end + 1)...])
    }

    static let undecipherable = KeyError(.undecipherable, "the octets cannot be decrypted with this key, or they were changed")

    /// MGF1 (appendix B.2.1).
    private static func mask(_ seed: [UInt8], _ function: DigestAlgorithm, count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var counter: UInt32 = 0
        while bytes.count < count {
            bytes += Digest.of(seed + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: counter >> UInt32($0)) }, function)
            counter += 1
        }
        return Array(bytes.prefix(count))
    }
}
