import Crypto

/// The common interface of the private keys on the three curves.
protocol ECDSAPrivateKey {
    associatedtype Value
    func value<D: Crypto.Digest>(for digest: D) throws -> Value
}

extension P256.Signing.PrivateKey: ECDSAPrivateKey {
    func value<D: Crypto.Digest>(for digest: D) throws -> P256.Signing.ECDSASignature { try signature(for: digest) }
}

extension P384.Signing.PrivateKey: ECDSAPrivateKey {
    func value<D: Crypto.Digest>(for digest: D) throws -> P384.Signing.ECDSASignature { try signature(for: digest) }
}

extension P521.Signing.PrivateKey: ECDSAPrivateKey {
    func value<D: Crypto.Digest>(for digest: D) throws -> P521.Signing.ECDSASignature { try signature(for: digest) }
}
