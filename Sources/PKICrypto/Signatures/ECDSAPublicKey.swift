import Crypto
import PKIFormats

import PortableFoundation

/// The common interface of the public keys on the three curves, so that verification is written once.
protocol ECDSAPublicKey {
    associatedtype Value

    /// The octets of a number modulo the curve's order.
    static var width: Int { get }

    init<Octets: ContiguousBytes>(x963Representation: Octets) throws
    init<Octets: ContiguousBytes>(compressedRepresentation: Octets) throws
    /// - Parameter numbers: r and s side by side, each of ``width`` octets.
    static func value(_ numbers: [UInt8]) throws -> Value
    func isValidSignature<D: Crypto.Digest>(_ signature: Value, for digest: D) -> Bool
}

extension ECDSAPublicKey {
    /// The key whose point is in `octets`, compressed or not; `nil` when they are not a point of the curve.
    init?(point octets: [UInt8]) {
        let isCompressed = octets.first == 0x02 || octets.first == 0x03
        let key = isCompressed ? try? Self(compressedRepresentation: octets) : try? Self(x963Representation: octets)
        guard let key else { return nil }
        self = key
    }

    /// Whether the Ecdsa-Sig-Value in `signature` is this key's signature over the hashed content.
    func isValid(_ signature: [UInt8], for digest: some Crypto.Digest) -> Bool {
        guard let numbers = ECDSASignatureValue.fixedWidth(signature, width: Self.width), let value = try? Self.value(numbers) else {
            return false
        }
        return isValidSignature(value, for: digest)
    }
}

extension P256.Signing.PublicKey: ECDSAPublicKey {
    static var width: Int { 32 }
    static func value(_ numbers: [UInt8]) throws -> P256.Signing.ECDSASignature { try .init(rawRepresentation: numbers) }
}

extension P384.Signing.PublicKey: ECDSAPublicKey {
    static var width: Int { 48 }
    static func value(_ numbers: [UInt8]) throws -> P384.Signing.ECDSASignature { try .init(rawRepresentation: numbers) }
}

extension P521.Signing.PublicKey: ECDSAPublicKey {
    static var width: Int { 66 }
    static func value(_ numbers: [UInt8]) throws -> P521.Signing.ECDSASignature { try .init(rawRepresentation: numbers) }
}
