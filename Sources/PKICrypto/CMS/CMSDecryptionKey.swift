public import PKIFormats

/// A secret that opens an enveloped or authenticated message.
public struct CMSDecryptionKey: Sendable {
    enum Kind: Sendable {
        case privateKey(PrivateKey, Certificate?)
        case password([UInt8])
        case sharedKey([UInt8], identifier: [UInt8]?)
    }

    let kind: Kind

    /// A private key, RSA or on P-256, P-384 or P-521.
    /// - Parameter certificate: the key's certificate, by which the message names its recipients. Without it, the message may have only one
    ///   recipient of the key's kind.
    public static func privateKey(_ key: PrivateKey, certificate: Certificate?) -> CMSDecryptionKey {
        CMSDecryptionKey(kind: .privateKey(key, certificate))
    }

    /// A password.
    public static func password(_ password: [UInt8]) -> CMSDecryptionKey { CMSDecryptionKey(kind: .password(password)) }

    /// A key that both sides have.
    /// - Parameter identifier: the message's name for the key; `nil` to try every one.
    public static func sharedKey(_ key: [UInt8], identifier: [UInt8]? = nil) -> CMSDecryptionKey {
        CMSDecryptionKey(kind: .sharedKey(key, identifier: identifier))
    }

    /// The content key of a message.
    /// - Parameters:
    ///   - byteCount: the length of a substitute key.
    ///   - accepts: the key lengths that the cipher takes.
    /// - Throws: ``KeyError`` of kind `undecipherable` when no recipient fits or its key cannot be recovered. When RSA does not decrypt, a
    ///   random key is returned instead. The content then fails in the same way as changed content does, and nobody learns about the
    ///   padding.
    func contentKey(
        of recipients: [RecipientInfo],
        originator: OriginatorInfo?,
        byteCount: Int,
        accepts: (Int) -> Bool
    ) async throws -> [UInt8] {
        switch kind {
        case .privateKey(let key, let certificate):
            if let certificate, certificate.subjectPublicKeyInfo.keyBytes != key.publicKey.keyBytes {
                throw KeyError(.refused, "the key is not the one of the certificate \(certificate.subject.rfc4514)")
            }
            switch key.publicKey.kind {
            case .rsa: return try await transported(recipients, key, certificate, byteCount: byteCount, accepts: accepts)
            default: return try await agreed(recipients, key, certificate, originator)
            }
        case .password(let password):
            // The bound on the cost of one recipient also holds for all recipients together.
            var budget = KeyDerivation.acceptedIterations.upperBound
            return try Self.first(of: recipients, "a password") { recipient throws(KeyError) in
                guard case .password(let recipient) = recipient else { return nil }
                return try Self.unwrap(recipient, password, budget: &budget)
            }
        case .sharedKey(let wrappingKey, let identifier):
            return try Self.first(of: recipients, "this shared key") { recipient throws(KeyError) in
                guard case .keyEncryptionKey(let recipient) = recipient,
                    identifier == nil || identifier == recipient.identifier.keyIdentifier
                else { return nil }
                return try KeyWrapAlgorithm(recipient.keyEncryptionAlgorithm).unwrap(recipient.encryptedKey, under: wrappingKey)
            }
        }
    }

    // MARK: RSA

    private func transported(
        _ recipients: [RecipientInfo],
        _ key: PrivateKey,
        _ certificate: Certificate?,
        byteCount: Int,
        accepts: (Int) -> Bool
    ) async throws -> [UInt8] {
        let candidates = recipients.compactMap { recipient -> KeyTransRecipientInfo? in
            guard case .keyTransport(let recipient) = recipient else { return nil }
            if let certificate, !recipient.identifier.names(certificate) { return nil }
            return recipient
        }
        let recipient = try Self.only(candidates, certificate)
        // Always made, so that a failure takes as long as a success.
        let substitute = SecureRandom.bytes(byteCount)
        do {
            let contentKey = try await key.decrypt(recipient.encryptedKey, using: recipient.keyEncryptionAlgorithm)
            return accepts(contentKey.count) ? contentKey : substitute
        } catch let error as KeyError where error.kind == .unsupported || error.kind == .unreadable {
            throw error
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return substitute
        }
    }

    // MARK: ECDH

