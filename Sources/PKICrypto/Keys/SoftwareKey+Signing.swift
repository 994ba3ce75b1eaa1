import Crypto
import CryptoExtras
import PKIFormats

import PortableFoundation

extension SoftwareKey {
    /// Signs `message`. SHA-1 is verified but never made.
    func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier) throws(KeyError) -> [UInt8] {
        guard let scheme = SignatureScheme(algorithm) else { throw mismatch(algorithm) }
        do {
            switch (self, scheme.family) {
            case (.p256(let key, _), .ecdsa):
                if let value = try Self.signature(of: key, over: message, digest: scheme.digest) {
                    return ECDSASignatureValue.der(fixedWidth: Array(value.rawRepresentation))
                }
            case (.p384(let key, _), .ecdsa):
                if let value = try Self.signature(of: key, over: message, digest: scheme.digest) {
                    return ECDSASignatureValue.der(fixedWidth: Array(value.rawRepresentation))
                }
            case (.p521(let key, _), .ecdsa):
                if let value = try Self.signature(of: key, over: message, digest: scheme.digest) {
                    return ECDSASignatureValue.der(fixedWidth: Array(value.rawRepresentation))
                }
            case (.rsa(let key, _), .rsaPKCS1):
                if let value = try Self.signature(of: key, over: message, digest: scheme.digest, padding: .insecurePKCS1v1_5) {
                    return value
                }
            case (.rsa(let key, _), .rsaPSS):
                if let value = try Self.signature(of: key, over: message, digest: scheme.digest, padding: .PSS) { return value }
            case (.ed25519(let key, _), .ed25519):
                return Array(try key.signature(for: message))
            case (.mlDSA(let key, let publicKey), .mlDSA) where publicKey.algorithm == algorithm:
                return try key.signature(over: message)
            default: break
            }
        } catch {
            throw KeyError(.failed, "signing with \(algorithm.name) failed in the cryptographic library")
        }
        throw mismatch(algorithm)
    }

    private func mismatch(_ algorithm: AlgorithmIdentifier) -> KeyError {
        let known = supportedSignatureAlgorithms.map(\.name).joined(separator: ", ")
        return KeyError(
            .algorithmMismatch,
            "a \(publicKey.kind.algorithmName) key does not sign with \(algorithm.name); it signs with \(known)"
        )
    }

    private static func signature<Key: ECDSAPrivateKey>(
        of key: Key,
        over message: [UInt8],
        digest: DigestAlgorithm
    ) throws -> Key.Value? {
        switch digest {
        case .sha256: try key.value(for: SHA256.hash(data: message))
        case .sha384: try key.value(for: SHA384.hash(data: message))
        case .sha512: try key.value(for: SHA512.hash(data: message))
        case .sha1, .md5: nil
        }
    }

    private static func signature(
        of key: _RSA.Signing.PrivateKey,
        over message: [UInt8],
        digest: DigestAlgorithm,
        padding: _RSA.Signing.Padding
    ) throws -> [UInt8]? {
        switch digest {
        case .sha256: Array(try key.signature(for: SHA256.hash(data: message), padding: padding).rawRepresentation)
        case .sha384: Array(try key.signature(for: SHA384.hash(data: message), padding: padding).rawRepresentation)
        case .sha512: Array(try key.signature(for: SHA512.hash(data: message), padding: padding).rawRepresentation)
        case .sha1, .md5: nil
        }
    }
}
