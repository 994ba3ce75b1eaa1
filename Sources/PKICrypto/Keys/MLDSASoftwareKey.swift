import Crypto
import PortableFoundation

/// The common interface of the private keys of the two parameter sets. Signing is the pure variant with an empty context (RFC 9881 §3).
protocol MLDSASigningKey: Sendable {
    var seed: [UInt8] { get }
    var publicKeyBytes: [UInt8] { get }
    func signature(over message: [UInt8]) throws -> [UInt8]
}

@available(macOS 26.0, *)
extension MLDSA65.PrivateKey: MLDSASigningKey {
    var seed: [UInt8] { Array(seedRepresentation) }
    var publicKeyBytes: [UInt8] { Array(publicKey.rawRepresentation) }
    func signature(over message: [UInt8]) throws -> [UInt8] { Array(try signature(for: message)) }
}

@available(macOS 26.0, *)
extension MLDSA87.PrivateKey: MLDSASigningKey {
    var seed: [UInt8] { Array(seedRepresentation) }
    var publicKeyBytes: [UInt8] { Array(publicKey.rawRepresentation) }
    func signature(over message: [UInt8]) throws -> [UInt8] { Array(try signature(for: message)) }
}