    private func agreed(
        _ recipients: [RecipientInfo],
        _ key: PrivateKey,
        _ certificate: Certificate?,
        _ originatorInfo: OriginatorInfo?
    ) async throws -> [UInt8] {
        let candidates = recipients.flatMap { recipient -> [(KeyAgreeRecipientInfo, RecipientEncryptedKey)] in
            guard case .keyAgreement(let recipient) = recipient else { return [] }
            return recipient.recipientEncryptedKeys.compactMap { encryptedKey in
                if let certificate, !encryptedKey.certificateIdentifier.names(certificate) { return nil }
                return (recipient, encryptedKey)
            }
        }
        let (recipient, encryptedKey) = try Self.only(candidates, certificate)
        let scheme = try KeyAgreementScheme(recipient.keyEncryptionAlgorithm)
        let sender: SubjectPublicKeyInfo
        switch recipient.originator {
        case .publicKey(let publicKey): sender = publicKey
        case .certificate(let identifier):
            let certificates = (originatorInfo?.certificates ?? []).lazy.compactMap { try? Certificate(derEncoded: $0) }
            guard let certificate = certificates.first(where: { identifier.names($0) }) else {
                throw KeyError(.unsupported, "the sender's key is in a certificate that the message does not carry")
            }
            sender = certificate.subjectPublicKeyInfo
        }
        let secret = try await key.agree(with: sender)
        let wrappingKey = scheme.wrappingKey(secret: secret, userKeyingMaterial: recipient.userKeyingMaterial)
        return try scheme.wrap.unwrap(encryptedKey.encryptedKey, under: wrappingKey)
    }

    // MARK: Passwords

    private static func unwrap(
        _ recipient: PasswordRecipientInfo,
        _ password: [UInt8],
        budget: inout Int
    ) throws(KeyError) -> [UInt8] {
        let outer = recipient.keyEncryptionAlgorithm
        guard outer.oid == OID.Algorithms.passwordKeyWrap else {
            throw KeyError(.unsupported, "keys wrapped under a password with \(outer.name) (\(outer.oid)) are not supported")
        }
        guard let derivation = recipient.keyDerivationAlgorithm, derivation.oid == OID.Algorithms.pbkdf2 else {
            throw KeyError(.unsupported, "a key is derived from the password in another way than by PBKDF2")
        }
        let inner: AlgorithmIdentifier
        let parameters: PBKDF2Parameters
        do throws(FormatError) {
            inner = try AlgorithmIdentifier(derEncoded: outer.parameters ?? [])
            parameters = try PBKDF2Parameters(derEncoded: derivation.parameters ?? [])
        } catch {
            throw KeyError(.unreadable, "the recipient with a password cannot be read: \(error)")
        }
        guard parameters.iterations <= budget else {
            throw KeyError(.refused, "the recipients with a password ask for too many iterations of PBKDF2")
        }
        budget -= parameters.iterations
        guard let digest = parameters.digest else { throw KeyError(.unsupported, "PBKDF2 with \(parameters.prf.name) is not supported") }
        let byteCount = try ContentEncryption.keyByteCount(for: inner)
        let wrappingKey = try KeyDerivation.pbkdf2(
            password,
            salt: parameters.salt,
            iterations: parameters.iterations,
            digest: digest,
            keyByteCount: parameters.keyByteCount ?? byteCount
        )
        return try PasswordKeyWrap.unwrap(recipient.encryptedKey, under: wrappingKey, algorithm: inner)
    }

    // MARK: Choosing

    /// The key of the first recipient whose key can be recovered. Each attempt can tell a right key from a wrong one, so trying is safe.
    private static func first(
        of recipients: [RecipientInfo],
        _ what: String,
        _ attempt: (RecipientInfo) throws(KeyError) -> [UInt8]?
    ) throws(KeyError) -> [UInt8] {
        var failure = KeyError(.undecipherable, "the message is not for the holder of \(what)")
        for recipient in recipients {
            do throws(KeyError) {
                if let key = try attempt(recipient) { return key }
            } catch {
                failure = error
            }
        }
        throw failure
    }

    private static func only<Recipient>(_ candidates: [Recipient], _ certificate: Certificate?) throws(KeyError) -> Recipient {
        guard let candidate = candidates.first else {
            throw KeyError(
                .undecipherable,
                certificate.map { "the message is not for the certificate \($0.subject.rfc4514) \($0.serialHex)" }
                    ?? "the message is not for a key of this kind"
            )
        }
        guard certificate != nil || candidates.count == 1 else {
            throw KeyError(.refused, "the message has \(candidates.count) recipients of this kind; give the certificate of the key")
        }
        return candidate
    }
}
