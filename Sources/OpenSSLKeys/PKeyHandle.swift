// @unchecked Sendable: the EVP_PKEY is filled before the handle exists and never changed afterwards. OpenSSL 3 allows any number of
// threads to use one EVP_PKEY at the same time as long as none changes it (openssl-threads(7)); every use makes its own context.
import COpenSSL
import PKICrypto

/// Owns one EVP_PKEY and frees it; OpenSSL clears private numbers when it does.
final class PKeyHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    /// Makes an RSA key of `bits` bits with the public exponent 65537.
    static func generatingRSA(bits: Int) throws(OpenSSLError) -> PKeyHandle {
        guard let context = EVP_PKEY_CTX_new_from_name(nil, "RSA", nil) else { throw OpenSSLError("making a key context") }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) > 0, EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bits)) > 0,
            EVP_PKEY_generate(context, &key) > 0, let key
        else { throw OpenSSLError("making an RSA key of \(bits) bits") }
        return PKeyHandle(owning: key)
    }

    /// Makes a key on a curve by OpenSSL's name for it. Its encodings name the curve.
    static func generatingEC(group: String) throws(OpenSSLError) -> PKeyHandle {
        guard let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil) else { throw OpenSSLError("making a key context") }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) > 0, EVP_PKEY_CTX_set_group_name(context, group) > 0,
            EVP_PKEY_generate(context, &key) > 0, let key
        else { throw OpenSSLError("making a key on \(group)") }
        return PKeyHandle(owning: key)
    }

    /// Reads an unencrypted PKCS #8 PrivateKeyInfo; bytes after it are refused.
    static func reading(pkcs8: [UInt8]) throws(OpenSSLError) -> PKeyHandle {
        let key = pkcs8.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var cursor = buffer.baseAddress
            guard let info = d2i_PKCS8_PRIV_KEY_INFO(nil, &cursor, buffer.count) else { return nil }
            defer { PKCS8_PRIV_KEY_INFO_free(info) }
            guard let start = buffer.baseAddress, let cursor, cursor == start + buffer.count else { return nil }
            return EVP_PKCS82PKEY(info)
        }
        guard let key else { throw OpenSSLError("reading the PKCS #8 private key") }
        return PKeyHandle(owning: key)
    }

    /// Reads a SubjectPublicKeyInfo.
    static func reading(publicKey: [UInt8]) throws(OpenSSLError) -> PKeyHandle {
        let key = publicKey.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var cursor = buffer.baseAddress
            return d2i_PUBKEY(nil, &cursor, buffer.count)
        }
        guard let key else { throw OpenSSLError("reading the public key") }
        return PKeyHandle(owning: key)
    }

    /// Whether it is an RSA key (not one restricted to RSA-PSS).
    var isRSA: Bool { EVP_PKEY_is_a(pointer, "RSA") == 1 }

    /// The length of the modulus, in bits.
    var bits: Int { Int(EVP_PKEY_get_bits(pointer)) }

    /// The public half as SubjectPublicKeyInfo DER.
    func publicKeyDER() throws(OpenSSLError) -> [UInt8] {
        try encoding("writing the public key") { i2d_PUBKEY(pointer, $0) }
    }

    /// The private key as PKCS #8 PrivateKeyInfo DER, unencrypted.
    private func pkcs8DER() throws(OpenSSLError) -> [UInt8] {
        guard let info = EVP_PKEY2PKCS8(pointer) else { throw OpenSSLError("writing the private key") }
        defer { PKCS8_PRIV_KEY_INFO_free(info) }
        return try encoding("writing the private key") { i2d_PKCS8_PRIV_KEY_INFO(info, $0) }
    }

    /// The same with the error that all keys throw.
    func pkcs8() throws(KeyError) -> [UInt8] {
        do {
            return try pkcs8DER()
        } catch {
            throw KeyError(.failed, "\(error)")
        }
    }

    /// Asks an i2d function for the length, then lets it write into an array of ours, so that no copy stays in OpenSSL's heap.
    private func encoding(
        _ action: String,
        _ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
    ) throws(OpenSSLError) -> [UInt8] {
        let length = Int(encode(nil))
        guard length > 0 else { throw OpenSSLError(action) }
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            var cursor = buffer.baseAddress
            count = max(0, min(length, Int(encode(&cursor))))
        }
        guard bytes.count == length else { throw OpenSSLError(action) }
        return bytes
    }
}
