import PKIFormats

extension PKCS12 {
    /// Writes the file: first a safe with certificates and revocation lists, then one with keys, secrets and everything else.
    /// - Parameters:
    ///   - protection: by default AES-256, PBKDF2 and HMAC-SHA-256.
    ///   - legacy: computes old ciphers for the protection.
    /// - Returns: the DER of the PFX.
    /// - Throws: ``KeyError`` of kind `refused` for iterations out of bounds, `unsupported` for an old cipher without `legacy`.
    public func sealed(
        password: FilePassword,
        protection: PKCS12Protection = .modern(),
        legacy: (any LegacyCiphers)? = nil
    ) throws(KeyError) -> [UInt8] {
        var open: [SafeBag] = certificates.map { SafeBag(.certificate(CertBag(x509: $0.derEncoded)), attributes: $0.attributes) }
        open += revocationLists.map { SafeBag(.revocationList(CRLBag(x509: $0.derEncoded)), attributes: $0.attributes) }
        var closed: [SafeBag] = []
        for key in keys { closed.append(try bag(for: key, password, protection.keyScheme, legacy)) }
        closed += secrets.map { SafeBag(.secret($0.bag), attributes: $0.attributes) } + others

        var safes: [ContentInfo] = []
        if !open.isEmpty {
            let contents = SafeContents(bags: open).derEncoded
            if let scheme = protection.certificateScheme {
                let algorithm = try scheme.freshAlgorithm()
                let encrypted = try PasswordBasedEncryption.encrypt(contents, password: password, algorithm: algorithm, legacy: legacy)
                let info = EncryptedContentInfo(contentType: OID.CMS.data, algorithm: algorithm, encryptedContent: encrypted)
                safes.append(
                    ContentInfo(contentType: OID.CMS.encryptedData, content: EncryptedData(encryptedContentInfo: info).derEncoded)
                )
            } else {
                safes.append(.data(contents))
            }
        }
        if !closed.isEmpty { safes.append(.data(SafeContents(bags: closed).derEncoded)) }
        let content = AuthenticatedSafe(safes: safes).derEncoded
        let mac: MacData? = if let form = protection.mac { try MacData.over(content, password: password, as: form) } else { nil }
        return PFX(authenticatedSafe: content, macData: mac).derEncoded
    }

    private func bag(
        for key: Key,
        _ password: FilePassword,
        _ scheme: PasswordScheme?,
        _ legacy: (any LegacyCiphers)?
    ) throws(KeyError) -> SafeBag {
        guard let scheme else {
            do {
                return SafeBag(.key(try PrivateKeyInfo(derEncoded: key.pkcs8)), attributes: key.attributes)
            } catch {
                throw KeyError(.unreadable, "a private key to be written is not a PKCS #8 structure: \(error)")
            }
        }
        let algorithm = try scheme.freshAlgorithm()
        let encrypted = try PasswordBasedEncryption.encrypt(key.pkcs8, password: password, algorithm: algorithm, legacy: legacy)
        return SafeBag(
            .shroudedKey(EncryptedPrivateKeyInfo(algorithm: algorithm, encryptedData: encrypted)),
            attributes: key.attributes
        )
    }
}

extension ContentInfo {
    /// Unencrypted content.
    fileprivate static func data(_ octets: [UInt8]) -> ContentInfo {
        ContentInfo(
            contentType: OID.CMS.data,
            content: DERWriter.encode(capacity: octets.count + 8) { $0.writeOctetString(octets) }
        )
    }
}
