public import PKIFormats

/// The recipient of an enveloped or authenticated message.
public struct CMSRecipient: Sendable {
    enum Kind: Sendable {
        case keyTransport(Certificate, RSAEncryption, byKeyIdentifier: Bool)
        case keyAgreement(Certificate, DigestAlgorithm?, byKeyIdentifier: Bool)
        case password([UInt8], iterations: Int)
        case sharedKey([UInt8], KEKIdentifier)
    }

    let kind: Kind

    /// The holder of a certificate with an RSA key or one on P-256, P-384 or P-521. This does not check whether the certificate is trusted
    /// or meant for encryption.
    /// - Parameters:
    ///   - rsa: how an RSA key encrypts; old programs read ``RSAEncryption/pkcs1`` only.
    ///   - derivation: the hash that derives a key after ECDH; `nil` for a hash as strong as the curve.
    ///   - byKeyIdentifier: whether the certificate is named by its subject key identifier instead of issuer and serial number.
    public static func certificate(
        _ certificate: Certificate,
        rsa: RSAEncryption = .oaepSHA256,
        derivation: DigestAlgorithm? = nil,
        byKeyIdentifier: Bool = false
    ) throws(KeyError) -> CMSRecipient {
        switch certificate.subjectPublicKeyInfo.kind {
        case .rsa: CMSRecipient(kind: .keyTransport(certificate, rsa, byKeyIdentifier: byKeyIdentifier))
        case .ec: CMSRecipient(kind: .keyAgreement(certificate, derivation, byKeyIdentifier: byKeyIdentifier))
        default:
            throw KeyError(
                .unsupported,
                "nothing can be encrypted for the \(certificate.subjectPublicKeyInfo.kind.algorithmName) key of \(certificate.subject.rfc4514)"
            )
        }
    }

    /// Anyone who knows a password (RFC 3211), with PBKDF2-HMAC-SHA256 and AES.
    /// - Parameters:
    ///   - password: its octets, at least one; text is taken as UTF-8.
    ///   - iterations: the iterations of PBKDF2; 600 000 cost about a quarter of a second.
    public static func password(_ password: [UInt8], iterations: Int = 600_000) -> CMSRecipient {
        CMSRecipient(kind: .password(password, iterations: iterations))
    }

    /// Anyone who has a key of 16, 24 or 32 octets, which wraps with AES (RFC 3565).
    /// - Parameter identifier: the name that both sides use for the key.
    public static func sharedKey(_ key: [UInt8], identifier: KEKIdentifier) -> CMSRecipient {
        CMSRecipient(kind: .sharedKey(key, identifier))
    }

    /// `key` encrypted for this recipient.
    func recipientInfo(for key: [UInt8]) async throws -> RecipientInfo {
        switch kind {
        case .keyTransport(let certificate, let rsa, let byKeyIdentifier):
            return .keyTransport(
                KeyTransRecipientInfo(
                    identifier: byKeyIdentifier ? .subjectKeyIdentifier(certificate.nameOfKey) : .issuerAndSerialNumber(of: certificate),
                    keyEncryptionAlgorithm: rsa.algorithm,
                    encryptedKey: try rsa.encrypt(key, to: certificate.subjectPublicKeyInfo)
                )
            )
        case .keyAgreement(let certificate, let digest, let byKeyIdentifier):
            return .keyAgreement(try await Self.agreement(for: key, certificate, digest, byKeyIdentifier: byKeyIdentifier))
        case .password(let password, let iterations):
            guard !password.isEmpty else { throw KeyError(.refused, "the password is empty; give one with at least one character") }
            let parameters = PBKDF2Parameters(salt: SecureRandom.bytes(16), iterations: iterations, digest: .sha256)
            let wrappingKey = try KeyDerivation.pbkdf2(
                password,
                salt: parameters.salt,
                iterations: iterations,
                digest: .sha256,
                keyByteCount: 32
            )
            let cipher = ContentCipher.aes256CBC.freshAlgorithm()
            return .password(
                PasswordRecipientInfo(
                    keyDerivationAlgorithm: parameters.algorithm,
                    keyEncryptionAlgorithm: AlgorithmIdentifier(OID.Algorithms.passwordKeyWrap, parameters: cipher.derEncoded),
                    encryptedKey: try PasswordKeyWrap.wrap(key, under: wrappingKey, algorithm: cipher)
                )
            )
        case .sharedKey(let wrappingKey, let identifier):
            guard let wrap = KeyWrapAlgorithm(keyByteCount: wrappingKey.count) else {
                throw KeyError(.refused, "a shared key has 16, 24 or 32 octets, not \(wrappingKey.count)")
            }
            return .keyEncryptionKey(
                KEKRecipientInfo(
                    identifier: identifier,
                    keyEncryptionAlgorithm: wrap.algorithm,
                    encryptedKey: try wrap.wrap(key, under: wrappingKey)
                )
            )
        }
    }

    private static func agreement(
        for key: [UInt8],
        _ certificate: Certificate,
        _ digest: DigestAlgorithm?,
        byKeyIdentifier: Bool
    ) async throws -> KeyAgreeRecipientInfo {
        let specification: KeySpecification
        let strongest: DigestAlgorithm
        switch certificate.subjectPublicKeyInfo.kind {
        case .ec(.p384): (specification, strongest) = (.p384, .sha384)
        case .ec(.p521): (specification, strongest) = (.p521, .sha512)
        default: (specification, strongest) = (.p256, .sha256)
        }
        let scheme = KeyAgreementScheme(
            digest: digest ?? strongest,
            wrap: KeyWrapAlgorithm(keyByteCount: min(max(key.count, 16), 32)) ?? .aes256
        )
        guard let algorithm = scheme.algorithm else {
            throw KeyError(.unsupported, "keys are not derived with \(scheme.digest.displayName)")
        }
        // Each message has its own key, so that a key learned later opens only this message.
        let ephemeral = try PrivateKey(generating: specification)
        let secret = try await ephemeral.agree(with: certificate.subjectPublicKeyInfo)
        let wrapped = try scheme.wrap.wrap(key, under: scheme.wrappingKey(secret: secret, userKeyingMaterial: nil))
        let identifier: RecipientEncryptedKey.Identifier =
            byKeyIdentifier
            ? .keyIdentifier(KEKIdentifier(keyIdentifier: certificate.nameOfKey))
            : .issuerAndSerialNumber(issuer: certificate.issuer, serialNumber: certificate.serialNumber)
        return KeyAgreeRecipientInfo(
            originator: .publicKey(ephemeral.publicKey),
            keyEncryptionAlgorithm: algorithm,
            recipientEncryptedKeys: [RecipientEncryptedKey(identifier: identifier, encryptedKey: wrapped)]
        )
    }
}

extension Certificate {
    /// The octets that name the key in CMS: those of the extension, or the SHA-1 of the key without one.
    var nameOfKey: [UInt8] { subjectKeyIdentifier ?? subjectPublicKeyInfo.keyIdentifier }
}
