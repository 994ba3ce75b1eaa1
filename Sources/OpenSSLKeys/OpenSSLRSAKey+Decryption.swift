import COpenSSL
import PKICrypto
public import PKIFormats

extension OpenSSLRSAKey {
    /// Decrypts at once: PKCS #1 v1.5, or OAEP with SHA-1, SHA-256, SHA-384 or SHA-512 for label and mask and an empty label.
    /// - Throws: ``KeyError`` of kind `unsupported` or `unreadable` for the algorithm, `undecipherable` when decryption fails.
    public func decrypt(_ encrypted: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        let digest = try Self.oaepDigest(algorithm)
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, handle.pointer, nil) else {
            throw KeyError(.failed, "\(OpenSSLError("making a key context"))")
        }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_decrypt_init(context) > 0, Self.setPadding(context, digest) else {
            throw KeyError(.failed, "\(OpenSSLError("preparing the decryption"))")
        }
        var length = 0
        guard EVP_PKEY_decrypt(context, nil, &length, encrypted, encrypted.count) > 0 else {
            ERR_clear_error()
            throw KeyError(.undecipherable, "the octets cannot be decrypted with this key, or they were changed")
        }
        var isDecrypted = false
        let plain = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            isDecrypted = EVP_PKEY_decrypt(context, buffer.baseAddress, &length, encrypted, encrypted.count) > 0
            count = isDecrypted ? min(length, buffer.count) : 0
        }
        guard isDecrypted else {
            ERR_clear_error()
            throw KeyError(.undecipherable, "the octets cannot be decrypted with this key, or they were changed")
        }
        return plain
    }

    /// The hash of OAEP; `nil` for PKCS #1 v1.5.
    private static func oaepDigest(_ algorithm: AlgorithmIdentifier) throws(KeyError) -> String? {
        if algorithm.oid == OID.Algorithms.rsaEncryption { return nil }
        guard algorithm.oid == OID.Algorithms.rsaesOAEP else {
            throw KeyError(.unsupported, "RSA does not decrypt with \(algorithm.name); use PKCS #1 v1.5 or OAEP")
        }
        let parameters: RSAESOAEPParameters
        do throws(FormatError) {
            parameters = try RSAESOAEPParameters(derEncoded: algorithm.parameters ?? [0x30, 0x00])
        } catch {
            throw KeyError(.unreadable, "the parameters of RSA-OAEP cannot be read: \(error)")
        }
        guard parameters.label.isEmpty else { throw KeyError(.unsupported, "RSA-OAEP with a label is not supported") }
        switch parameters.digest {
        case .sha1: return "SHA1"
        case .sha256: return "SHA256"
        case .sha384: return "SHA384"
        case .sha512: return "SHA512"
        default: throw KeyError(.unsupported, "RSA-OAEP with \(parameters.hash.name) is not supported")
        }
    }

    private static func setPadding(_ context: OpaquePointer, _ digest: String?) -> Bool {
        guard let digest else { return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0 }
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) > 0
            && EVP_PKEY_CTX_set_rsa_oaep_md_name(context, digest, nil) > 0 && EVP_PKEY_CTX_set_rsa_mgf1_md_name(context, digest, nil) > 0
    }
}
