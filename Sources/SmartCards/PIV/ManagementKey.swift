import Crypto
import CryptoExtras
import OpenSSLKeys
import PKICrypto
import PortableFoundation

/// The algorithm of a card's management key. Source: NIST SP 800-78-5 table 9.
package enum ManagementAlgorithm: UInt8, Hashable, Sendable, CaseIterable {
    case tripleDES = 0x03
    case aes128 = 0x08
    case aes192 = 0x0A
    case aes256 = 0x0C

    package var blockByteCount: Int { self == .tripleDES ? 8 : 16 }

    package var keyByteCount: Int {
        switch self {
        case .aes128: 16
        case .tripleDES, .aes192: 24
        case .aes256: 32
        }
    }

    package var name: String {
        switch self {
        case .tripleDES: "3DES"
        case .aes128: "AES-128"
        case .aes192: "AES-192"
        case .aes256: "AES-256"
        }
    }
}

/// The key that lets its holder make keys and write objects on a card. Overwrite it after use: ``wipe()``.
package struct ManagementKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    package let algorithm: ManagementAlgorithm
    private(set) var bytes: [UInt8]

    /// The key of a new YubiKey and of cards like it, for 3DES and AES-192.
    package static let makers: [UInt8] = (0..<3).flatMap { _ in [1, 2, 3, 4, 5, 6, 7, 8] as [UInt8] }

    /// - Throws: ``CardError`` of kind `refused` for a wrong length. 3DES also takes 16 octets, whose first 8 are used again.
    package init(_ algorithm: ManagementAlgorithm, _ bytes: [UInt8]) throws(CardError) {
        let bytes = algorithm == .tripleDES && bytes.count == 16 ? bytes + bytes.prefix(8) : bytes
        guard bytes.count == algorithm.keyByteCount else {
            throw CardError(
                .refused,
                "A management key for \(algorithm.name) has \(algorithm.keyByteCount) octets, not \(bytes.count). Give the card's own key."
            )
        }
        self.algorithm = algorithm
        self.bytes = bytes
    }

    /// One block, encrypted.
    func encrypted(_ block: [UInt8]) throws(CardError) -> [UInt8] {
        guard algorithm == .tripleDES else { return try permuted(block, inverse: false) }
        do {
            // CBC of one block under a zero vector is that block alone; the padding that follows is cut off.
            return Array(try Legacy().encrypt(block, key: bytes, vector: Self.zeros, cipher: .tripleDESCBC).prefix(8))
        } catch { throw Self.failed(error) }
    }

    /// One block, decrypted.
    func decrypted(_ block: [UInt8]) throws(CardError) -> [UInt8] {
        guard algorithm == .tripleDES else { return try permuted(block, inverse: true) }
        do {
            // The decryption wants a padded message: a second block is made whose plain text is nothing but padding.
            let padding = [UInt8](repeating: 8, count: 8)
            let second = try Legacy().encrypt(zip(padding, block).map { $0 ^ $1 }, key: bytes, vector: Self.zeros, cipher: .tripleDESCBC)
            return try Legacy().decrypt(block + second.prefix(8), key: bytes, vector: Self.zeros, cipher: .tripleDESCBC)
        } catch { throw Self.failed(error) }
    }

    private static let zeros = [UInt8](repeating: 0, count: 8)

    private func permuted(_ block: [UInt8], inverse: Bool) throws(CardError) -> [UInt8] {
        var block = block
        do {
            let key = SymmetricKey(data: bytes)
            if inverse { try AES.inversePermute(&block, key: key) } else { try AES.permute(&block, key: key) }
        } catch { throw Self.failed(error) }
        return block
    }

    private static func failed(_ error: any Error) -> CardError {
        CardError(.failed, "The management key cannot be computed with: \(error)")
    }

    /// Overwrites the key.
    package mutating func wipe() { bytes.wipe() }

    /// The algorithm alone.
    package var description: String { "management key (\(algorithm.name))" }
    package var debugDescription: String { description }
}
