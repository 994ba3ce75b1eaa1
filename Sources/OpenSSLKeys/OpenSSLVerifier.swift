import COpenSSL
public import PKICrypto
public import PKIFormats

/// Verifies signatures with the system's libcrypto: those that ``Signature`` of `PKICrypto` does not compute, and others as a second
/// opinion.
///
/// It computes RSA PKCS #1 v1.5 and RSASSA-PSS, ECDSA on every named curve of libcrypto, DSA, Ed25519, Ed448, and ML-DSA from OpenSSL 3.5
/// on, with MD5, SHA-1 and SHA-2. A valid signature does not make its algorithm acceptable.
public struct OpenSSLVerifier: SignatureVerifier {
    /// Creates the value.
    public init() {}

    /// Whether `signature` is the signature of `key`'s holder over `message`.
    /// - Returns: `false` also when the algorithm belongs to another kind of key.
    /// - Throws: ``UnsupportedAlgorithmError`` when the algorithm is unknown, or OpenSSL cannot read the key.
    public func isValid(
        _ signature: [UInt8],
        over message: [UInt8],
        algorithm: AlgorithmIdentifier,
        key: SubjectPublicKeyInfo
    ) throws(UnsupportedAlgorithmError) -> Bool {
        guard let method = VerificationMethod(algorithm) else {
            throw UnsupportedAlgorithmError(
                algorithm,
                "signature algorithm \(algorithm.name) (\(algorithm.oid)) is not known to OpenSSLKeys"
            )
        }
        if let reason = Self.refusal(of: key) { throw UnsupportedAlgorithmError(key.algorithm, reason) }
        guard let handle = try? PKeyHandle.reading(publicKey: key.derEncoded) else {
            throw UnsupportedAlgorithmError(
                key.algorithm,
                "the public key of algorithm \(key.algorithm.name) cannot be read by OpenSSL"
            )
        }
        guard method.keyTypes.contains(where: { EVP_PKEY_is_a(handle.pointer, $0) == 1 }), method.isAllowed(by: key) else { return false }
        guard let context = EVP_MD_CTX_new() else {
            throw UnsupportedAlgorithmError(algorithm, "\(OpenSSLError("making a digest context"))")
        }
        defer { EVP_MD_CTX_free(context) }
        var keyContext: OpaquePointer?
        guard EVP_DigestVerifyInit_ex(context, &keyContext, method.digest, nil, nil, handle.pointer, nil) == 1,
            method.apply(to: keyContext)
        else { throw UnsupportedAlgorithmError(algorithm, "\(OpenSSLError("preparing the verification"))") }
        let isValid = EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        if !isValid { ERR_clear_error() }
        return isValid
    }

    /// The reason why a key is not given to OpenSSL, although OpenSSL would use it.
    private static func refusal(of key: SubjectPublicKeyInfo) -> String? {
        switch key.algorithm.oid {
        case OID.Algorithms.rsaEncryption, OID.Algorithms.rsassaPSS:
            // Under the exponent 1 anybody can make a signature.
            guard let (modulus, exponent) = key.rsaComponents, exponent != [1], let last = exponent.last, last & 1 == 1 else {
                return "the RSA key cannot be read, or its public exponent is 1 or even"
            }
            // A long exponent makes one verification cost seconds.
            return modulus.count <= 2048 && exponent.count <= 8
                ? nil : "the RSA key is longer than 16384 bits, or its public exponent longer than 64"
        case OID.Algorithms.ecPublicKey:
            // Explicit parameters can describe a group in which anybody knows the private key of a public key (CVE-2020-0601).
            guard key.namedCurveIdentifier != nil else { return "the EC key does not name its curve" }
            // OpenSSL reads hybrid points too, which RFC 5480 §2.2 forbids.
            guard let form = key.keyBytes.first, (2...4).contains(form) else {
                return "the point of the EC key is in a form that RFC 5480 does not allow"
            }
            return nil
        case OID.Algorithms.dsa:
            guard let bits = key.dsaBits?.prime else { return "the DSA key has no parameters of its own" }
            return bits <= 8192 ? nil : "the DSA key has \(bits) bits; at most 8192 are computed with"
        default: return nil
        }
    }
}
