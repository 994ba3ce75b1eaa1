import Crypto
import CryptoExtras
import PKIFormats

import PortableFoundation

/// The key wrap of password recipients (RFC 3211 §2.3), here with AES. The key, with its length, three check octets and random padding, is
/// encrypted twice in CBC mode. The second pass uses the last block of the first as its vector.
enum PasswordKeyWrap {
    private static let block = 16

    /// - Parameters:
    ///   - algorithm: AES in CBC mode with its vector.
    ///   - padding: returns the requested number of random octets.
    static func wrap(
        _ key: [UInt8],
        under wrappingKey: [UInt8],
        algorithm: AlgorithmIdentifier,
        padding: (Int) -> [UInt8] = { SecureRandom.bytes($0) }
    ) throws(KeyError) -> [UInt8] {
        let vector = try vector(of: algorithm)
        guard (3...255).contains(key.count) else {
            throw KeyError(.refused, "a key of \(key.count) octets cannot be wrapped under a password; 3 through 255 can")
        }
        var plain = [UInt8(key.count)] + key.prefix(3).map { ~$0 } + key
        let length = max(2 * block, (plain.count + block - 1) / block * block)
        plain += padding(length - plain.count)
        let once = try cbc(plain, wrappingKey, vector, isEncrypting: true)
        return try cbc(once, wrappingKey, Array(once.suffix(block)), isEncrypting: true)
    }

    static func unwrap(_ wrapped: [UInt8], under wrappingKey: [UInt8], algorithm: AlgorithmIdentifier) throws(KeyError) -> [UInt8] {
        let vector = try vector(of: algorithm)
        guard wrapped.count >= 2 * block, wrapped.count % block == 0 else { throw damaged }
        // Decrypting the last block of the outer encryption, with the block before it as the vector, gives the vector of all the others.
        let last = try cbc(Array(wrapped.suffix(block)), wrappingKey, Array(wrapped.dropLast(block).suffix(block)), isEncrypting: false)
        let once = try cbc(wrapped, wrappingKey, last, isEncrypting: false)
        let plain = try cbc(once, wrappingKey, vector, isEncrypting: false)
        let count = Int(plain[0])
        // The comparison of the three check octets always covers all of them.
        let check = (plain[1] ^ plain[4]) & (plain[2] ^ plain[5]) & (plain[3] ^ plain[6])
        guard check == 0xFF, count >= 3, count <= plain.count - 4 else { throw damaged }
        return Array(plain[4..<(4 + count)])
    }

    private static var damaged: KeyError { KeyError(.undecipherable, "the wrapped key cannot be unwrapped with this password") }

    private static func vector(of algorithm: AlgorithmIdentifier) throws(KeyError) -> [UInt8] {
        let (cipher, vector) = try ContentCipher.reading(algorithm)
        if case .legacy = cipher { throw KeyError(.unsupported, "wrapping keys under a password with \(cipher.name) is not supported") }
        return vector
    }

    private static func cbc(_ octets: [UInt8], _ key: [UInt8], _ vector: [UInt8], isEncrypting: Bool) throws(KeyError) -> [UInt8] {
        let key = SymmetricKey(data: key)
        let output: Data?
        if let vector = try? AES._CBC.IV(ivBytes: vector) {
            output =
                isEncrypting
                ? try? AES._CBC.encrypt(octets, using: key, iv: vector, noPadding: true)
                : try? AES._CBC.decrypt(octets, using: key, iv: vector, noPadding: true)
        } else {
            output = nil
        }
        guard let output, output.count == octets.count else {
            throw KeyError(.failed, "AES in CBC mode failed in the cryptographic library")
        }
        return Array(output)
    }
}
