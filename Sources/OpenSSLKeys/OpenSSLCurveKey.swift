import COpenSSL
public import PKICrypto
public import PKIFormats

/// An ECDSA key on a curve that `PKICrypto` does not compute, signing with the system libcrypto: brainpoolP256r1, brainpoolP384r1 or brainpoolP512r1 (RFC 5639).
///
/// Wrap it: `PrivateKey(custom: try OpenSSLCurveKey(pkcs8: bytes))`.
public struct OpenSSLCurveKey: CustomPrivateKey {
    /// The curves of these keys.
    public static let curves: [NamedCurve] = [.brainpoolP256r1, .brainpoolP384r1, .brainpoolP512r1]

    let handle: PKeyHandle

    /// The public half.
    public let publicKey: SubjectPublicKeyInfo

    /// ECDSA; first with the hash whose length is that of the curve.
    public let supportedSignatureAlgorithms: [AlgorithmIdentifier]

    /// Reads a PKCS #8 PrivateKeyInfo that is not encrypted.
    /// - Throws: ``KeyError`` of kind `unreadable` when it is not a key on one of ``curves``.
    public init(pkcs8: [UInt8]) throws(KeyError) {
        let handle: PKeyHandle
        do {
            handle = try PKeyHandle.reading(pkcs8: pkcs8)
        } catch {
            throw KeyError(.unreadable, "the private key cannot be read (\(error))")
        }
        try self.init(handle)
    }

    /// Makes a key.
    /// - Parameter curve: one of ``curves``.
    public static func generate(on curve: NamedCurve) throws(KeyError) -> OpenSSLCurveKey {
        guard curves.contains(curve) else {
            throw KeyError(.unsupported, "OpenSSL makes no key on \(curve.displayName) here; use PrivateKey")
        }
        let handle: PKeyHandle
        do {
            handle = try PKeyHandle.generatingEC(group: curve.displayName)
        } catch {
            throw KeyError(.failed, "\(error)")
        }
        return try OpenSSLCurveKey(handle)
    }

    private init(_ handle: PKeyHandle) throws(KeyError) {
        self.handle = handle
        do {
            publicKey = try SubjectPublicKeyInfo(derEncoded: try handle.publicKeyDER())
        } catch {
            throw KeyError(.failed, "the public half of the key cannot be written (\(error))")
        }
        guard case .ec(let curve) = publicKey.kind, let own = Self.algorithms(of: curve) else {
            throw KeyError(.unreadable, "the private key is on none of the curves of Brainpool; use PrivateKey(pkcs8:)")
        }
        supportedSignatureAlgorithms = own
    }

    private static func algorithms(of curve: NamedCurve) -> [AlgorithmIdentifier]? {
        switch curve {
        case .brainpoolP256r1: [.ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512]
        case .brainpoolP384r1: [.ecdsaWithSHA384, .ecdsaWithSHA256, .ecdsaWithSHA512]
        case .brainpoolP512r1: [.ecdsaWithSHA512, .ecdsaWithSHA256, .ecdsaWithSHA384]
        default: nil
        }
    }

    /// The PrivateKeyInfo DER, unencrypted. Seal it with ``PasswordSealedKey`` before it leaves the process.
    public func pkcs8() throws(KeyError) -> [UInt8] { try handle.pkcs8() }

    /// Signs at once.
    public func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        guard supportedSignatureAlgorithms.contains(algorithm), let method = VerificationMethod(algorithm) else {
            throw KeyError(
                .algorithmMismatch,
                "an ECDSA key does not sign with \(algorithm.name); use ECDSA with SHA-256, SHA-384 or SHA-512"
            )
        }
        guard let context = EVP_MD_CTX_new() else { throw KeyError(.failed, "\(OpenSSLError("making a digest context"))") }
        defer { EVP_MD_CTX_free(context) }
        var length = 0
        guard EVP_DigestSignInit_ex(context, nil, method.digest, nil, nil, handle.pointer, nil) == 1,
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
