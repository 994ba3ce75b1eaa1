import Crypto

/// What the three curves' public keys have in common, so that the choice of hash is written once.
protocol ECDSAPublicKey {
    associatedtype Value
    func isValidSignature<D: Crypto.Digest>(_ signature: Value, for digest: D) -> Bool
}

extension P256.Signing.PublicKey: ECDSAPublicKey {}
extension P384.Signing.PublicKey: ECDSAPublicKey {}
extension P521.Signing.PublicKey: ECDSAPublicKey {}
