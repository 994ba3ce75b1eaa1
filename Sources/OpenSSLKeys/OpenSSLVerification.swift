import COpenSSL
public import PKICrypto
public import PKIFormats

/// Verification of RSA signatures with the system libcrypto: a second opinion beside `PKICrypto.Signature`, and the way to judge
/// keys below 1024 bits in old archives.
public enum OpenSSLVerification {
    /// Whether `signature` over `message` is that of `key`'s holder.
    /// - Throws: ``UnsupportedAlgorithm`` when the algorithm is not RSA with SHA-1, SHA-256, SHA-384 or SHA-512, or the key no RSA key.
    public static func isValid(
        _ signature: [UInt8], over message: [UInt8], algorithm: AlgorithmIdentifier, key: SubjectPublicKeyInfo
    ) throws(UnsupportedAlgorithm) -> Bool {
        guard let method = RSASignatureAlgorithm(algorithm) else {
            throw UnsupportedAlgorithm(
                algorithm, "signature algorithm \(algorithm.name) (\(algorithm.oid)) is not supported here; only RSA is")
        }
        guard let handle = try? PKeyHandle.reading(publicKey: key.derEncoded), handle.isRSA else {
            throw UnsupportedAlgorithm(key.algorithm, "the public key is no RSA key that OpenSSL can read")
        }
        // With the exponent 1 anybody can make a signature; OpenSSL would verify it.
        guard let exponent = key.rsaComponents?.exponent, exponent != [1], let last = exponent.last, last & 1 == 1 else {
            throw UnsupportedAlgorithm(key.algorithm, "the RSA key's public exponent is 1 or even")
        }
        guard let context = EVP_MD_CTX_new() else {
            throw UnsupportedAlgorithm(algorithm, "\(OpenSSLError("making a digest context"))")
        }
        defer { EVP_MD_CTX_free(context) }
        var keyContext: OpaquePointer?
        guard EVP_DigestVerifyInit_ex(context, &keyContext, method.digest, nil, nil, handle.pointer, nil) == 1,
            method.apply(to: keyContext)
        else { throw UnsupportedAlgorithm(algorithm, "\(OpenSSLError("preparing the verification"))") }
        let isValid = EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        if !isValid { ERR_clear_error() }
        return isValid
    }
}
