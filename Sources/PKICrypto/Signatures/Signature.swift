import Crypto
import CryptoExtras
public import PKIFormats

/// Verification of signatures.
public enum Signature {
    /// Whether `signature` is the holder of `key`'s signature over `message`.
    ///
    /// It computes RSA PKCS #1 v1.5 and RSA-PSS (with any salt and any of the hashes for the mask) with SHA-1, SHA-256, SHA-384 and SHA-512
    /// for keys of 1024 through 16384 bits, ECDSA on P-256, P-384 and P-521 with the same hashes, Ed25519, ML-DSA-65 and ML-DSA-87.
    /// ``SignatureVerifier`` is for others. A valid signature does not make its algorithm acceptable: refusing SHA-1 or short keys is the
    /// caller's policy.
    /// - Parameters:
    ///   - signature: the content of the signature BIT STRING.
    ///   - message: the signed octets, not hashed.
    /// - Returns: `false` also when the algorithm belongs to another kind of key.
    /// - Throws: ``UnsupportedAlgorithmError`` for any other algorithm or key, or when the key's octets are not such a key.
    public static func isValid(
        _ signature: [UInt8],
        over message: [UInt8],
        algorithm: AlgorithmIdentifier,
        key: SubjectPublicKeyInfo
    ) throws(UnsupportedAlgorithmError) -> Bool {
        guard let scheme = SignatureScheme(algorithm) else {
            if let unusual = PSSVerification(algorithm), key.kind.isRSA {
                guard unusual.isAllowed(by: key) else { return false }
                guard let isValid = unusual.isValid(signature, hash: Digest.of(message, unusual.digest), key: key) else {
                    throw unreadable(key)
                }
                return isValid
            }
            throw UnsupportedAlgorithmError(algorithm, "signature algorithm \(algorithm.name) (\(algorithm.oid)) is not supported")
        }
        switch key.algorithm.oid {
        case OID.Algorithms.ecPublicKey:
            guard scheme.family == .ecdsa else { return false }
            return try isValidECDSA(signature, over: message, digest: scheme.digest, key: key)
        case OID.Algorithms.rsaEncryption:
            guard scheme.family == .rsaPKCS1 || scheme.family == .rsaPSS else { return false }
            return try isValidRSA(signature, over: message, scheme: scheme, key: key)
        case OID.Algorithms.ed25519:
            guard scheme.family == .ed25519 else { return false }
            guard let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: key.keyBytes) else { throw unreadable(key) }
            return publicKey.isValidSignature(signature, for: message)
        case OID.Algorithms.rsassaPSS:
            guard scheme.family == .rsaPSS, PSSVerification(usual: scheme.digest).isAllowed(by: key) else { return false }
            return try isValidRSA(signature, over: message, scheme: scheme, key: key)
        case OID.Algorithms.mlDSA65, OID.Algorithms.mlDSA87:
            guard algorithm.oid == key.algorithm.oid else { return false }
            guard let isValid = MLDSAParameterSet(key.algorithm.oid)?.isValid(signature, over: message, keyBytes: key.keyBytes) else {
                throw unreadable(key)
            }
            return isValid
        default:
            throw UnsupportedAlgorithmError(
                key.algorithm,
                "keys of algorithm \(key.algorithm.name) (\(key.algorithm.oid)) are not supported"
            )
        }
    }

    static func unreadable(_ key: SubjectPublicKeyInfo) -> UnsupportedAlgorithmError {
        UnsupportedAlgorithmError(key.algorithm, "the public key's octets are not a usable key of algorithm \(key.algorithm.name)")
    }

    // MARK: ECDSA

    /// The parameters of an EC key on a named curve. The comparison of bytes avoids ASN.1 parsing in every verification.
    private static let p256Parameters = AlgorithmIdentifier.ecPublicKey(.p256).parameters
    private static let p384Parameters = AlgorithmIdentifier.ecPublicKey(.p384).parameters
    private static let p521Parameters = AlgorithmIdentifier.ecPublicKey(.p521).parameters

    private static func isValidECDSA(
        _ signature: [UInt8],
        over message: [UInt8],
        digest: DigestAlgorithm,
        key: SubjectPublicKeyInfo
    ) throws(UnsupportedAlgorithmError) -> Bool {
        switch digest {
        case .sha256: try isValidECDSA(signature, value: SHA256.hash(data: message), key)
        case .sha384: try isValidECDSA(signature, value: SHA384.hash(data: message), key)
        case .sha512: try isValidECDSA(signature, value: SHA512.hash(data: message), key)
        case .sha1: try isValidECDSA(signature, value: Insecure.SHA1.hash(data: message), key)
        case .md5: false
        }
    }

    /// Whether the signature is valid for a hash value.
    static func isValidECDSA(
        _ signature: [UInt8],
        value: some Crypto.Digest,
        _ key: SubjectPublicKeyInfo
    ) throws(UnsupportedAlgorithmError) -> Bool {
        let isValid: Bool?
        switch key.algorithm.parameters {
        case p256Parameters: isValid = P256.Signing.PublicKey(point: key.keyBytes)?.isValid(signature, for: value)
        case p384Parameters: isValid = P384.Signing.PublicKey(point: key.keyBytes)?.isValid(signature, for: value)
        case p521Parameters: isValid = P521.Signing.PublicKey(point: key.keyBytes)?.isValid(signature, for: value)
        default: throw UnsupportedAlgorithmError(key.algorithm, "the key's curve is none of P-256, P-384 and P-521")
        }
        guard let isValid else { throw unreadable(key) }
        return isValid
    }

    // MARK: RSA

    private static func isValidRSA(
        _ signature: [UInt8],
        over message: [UInt8],
        scheme: SignatureScheme,
        key: SubjectPublicKeyInfo
    ) throws(UnsupportedAlgorithmError) -> Bool {
        // The library reads the whole SPKI quickly. A key without the NULL parameters that RFC 3279 demands is read from its own octets.
        guard
            let publicKey = (try? _RSA.Signing.PublicKey(unsafeDERRepresentation: key.derEncoded))
                ?? (try? _RSA.Signing.PublicKey(unsafeDERRepresentation: key.keyBytes))
        else {
            throw UnsupportedAlgorithmError(
                key.algorithm,
                "the RSA key cannot be used: it is damaged, or its size is not 1024 through 16384 bits"
            )
        }
        let value = _RSA.Signing.RSASignature(rawRepresentation: signature)
        let padding: _RSA.Signing.Padding = scheme.family == .rsaPSS ? .PSS : .insecurePKCS1v1_5
        switch scheme.digest {
        case .sha256: return publicKey.isValidSignature(value, for: SHA256.hash(data: message), padding: padding)
        case .sha384: return publicKey.isValidSignature(value, for: SHA384.hash(data: message), padding: padding)
        case .sha512: return publicKey.isValidSignature(value, for: SHA512.hash(data: message), padding: padding)
        case .sha1: return publicKey.isValidSignature(value, for: Insecure.SHA1.hash(data: message), padding: padding)
        case .md5: return false
        }
    }
}
