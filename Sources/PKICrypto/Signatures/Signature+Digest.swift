import Crypto
import CryptoExtras
public import PKIFormats

import PortableFoundation

extension Signature {
    /// Whether `signature` is that of `key`'s holder over content that was hashed piece by piece; see ``isValid(_:over:algorithm:key:)``.
    /// - Returns: `false` also when the algorithm belongs to another kind of key or another hash function.
    /// - Throws: ``UnsupportedAlgorithmError`` also for algorithms that need the whole message (Ed25519, ML-DSA).
    public static func isValid(
        _ signature: [UInt8],
        over digest: IncrementalDigest,
        algorithm: AlgorithmIdentifier,
        key: SubjectPublicKeyInfo
    ) throws(UnsupportedAlgorithmError) -> Bool {
        if SignatureScheme(algorithm) == nil, let unusual = PSSVerification(algorithm), key.kind.isRSA {
            guard unusual.digest == digest.algorithm, unusual.isAllowed(by: key) else { return false }
            guard let isValid = unusual.isValid(signature, hash: digest.value, key: key) else { throw unreadable(key) }
            return isValid
        }
        guard let scheme = SignatureScheme(algorithm), !algorithm.hashesOnItsOwn else {
            throw UnsupportedAlgorithmError(
                algorithm,
                "signature algorithm \(algorithm.name) (\(algorithm.oid)) is not supported for hash values"
            )
        }
        guard scheme.digest == digest.algorithm else { return false }
        switch digest.state {
        case .sha1(let function): return try isValid(signature, value: function.finalize(), scheme, key)
        case .sha256(let function): return try isValid(signature, value: function.finalize(), scheme, key)
        case .sha384(let function): return try isValid(signature, value: function.finalize(), scheme, key)
        case .sha512(let function): return try isValid(signature, value: function.finalize(), scheme, key)
        case .md5: return false
        }
    }

    private static func isValid(
        _ signature: [UInt8],
        value: some Crypto.Digest,
        _ scheme: SignatureScheme,
        _ key: SubjectPublicKeyInfo
    ) throws(UnsupportedAlgorithmError) -> Bool {
        let unusable = UnsupportedAlgorithmError(key.algorithm, "the public key of algorithm \(key.algorithm.name) cannot be used")
        switch (scheme.family, key.kind) {
        case (.ecdsa, .ec): return try isValidECDSA(signature, value: value, key)
        case (.rsaPKCS1, .rsa), (.rsaPSS, .rsa):
            // A key for PSS alone signs only with PSS and only with its own parameters.
            if key.algorithm.oid == OID.Algorithms.rsassaPSS {
                guard scheme.family == .rsaPSS, PSSVerification(usual: scheme.digest).isAllowed(by: key) else { return false }
            }
            guard let key = try? _RSA.Signing.PublicKey(unsafeDERRepresentation: key.keyBytes) else { throw unusable }
            return key.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: signature),
                for: value,
                padding: scheme.family == .rsaPSS ? .PSS : .insecurePKCS1v1_5
            )
        case (_, .other): throw unusable
        default: return false
        }
    }
}
