import Crypto
import CryptoExtras
public import PKIFormats

import PortableFoundation

extension PrivateKey {
    /// Signs content that was hashed piece by piece. The signature is the same as that of ``sign(_:using:)`` over the whole.
    /// - Parameter algorithm: RSA or ECDSA with the digest's function; `nil` for ``defaultSignatureAlgorithm``.
    /// - Throws: ``KeyError`` of kind `algorithmMismatch` for another function or key, for algorithms that need the whole message (Ed25519,
    ///   ML-DSA), and for a custom key that is not a ``DigestSigningKey``.
    public func sign(_ digest: IncrementalDigest, using algorithm: AlgorithmIdentifier? = nil) async throws -> [UInt8] {
        let algorithm = algorithm ?? defaultSignatureAlgorithm
        guard let scheme = SignatureScheme(algorithm), !algorithm.hashesOnItsOwn else {
            throw KeyError(.algorithmMismatch, "\(algorithm.name) signs the message itself, not a hash value of it")
        }
        guard scheme.digest == digest.algorithm else {
            throw KeyError(.algorithmMismatch, "\(algorithm.name) does not sign values of \(digest.algorithm.displayName)")
        }
        switch holder {
        case .software(let key): return try key.sign(digest, scheme: scheme, name: algorithm.name)
        case .custom(let key as any DigestSigningKey): return try await key.sign(digest: digest.value, using: algorithm)
        case .custom: throw KeyError(.algorithmMismatch, "the key is kept elsewhere and signs whole messages only")
        }
    }
}

extension SoftwareKey {
    func sign(_ digest: IncrementalDigest, scheme: SignatureScheme, name: String) throws(KeyError) -> [UInt8] {
        let signature: [UInt8]?
        do {
            signature =
                switch digest.state {
                case .sha256(let function): try sign(value: function.finalize(), scheme.family)
                case .sha384(let function): try sign(value: function.finalize(), scheme.family)
                case .sha512(let function): try sign(value: function.finalize(), scheme.family)
                case .sha1, .md5: nil
                }
        } catch {
            throw KeyError(.failed, "signing with \(name) failed in the cryptographic library")
        }
        guard let signature else {
            throw KeyError(.algorithmMismatch, "a \(publicKey.kind.algorithmName) key does not sign hash values with \(name)")
        }
        return signature
    }

    private func sign(value: some Crypto.Digest, _ family: SignatureScheme.Family) throws -> [UInt8]? {
        switch (self, family) {
        case (.p256(let key, _), .ecdsa): Array(try key.signature(for: value).derRepresentation)
        case (.p384(let key, _), .ecdsa): Array(try key.signature(for: value).derRepresentation)
        case (.p521(let key, _), .ecdsa): Array(try key.signature(for: value).derRepresentation)
        case (.rsa(let key, _), .rsaPKCS1): Array(try key.signature(for: value, padding: .insecurePKCS1v1_5).rawRepresentation)
        case (.rsa(let key, _), .rsaPSS): Array(try key.signature(for: value, padding: .PSS).rawRepresentation)
        default: nil
        }
    }
}
