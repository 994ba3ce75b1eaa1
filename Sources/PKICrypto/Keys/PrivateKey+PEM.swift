import PKIFormats

extension PrivateKey {
    /// Reads a private key from PEM text, in any of the forms in use: `PRIVATE KEY`, `ENCRYPTED PRIVATE KEY` (PKCS #8), `RSA PRIVATE KEY`
    /// (PKCS #1) and `EC PRIVATE KEY` (SEC 1, with or without an `EC PARAMETERS` block before it).
    /// - Parameters:
    ///   - pem: text with one private key; other blocks, such as certificates, are passed over.
    ///   - passphrase: for an encrypted key; unused otherwise.
    /// - Throws: ``KeyError`` of kind `unreadable`, `refused` or `wrongPassphrase`. The older forms with their own encryption
    ///   (`Proc-Type: 4,ENCRYPTED`) are not read.
    public init(pem: String, passphrase: [UInt8]? = nil) throws(KeyError) {
        var pkcs8 = try Self.pkcs8(fromPEM: pem, passphrase: passphrase)
        defer { pkcs8.wipe() }
        try self.init(pkcs8: pkcs8)
    }

    /// The PKCS #8 form of the private key in PEM text, for keys that are not software keys of this library in the end.
    /// The parameters and errors are those of ``init(pem:passphrase:)``.
    public static func pkcs8(fromPEM pem: String, passphrase: [UInt8]? = nil) throws(KeyError) -> [UInt8] {
        let documents: [PEMDocument]
        do {
            documents = try PEMDocument.parse(pem)
        } catch {
            throw KeyError(.unreadable, "the text is no PEM: \(error)")
        }
        let keys = documents.filter { $0.label.hasSuffix("PRIVATE KEY") }
        guard let document = keys.first else { throw KeyError(.unreadable, "the text holds no private key") }
        guard keys.count == 1 else { throw KeyError(.unreadable, "the text holds \(keys.count) private keys; give one") }
        guard !document.headers.contains(where: { $0.hasPrefix("Proc-Type") }) else {
            throw KeyError(.unreadable, "the private key is encrypted in an old form; convert it with: openssl pkcs8 -topk8")
        }
        switch document.label {
        case "PRIVATE KEY": return document.bytes
        case "ENCRYPTED PRIVATE KEY":
            guard let passphrase else { throw KeyError(.wrongPassphrase, "the private key is encrypted; its passphrase is needed") }
            return try PasswordSealedKey.open(document.bytes, passphrase: passphrase)
        case "RSA PRIVATE KEY": return PrivateKeyInfo(algorithm: .rsaEncryption, privateKey: document.bytes).derEncoded
        case "EC PRIVATE KEY": return try SoftwareKey(sec1: document.bytes).pkcs8
        default: throw KeyError(.unreadable, "private keys in the form \(document.label) are not supported")
        }
    }
}
