import PKIFormats

/// The encryption of private keys in PEM that OpenSSL wrote before PKCS #8 (PEM_write_bio_RSAPrivateKey(3), headers of RFC 1421 §4.6.1):
///
///     Proc-Type: 4,ENCRYPTED
///     DEK-Info: AES-256-CBC,<initialization vector in hexadecimal>
///
/// The key is one round of MD5 over the passphrase and the vector's first octets. Do not write this form anymore.
struct PEMEncryption {
    private let cipher: ContentCipher
    private let vector: [UInt8]

    /// `nil` when the block is not encrypted.
    /// - Throws: ``KeyError`` of kind `unsupported` for a cipher that no known program wrote, `unreadable` for damaged headers.
    init?(_ document: PEMDocument) throws(KeyError) {
        guard let type = document.header("Proc-Type"), type.uppercased().hasSuffix("ENCRYPTED") else { return nil }
        guard let information = document.header("DEK-Info") else {
            throw KeyError(.unreadable, "the private key is encrypted, but its header DEK-Info is missing")
        }
        let parts = information.split(separator: ",", omittingEmptySubsequences: false)
        guard let name = parts.first.map({ $0.uppercased() }), let cipher = Self.ciphers[name] else {
            throw KeyError(.unsupported, "the private key is encrypted with \(parts.first ?? ""), which is not supported")
        }
        guard parts.count == 2, let vector = try? Hex.decode(String(parts[1])), vector.count == cipher.vectorByteCount else {
            throw KeyError(.unreadable, "the initialization vector in the private key's header DEK-Info is damaged")
        }
        self.cipher = cipher
        self.vector = vector
    }

    /// The decrypted block.
    func open(_ document: PEMDocument, passphrase: [UInt8], legacy: (any LegacyCiphers)?) throws(KeyError) -> PEMDocument {
        var key: [UInt8] = []
        var value: [UInt8] = []
        while key.count < cipher.keyByteCount {
            value = Digest.of(value + passphrase + vector.prefix(8), .md5)
            key += value
        }
        key.removeLast(key.count - cipher.keyByteCount)
        defer { key.wipe() }
        let bytes: [UInt8]
        do throws(KeyError) {
            bytes = try ContentEncryption.decrypt(
                document.bytes,
                key: key,
                algorithm: cipher.algorithm(vector: vector),
                legacy: legacy
            )
        } catch {
            throw error.kind == .undecipherable ? PasswordSealedKey.wrongPassphrase : error
        }
        // After a wrong passphrase the padding may fit by chance, but a key is always exactly one SEQUENCE.
        guard
            (try? RSAPrivateKey(derEncoded: bytes)) != nil || (try? ECPrivateKey(derEncoded: bytes)) != nil
                || (try? PrivateKeyInfo(derEncoded: bytes)) != nil
        else { throw PasswordSealedKey.wrongPassphrase }
        return PEMDocument(label: document.label, bytes: bytes)
    }

    private static let ciphers: [String: ContentCipher] = [
        "AES-128-CBC": .aes128CBC, "AES-192-CBC": .aes192CBC, "AES-256-CBC": .aes256CBC, "DES-EDE3-CBC": .legacy(.tripleDESCBC),
        "DES-CBC": .legacy(.desCBC), "RC2-CBC": .legacy(.rc2CBC(effectiveBits: 128)), "RC2-64-CBC": .legacy(.rc2CBC(effectiveBits: 64)),
        "RC2-40-CBC": .legacy(.rc2CBC(effectiveBits: 40)),
    ]
}
