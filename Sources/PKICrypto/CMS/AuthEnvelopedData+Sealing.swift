public import PKIFormats

extension AuthEnvelopedData {
    /// Encrypts and authenticates `content` for `recipients` under a new key (RFC 5083).
    /// - Parameters:
    ///   - contentType: the type of the content; for types other than data the attribute contentType is added.
    ///   - recipients: at least one.
    ///   - cipher: encrypts the content.
    ///   - authenticatedAttributes: attributes that the tag protects.
    /// - Throws: ``KeyError``.
    public static func sealing(
        _ content: [UInt8],
        contentType: OID = OID.CMS.data,
        for recipients: [CMSRecipient],
        cipher: AuthenticatedCipher = .aes256GCM,
        originatorInfo: OriginatorInfo? = nil,
        authenticatedAttributes: [CMSAttribute] = [],
        unauthenticatedAttributes: [CMSAttribute] = []
    ) async throws -> AuthEnvelopedData {
        guard !recipients.isEmpty else { throw KeyError(.refused, "a message needs at least one recipient") }
        var attributes = authenticatedAttributes
        if contentType != OID.CMS.data || !attributes.isEmpty, !attributes.contains(where: { $0.oid == OID.CMS.contentType }) {
            attributes.insert(.contentType(contentType), at: 0)
        }
        let additionalData = attributes.isEmpty ? [] : SignerInfo.encodeSignedAttributes(attributes)
        var key = SecureRandom.bytes(cipher.keyByteCount)
        defer { key.wipe() }
        let (algorithm, encrypted, tag) = try cipher.seal(content, key: key, additionalData: additionalData)
        var infos: [RecipientInfo] = []
        for recipient in recipients { infos.append(try await recipient.recipientInfo(for: key)) }
        return AuthEnvelopedData(
            originatorInfo: originatorInfo,
            recipients: infos,
            encryptedContentInfo: EncryptedContentInfo(contentType: contentType, algorithm: algorithm, encryptedContent: encrypted),
            authenticatedAttributes: attributes,
            mac: tag,
            unauthenticatedAttributes: unauthenticatedAttributes
        )
    }

    /// The content, decrypted and authenticated. This does not show who made the message: every recipient could have made it.
    /// - Parameter detachedContent: the encrypted content when the message does not carry it.
    /// - Throws: ``KeyError`` of kind `undecipherable` when the key opens nothing or the message was changed, two cases that cannot be told
    ///   apart; of kind `unsupported`, naming the algorithm; or whatever a custom key throws.
    public func open(with key: CMSDecryptionKey, detachedContent: [UInt8]? = nil) async throws -> [UInt8] {
        guard let encrypted = encryptedContentInfo.encryptedContent ?? detachedContent else {
            throw KeyError(.unreadable, "the message carries no content")
        }
        let (cipher, parameters) = try AuthenticatedCipher.reading(encryptedContentInfo.algorithm)
        var contentKey = try await key.contentKey(
            of: recipients,
            originator: originatorInfo,
            byteCount: cipher.keyByteCount,
            accepts: { $0 == cipher.keyByteCount }
        )
        defer { contentKey.wipe() }
        guard contentKey.count == cipher.keyByteCount else {
            throw KeyError(.undecipherable, "the message does not open with this key, or it was changed")
        }
        // RFC 5083 §2.2 wants the DER of the attributes; a sender of BER may have sent them in another order.
        let sorted = authenticatedAttributes.isEmpty ? [] : SignerInfo.encodeSignedAttributes(authenticatedAttributes)
        return try AuthenticatedCipher.open(encrypted, tag: mac, key: contentKey, parameters: parameters, additionalData: sorted)
    }
}
