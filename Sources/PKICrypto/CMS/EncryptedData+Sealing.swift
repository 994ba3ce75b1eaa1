public import PKIFormats

extension EncryptedData {
    /// Encrypts `content` under a key that the other side already has (RFC 5652 §8).
    /// - Parameters:
    ///   - key: a key of the length that `cipher` takes.
    ///   - legacy: computes a cipher that only old programs use.
    /// - Throws: ``KeyError`` of kind `refused` for a wrong key length, or `unsupported`.
    public static func sealing(
        _ content: [UInt8],
        contentType: OID = OID.CMS.data,
        key: [UInt8],
        cipher: ContentCipher = .aes256CBC,
        unprotectedAttributes: [CMSAttribute] = [],
        legacy: (any LegacyCiphers)? = nil
    ) throws(KeyError) -> EncryptedData {
        let algorithm = cipher.freshAlgorithm()
        let encrypted = try ContentEncryption.encrypt(content, key: key, algorithm: algorithm, legacy: legacy)
        return EncryptedData(
            encryptedContentInfo: EncryptedContentInfo(contentType: contentType, algorithm: algorithm, encryptedContent: encrypted),
            unprotectedAttributes: unprotectedAttributes
        )
    }

    /// The content, decrypted.
    /// - Throws: ``KeyError`` of kind `undecipherable` when the key does not fit or the message was changed, `refused` for a wrong key
    ///   length, `unsupported`, naming the cipher.
    public func open(key: [UInt8], detachedContent: [UInt8]? = nil, legacy: (any LegacyCiphers)? = nil) throws(KeyError) -> [UInt8] {
        guard let encrypted = encryptedContentInfo.encryptedContent ?? detachedContent else {
            throw KeyError(.unreadable, "the message carries no content")
        }
        return try ContentEncryption.decrypt(encrypted, key: key, algorithm: encryptedContentInfo.algorithm, legacy: legacy)
    }
}
