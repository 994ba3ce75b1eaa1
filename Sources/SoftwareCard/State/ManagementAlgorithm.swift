import OpenSSLKeys
import PKICrypto

/// SP 800-78-4 table 6-2: the algorithms of the management key 9B.
enum ManagementAlgorithm: UInt8, Codable, CaseIterable, Sendable {
    case tripleDES = 0x03
    case aes128 = 0x08
    case aes192 = 0x0A
    case aes256 = 0x0C

    /// P1 of a command; 0 also names triple DES.
    init?(reference: UInt8) {
        self.init(rawValue: reference == 0 ? Self.tripleDES.rawValue : reference)
    }

    var keyByteCount: Int {
        switch self {
        case .aes128: 16
        case .tripleDES, .aes192: 24
        case .aes256: 32
        }
    }

    var blockByteCount: Int { self == .tripleDES ? 8 : 16 }

    /// Encrypts one block. A card needs no other direction: what it is sent, it compares with what it encrypted itself.
    func encrypt(_ block: [UInt8], key: [UInt8]) throws(CardRefusal) -> [UInt8] {
        let cipher: ContentCipher =
            switch self {
            case .tripleDES: .legacy(.tripleDESCBC)
            case .aes128: .aes128CBC
            case .aes192: .aes192CBC
            case .aes256: .aes256CBC
            }
        // The first block of CBC with a vector of zeros is the block alone; the padding comes after it.
        let vector = [UInt8](repeating: 0, count: blockByteCount)
        do {
            let algorithm = cipher.algorithm(vector: vector)
            return Array(try ContentEncryption.encrypt(block, key: key, algorithm: algorithm, legacy: Legacy()).prefix(blockByteCount))
        } catch {
            throw CardRefusal(.functionNotSupported)
        }
    }
}
