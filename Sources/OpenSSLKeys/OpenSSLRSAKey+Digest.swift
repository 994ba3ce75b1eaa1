import COpenSSL
public import PKICrypto
public import PKIFormats

extension OpenSSLRSAKey: DigestSigningKey {
    /// Signs a hash value at once.
    public func sign(digest: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        guard supportedSignatureAlgorithms.contains(algorithm), let method = RSASignatureAlgorithm(algorithm) else {
            throw KeyError(.algorithmMismatch, "an RSA key does not sign with \(algorithm.name); use RSA with SHA-256, SHA-384 or SHA-512")
        }
        guard let function = EVP_MD_fetch(nil, method.digest, nil) else { throw KeyError(.failed, "\(OpenSSLError("finding a hash"))") }
        defer { EVP_MD_free(function) }
        guard digest.count == Int(EVP_MD_get_size(function)) else {
            throw KeyError(.algorithmMismatch, "a hash value of \(digest.count) octets is not one of \(method.digest)")
        }
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, handle.pointer, nil) else {
            throw KeyError(.failed, "\(OpenSSLError("making a key context"))")
        }
        defer { EVP_PKEY_CTX_free(context) }
        var length = 0
        // PKCS #1 is also set explicitly: a key context that is not bound to a digest operation has no padding otherwise.
        guard EVP_PKEY_sign_init(context) > 0,
            method.isPSS || EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0,
            method.apply(to: context), EVP_PKEY_CTX_set_signature_md(context, function) > 0,
            EVP_PKEY_sign(context, nil, &length, digest, digest.count) > 0
        else { throw KeyError(.failed, "\(OpenSSLError("preparing the signature"))") }
        var isSigned = false
        let signature = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            isSigned = EVP_PKEY_sign(context, buffer.baseAddress, &length, digest, digest.count) > 0
            count = isSigned ? length : 0
        }
        guard isSigned else { throw KeyError(.failed, "\(OpenSSLError("signing"))") }
        return signature
    }
}
