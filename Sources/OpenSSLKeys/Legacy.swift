import COpenSSL
public import PKICrypto

/// The ciphers of old files, computed by the system's libcrypto: triple DES, DES, RC2 and RC4.
///
/// Nothing is loaded before the first use. When OpenSSL's `legacy` provider is not installed, every use throws ``KeyError`` of kind
/// `unsupported`.
public struct Legacy: LegacyCiphers {
    /// The command of `EVP_CIPHER_CTX_ctrl` that sets RC2's effective key bits (EVP_EncryptInit(3)).
    private static let setRC2KeyBits = EVP_CTRL_SET_RC2_KEY_BITS

    /// Creates the value.
    public init() {}

    /// Encrypts with padding.
    public func encrypt(_ plain: [UInt8], key: [UInt8], vector: [UInt8], cipher: LegacyCipher) throws(KeyError) -> [UInt8] {
        try apply(cipher, to: plain, key: key, vector: vector, encrypts: true)
    }

    /// Decrypts and removes the padding.
    public func decrypt(_ encrypted: [UInt8], key: [UInt8], vector: [UInt8], cipher: LegacyCipher) throws(KeyError) -> [UInt8] {
        try apply(cipher, to: encrypted, key: key, vector: vector, encrypts: false)
    }

    private func apply(
        _ cipher: LegacyCipher,
        to input: [UInt8],
        key: [UInt8],
        vector: [UInt8],
        encrypts: Bool
    ) throws(KeyError) -> [UInt8] {
        guard input.count <= 1 << 30 else { throw KeyError(.refused, "more than a gigabyte is not put through \(cipher.name) at once") }
        guard vector.count == cipher.vectorByteCount else {
            throw KeyError(.refused, "\(cipher.name) takes an initialization vector of \(cipher.vectorByteCount) octets")
        }
        let key = try suitable(key, for: cipher)
        let library = try LegacyLibrary.loaded.get()
        guard let algorithm = EVP_CIPHER_fetch(library.context, cipher.openSSLName, nil) else {
            throw KeyError(.unsupported, "\(OpenSSLError("fetching \(cipher.name)"))")
        }
        defer { EVP_CIPHER_free(algorithm) }
        guard let context = EVP_CIPHER_CTX_new() else { throw KeyError(.failed, "\(OpenSSLError("making a cipher context"))") }
        defer { EVP_CIPHER_CTX_free(context) }
        try prepare(context, algorithm, cipher, key: key, vector: vector, encrypts: encrypts)

        var isDone = false
        let output = [UInt8](unsafeUninitializedCapacity: input.count + 16) { buffer, count in
            count = 0
            var (length, last): (Int32, Int32) = (0, 0)
            guard let base = buffer.baseAddress, EVP_CipherUpdate(context, base, &length, input, Int32(input.count)) == 1,
                EVP_CipherFinal_ex(context, base + Int(length), &last) == 1
            else { return }
            isDone = true
            count = Int(length) + Int(last)
        }
        guard isDone else {
            let error = OpenSSLError(encrypts ? "encrypting with \(cipher.name)" : "decrypting with \(cipher.name)")
            if encrypts { throw KeyError(.failed, "\(error)") }
            throw KeyError(.undecipherable, "the content cannot be decrypted with this key, or it was changed")
        }
        return output
    }

    private func prepare(
        _ context: OpaquePointer,
        _ algorithm: OpaquePointer,
        _ cipher: LegacyCipher,
        key: [UInt8],
        vector: [UInt8],
        encrypts: Bool
    ) throws(KeyError) {
        let direction: Int32 = encrypts ? 1 : 0
        var isReady = EVP_CipherInit_ex2(context, algorithm, nil, nil, direction, nil) == 1
        switch cipher {
        case .rc2CBC(let bits):
            isReady =
                isReady && EVP_CIPHER_CTX_set_key_length(context, Int32(key.count)) == 1
                && EVP_CIPHER_CTX_ctrl(context, Self.setRC2KeyBits, Int32(bits), nil) > 0
        case .rc4: isReady = isReady && EVP_CIPHER_CTX_set_key_length(context, Int32(key.count)) == 1
        case .tripleDESCBC, .desCBC: break
        }
        isReady = isReady && EVP_CipherInit_ex2(context, nil, key, vector.isEmpty ? nil : vector, direction, nil) == 1
        guard isReady else { throw KeyError(.failed, "\(OpenSSLError("preparing \(cipher.name)"))") }
    }

    /// The key in the form that OpenSSL takes. Triple DES with two keys becomes triple DES with three keys, of which the last repeats the
    /// first.
    private func suitable(_ key: [UInt8], for cipher: LegacyCipher) throws(KeyError) -> [UInt8] {
        switch (cipher, key.count) {
        case (.tripleDESCBC, 16): return key + key.prefix(8)
        case (.tripleDESCBC, 24), (.desCBC, 8), (.rc4, 1...256): return key
        case (.rc2CBC(let bits), 1...128) where (1...1024).contains(bits): return key
        default: throw KeyError(.refused, "\(cipher.name) does not take a key of \(key.count) octets")
        }
    }
}

extension LegacyCipher {
    /// The name by which libcrypto knows the cipher.
    fileprivate var openSSLName: String {
        switch self {
        case .tripleDESCBC: "DES-EDE3-CBC"
        case .desCBC: "DES-CBC"
        case .rc2CBC: "RC2-CBC"
        case .rc4: "RC4"
        }
    }
}
