import PKICrypto
import PKIFormats

/// The key of a root, opened from the key store for each signature and then forgotten. A root signs a few times a year; in between, its key is not in
/// memory and cannot be stolen from there.
struct RootKeyOnDemand: CustomPrivateKey {
    let keys: any KeyStore
    let name: String
    let publicKey: SubjectPublicKeyInfo
    let supportedSignatureAlgorithms: [AlgorithmIdentifier]

    init(keys: any KeyStore, name: String, key: AuthorityKey) throws {
        self.keys = keys
        self.name = name
        publicKey = try SubjectPublicKeyInfo(derEncoded: key.publicKey)
        supportedSignatureAlgorithms = [try AlgorithmIdentifier(derEncoded: key.signatureAlgorithm)]
    }

    func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        guard let key = try await keys.key(named: name, purpose: .root), key.publicKey == publicKey else {
            throw IssuanceError("The root key \(name) is missing from the key store or is a different key. Restore it from a backup.")
        }
        return try await key.sign(message, using: algorithm)
    }
}
