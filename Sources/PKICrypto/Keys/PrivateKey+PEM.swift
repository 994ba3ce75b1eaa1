import PKIFormats

extension PrivateKey {
    /// Reads a private key from PEM text in any common form: `PRIVATE KEY`, `ENCRYPTED PRIVATE KEY` (PKCS #8), `RSA PRIVATE KEY` (PKCS #1)
    /// and `EC PRIVATE KEY` (SEC 1, with or without an `EC PARAMETERS` block before it). The last two may have their own encryption
    /// (`Proc-Type: 4,ENCRYPTED`).
    /// - Parameters:
    ///   - pem: text with one private key; other blocks, such as certificates, are ignored.
    ///   - passphrase: for an encrypted key; unused otherwise.
    ///   - legacy: computes the old ciphers of encrypted keys.
    /// - Throws: ``KeyError`` of kind `unreadable`, `refused`, `unsupported` or `wrongPassphrase`.
    public init(pem: String, passphrase: [UInt8]? = nil, legacy: (any LegacyCiphers)? = nil) throws(KeyError) {
        var pkcs8 = try Self.pkcs8(fromPEM: pem, passphrase: passphrase, legacy: legacy)
        defer { pkcs8.wipe() }
        try self.init(pkcs8: pkcs8)
    }

    /// The PKCS #8 form of the private key in PEM text, for keys that may not become software keys of this library.
    /// The parameters and errors are those of ``init(pem:passphrase:legacy:)``.
    public static func pkcs8(
        fromPEM pem: String,
        passphrase: [UInt8]? = nil,
        legacy: (any LegacyCiphers)? = nil
    ) throws(KeyError) -> [UInt8] {
        let documents: [PEMDocument]
        do {
            documents = try PEMDocument.parse(pem)
        } catch {
            throw KeyError(.unreadable, "the text is not PEM: \(error)")
        }
        let keys = documents.filter { $0.label.hasSuffix("PRIVATE KEY") }
        guard var document = keys.first else { throw KeyError(.unreadable, "the text holds no private key") }
        guard keys.count == 1 else { throw KeyError(.unreadable, "the text holds \(keys.count) private keys; give one") }
        if let encryption = try PEMEncryption(document) {
            document = try encryption.open(document, passphrase: required(passphrase), legacy: legacy)
        }
        // Some programs put PKCS #8 under the labels of the older forms.
        if (try? PrivateKeyInfo(derEncoded: document.bytes)) != nil { return document.bytes }
        do {
            switch document.label {
            case "PRIVATE KEY": return try PrivateKeyInfo(derEncoded: document.bytes).derEncoded
            case "ENCRYPTED PRIVATE KEY":
                return try PasswordSealedKey.open(document.bytes, passphrase: required(passphrase), legacy: legacy)
            case "RSA PRIVATE KEY": return try RSAPrivateKey(derEncoded: document.bytes).privateKeyInfo.derEncoded
            case "EC PRIVATE KEY":
                let parameters = documents.first { PEMDocument.Labels.ecParameters.contains($0.label) }?.bytes
                guard let info = try ECPrivateKey(derEncoded: document.bytes).privateKeyInfo(parameters: parameters) else {
                    throw KeyError(.unreadable, "the EC private key names no curve, and there is no EC PARAMETERS block")
                }
                return info.derEncoded
            default: throw KeyError(.unreadable, "private keys in the form \(document.label) are not supported")
            }
        } catch let error as KeyError {
            throw error
        } catch {
            throw KeyError(.unreadable, "the private key cannot be read: \(error)")
        }
    }

    private static func required(_ passphrase: [UInt8]?) throws(KeyError) -> [UInt8] {
        guard let passphrase else { throw KeyError(.wrongPassphrase, "the private key is encrypted; its passphrase is needed") }
        return passphrase
    }
}
