public import PKIFormats

extension EnvelopedData {
    /// Encrypts `content` for `recipients` under a new key (RFC 5652 §6).
    ///
    /// Nothing protects the content against changes on the way. Sign it, or use ``AuthEnvelopedData``.
    /// - Parameters:
    ///   - contentType: the type of the content.
    ///   - recipients: at least one.
    ///   - cipher: encrypts the content.
    ///   - legacy: computes a cipher that only old programs use.
    /// - Throws: ``KeyError``.
    public static func sealing(
        _ content: [UInt8],
        contentType: OID = OID.CMS.data,
        for recipients: [CMSRecipient],
        cipher: ContentCipher = .aes256CBC,
        originatorInfo: OriginatorInfo? = nil,
        unprotectedAttributes: [CMSAttribute] = [],
        legacy: (any LegacyCiphers)? = nil
    ) async throws -> EnvelopedData {
        guard !recipients.isEmpty else { throw KeyError(.refused, "a message needs at least one recipient") }
        let algorithm = cipher.freshAlgorithm()
        var key = SecureRandom.bytes(cipher.keyByteCount)
        defer { key.wipe() }
        let encrypted = try ContentEncryption.encrypt(content, key: key, algorithm: algorithm, legacy: legacy)
        var infos: [RecipientInfo] = []
        for recipient in recipients { infos.append(try await recipient.recipientInfo(for: key)) }
        return EnvelopedData(
            originatorInfo: originatorInfo,
            recipients: infos,
            encryptedContentInfo: EncryptedContentInfo(contentType: contentType, algorithm: algorithm, encryptedContent: encrypted),
            unprotectedAttributes: unprotectedAttributes
        )
    }

    /// The content, decrypted.
    /// - Parameters:
    ///   - detachedContent: the encrypted content when the message does not carry it.
    ///   - legacy: computes a cipher that only old programs use.
    /// - Throws: ``KeyError`` of kind `undecipherable` when the key opens nothing or the message was changed, two cases that cannot be told
    ///   apart; of kind `unsupported`, naming the algorithm; or whatever a custom key throws.
    public func open(
        with key: CMSDecryptionKey,
        detachedContent: [UInt8]? = nil,
        legacy: (any LegacyCiphers)? = nil
    ) async throws -> [UInt8] {
        guard let encrypted = encryptedContentInfo.encryptedContent ?? detachedContent else {
            throw KeyError(.unreadable, "the message carries no content")
        }
        let algorithm = encryptedContentInfo.algorithm
        let (cipher, _) = try ContentCipher.reading(algorithm)
        if case .legacy(let old) = cipher, legacy == nil {
            throw KeyError(.unsupported, "\(old.name) is a cipher of old files and needs OpenSSLKeys' Legacy; pass legacy: Legacy()")
        }
        var contentKey = try await key.contentKey(
            of: recipients,
            originator: originatorInfo,
            byteCount: cipher.keyByteCount,
            accepts: cipher.accepts
        )
        defer { contentKey.wipe() }
        do throws(KeyError) {
            return try ContentEncryption.decrypt(encrypted, key: contentKey, algorithm: algorithm, legacy: legacy)
        } catch {
            throw KeyError(.undecipherable, "the message does not open with this key, or it was changed")
        }
    }
}

extension ContentCipher {
    /// Whether the cipher takes keys of this many octets.
    func accepts(_ count: Int) -> Bool {
        switch self {
        case .legacy(.rc2CBC), .legacy(.rc4): (5...128).contains(count)
        default: count == keyByteCount
        }
    }
}
