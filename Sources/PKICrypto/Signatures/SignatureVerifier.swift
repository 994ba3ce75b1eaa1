public import PKIFormats

/// Verifies signatures that ``Signature`` does not compute: by keys on curves other than NIST's, by DSA, Ed448 and ML-DSA-44, with SHA-224,
/// and by RSA keys below 1024 bits. `PKICrypto` has no conformer; a caller that has to judge such signatures passes one. `OpenSSLKeys` has
/// a conformer over the system's libcrypto.
public protocol SignatureVerifier: Sendable {
    /// Whether `signature` is the signature of `key`'s holder over `message`. A valid signature does not make its algorithm acceptable.
    /// - Parameters:
    ///   - signature: the content of the signature BIT STRING.
    ///   - message: the signed octets, not hashed.
    /// - Throws: ``UnsupportedAlgorithmError`` when the conformer does not compute the algorithm or the key, or cannot read the key.
    func isValid(
        _ signature: [UInt8],
        over message: [UInt8],
        algorithm: AlgorithmIdentifier,
        key: SubjectPublicKeyInfo
    ) throws(UnsupportedAlgorithmError) -> Bool
}

extension Signature {
    /// As ``isValid(_:over:algorithm:key:)``; `verifier` decides when this library does not compute the algorithm.
    /// - Throws: ``UnsupportedAlgorithmError`` when neither computes it. Without a verifier the reason says whether `OpenSSLKeys` has one
    ///   for it.
    public static func isValid(
        _ signature: [UInt8],
        over message: [UInt8],
        algorithm: AlgorithmIdentifier,
        key: SubjectPublicKeyInfo,
        verifier: (any SignatureVerifier)?
    ) throws(UnsupportedAlgorithmError) -> Bool {
        do throws(UnsupportedAlgorithmError) {
            return try isValid(signature, over: message, algorithm: algorithm, key: key)
        } catch {
            if let verifier { return try verifier.isValid(signature, over: message, algorithm: algorithm, key: key) }
            guard isForOpenSSL(algorithm, key) else { throw error }
            throw UnsupportedAlgorithmError(
                error.algorithm,
                "\(error.reason); OpenSSLVerifier of the module OpenSSLKeys verifies such signatures where it is passed"
            )
        }
    }

    /// Whether the system's libcrypto may know an algorithm that is not computed here.
    private static func isForOpenSSL(_ algorithm: AlgorithmIdentifier, _ key: SubjectPublicKeyInfo) -> Bool {
        switch key.algorithm.oid {
        case OID.Algorithms.ecPublicKey: key.namedCurveIdentifier.flatMap { CurveTable.bits(of: $0) } != nil
        case OID.Algorithms.rsaEncryption, OID.Algorithms.rsassaPSS:
            key.rsaComponents.map { (64...2048).contains($0.modulus.count) } ?? false
        case OID.Algorithms.dsa, OID.Algorithms.ed448, OID.Algorithms.mlDSA44: true
        default: false
        }
    }
}
