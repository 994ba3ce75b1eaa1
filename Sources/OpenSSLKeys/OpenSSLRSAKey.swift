import COpenSSL
public import PKICrypto
public import PKIFormats

/// An RSA key that signs with the system libcrypto, which is more than twice as fast as the software key of `PKICrypto`.
///
/// Wrap it: `PrivateKey(custom: try OpenSSLRSAKey(pkcs8: bytes))`.
public struct OpenSSLRSAKey: CustomPrivateKey {
    /// The accepted sizes of the modulus, in bits.
    public static let bits = KeySpecification.rsaBits

    let handle: PKeyHandle

    /// The public half.
    public let publicKey: SubjectPublicKeyInfo

    /// PKCS #1 v1.5 first, then PSS, each with SHA-256, SHA-384 and SHA-512.
    public let supportedSignatureAlgorithms: [AlgorithmIdentifier] = [
        .rsaWithSHA256, .rsaWithSHA384, .rsaWithSHA512, .rsaPSSWithSHA256, .rsaPSSWithSHA384, .rsaPSSWithSHA512,
    ]

    /// Reads a PKCS #8 PrivateKeyInfo that is not encrypted.
    /// - Throws: ``KeyError`` of kind `unreadable` when it is not an RSA key, `refused` when the modulus is out of ``bits``.
    public init(pkcs8: [UInt8]) throws(KeyError) {
        let handle: PKeyHandle
        do {
            handle = try PKeyHandle.reading(pkcs8: pkcs8)
        } catch {
            throw KeyError(.unreadable, "the private key cannot be read (\(error))")
        }
        guard handle.isRSA else { throw KeyError(.unreadable, "the private key is not an RSA key; use PrivateKey(pkcs8:)") }
        guard Self.bits.contains(handle.bits) else {
            throw KeyError(.refused, "the RSA key has \(handle.bits) bits; 2048 through 16384 are needed")
        }
        try self.init(handle)
    }

    /// Makes a key with the public exponent 65537. It takes tens of milliseconds for 2048 bits and seconds for 8192.
    /// - Parameter bits: 2048 through 16384, a multiple of 8.
    public static func generate(bits: Int) throws(KeyError) -> OpenSSLRSAKey {
        guard Self.bits.contains(bits), bits % 8 == 0 else {
            throw KeyError(.refused, "an RSA key of \(bits) bits is refused; use 2048 through 16384 bits, a multiple of 8")
        }
        let handle: PKeyHandle
        do {
            handle = try PKeyHandle.generatingRSA(bits: bits)
        } catch {
            throw KeyError(.failed, "\(error)")
        }
        return try OpenSSLRSAKey(handle)
    }

    private init(_ handle: PKeyHandle) throws(KeyError) {
        self.handle = handle
        do {
            publicKey = try SubjectPublicKeyInfo(derEncoded: try handle.publicKeyDER())
        } catch {
            throw KeyError(.failed, "the public half of the RSA key cannot be written (\(error))")
        }
    }

    /// The PrivateKeyInfo DER, unencrypted. Seal it with ``PasswordSealedKey`` before it leaves the process.
    public func pkcs8() throws(KeyError) -> [UInt8] { try handle.pkcs8() }

    /// Signs at once.
    public func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        try signature(over: message, using: algorithm)
    }

    /// Signs at once; ``sign(_:using:)`` without the suspension point.
    public func signature(over message: [UInt8], using algorithm: AlgorithmIdentifier) throws(KeyError) -> [UInt8] {
        guard supportedSignatureAlgorithms.contains(algorithm), let method = RSASignatureAlgorithm(algorithm) else {
            throw KeyError(.algorithmMismatch, "an RSA key does not sign with \(algorithm.name); use RSA with SHA-256, SHA-384 or SHA-512")
        }
        guard let context = EVP_MD_CTX_new() else { throw KeyError(.failed, "\(OpenSSLError("making a digest context"))") }
        defer { EVP_MD_CTX_free(context) }
        var keyContext: OpaquePointer?
        var length = 0
        guard EVP_DigestSignInit_ex(context, &keyContext, method.digest, nil, nil, handle.pointer, nil) == 1,
            method.apply(to: keyContext),
            EVP_DigestSign(context, nil, &length, message, message.count) == 1
        else { throw KeyError(.failed, "\(OpenSSLError("preparing the signature"))") }
        var isSigned = false
        let signature = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            isSigned = EVP_DigestSign(context, buffer.baseAddress, &length, message, message.count) == 1
            count = isSigned ? length : 0
        }
        guard isSigned else { throw KeyError(.failed, "\(OpenSSLError("signing"))") }
        return signature
    }
}
