import CAInterface
import PKICrypto
import PKIFormats

/// Encrypts the private key of a request for a CA that archives it. Source: "CMC Key Archival Request"; MS-WCCE, "Private Key BLOB".
struct KeyArchival {
    /// The cipher; nil for AES with 256 bits.
    let algorithm: OID?
    /// The key's bits for a cipher that leaves them open.
    let bits: Int
    let legacy: (any LegacyCiphers)?

    /// The key in the form of CryptoAPI or CNG, enveloped for the CA's exchange certificate.
    /// - Throws: `CAError`: 0x80095000 the key cannot leave its place, 0x8009310B no certificate, 0x80091002 unknown cipher.
    func seal(_ request: X509CertificateRequestPkcs10, for exchange: [UInt8]) async throws -> ArchivedKey {
        let recipient: Certificate
        do throws(FormatError) {
            recipient = try Certificate(derEncoded: exchange)
        } catch {
            throw CAError.unreadable("The CA's exchange certificate", error)
        }
        var plain = try Self.blob(try Self.pkcs8(of: request))
        defer { for index in plain.indices { plain[index] = 0 } }
        do {
            let enveloped = try await EnvelopedData.sealing(
                plain,
                for: [try .certificate(recipient, rsa: .pkcs1)],
                cipher: try Self.cipher(algorithm, bits: bits),
                legacy: legacy
            )
            return try ArchivedKey(derEncoded: enveloped.contentInfo)
        } catch let error as KeyError {
            throw CAError(
                .malformed,
                status: .unknownAlgorithm,
                "The private key cannot be encrypted for the CA: \(error). Choose aes256 as encryptionAlgorithm, or give legacyCiphers.",
                cause: error
            )
        }
    }

    /// The cipher that a template or policy file names: `AES`, `AES256`, `3DES`, `DES`, `RC2`, `RC4`.
    static func algorithm(named name: String, bits: Int) -> OID? {
        switch name.uppercased() {
        case "AES128": OID.Algorithms.aes128CBC
        case "AES192": OID.Algorithms.aes192CBC
        case "AES256": OID.Algorithms.aes256CBC
        case "AES": bits == 128 ? OID.Algorithms.aes128CBC : bits == 192 ? OID.Algorithms.aes192CBC : OID.Algorithms.aes256CBC
        case "3DES": OID.Algorithms.tripleDESCBC
        case "DES": OID.Algorithms.desCBC
        case "RC2": OID.Algorithms.rc2CBC
        case "RC4": OID.Algorithms.rc4
        default: nil
        }
    }

    /// The cipher that an identifier names; nil for AES with 256 bits.
    /// - Throws: `CAError` with 0x80091002 for an identifier that names none.
    static func cipher(_ algorithm: OID?, bits: Int) throws(CAError) -> ContentCipher {
        switch algorithm {
        case nil, OID.Algorithms.aes256CBC: .aes256CBC
        case OID.Algorithms.aes192CBC: .aes192CBC
        case OID.Algorithms.aes128CBC: .aes128CBC
        case OID.Algorithms.tripleDESCBC: .legacy(.tripleDESCBC)
        case OID.Algorithms.desCBC: .legacy(.desCBC)
        case OID.Algorithms.rc2CBC: .legacy(.rc2CBC(effectiveBits: bits == 0 ? 128 : bits))
        case OID.Algorithms.rc4: .legacy(.rc4)
        case let other:
            throw CAError(
                .malformed,
                status: .unknownAlgorithm,
                "Nothing is encrypted for a CA with \(other?.nameOrDotted ?? "that"). Choose AES or 3DES."
            )
        }
    }

    private static func pkcs8(of request: X509CertificateRequestPkcs10) throws(CAError) -> [UInt8] {
        if let pkcs8 = request.key?.pkcs8 { return pkcs8 }
        if let pkcs8 = try? request.privateKey?.pkcs8() { return pkcs8 }
        throw CAError(
            .accessDenied,
            status: .xenrollKeyNotExportable,
            "The private key is to be archived, and it cannot be written out. Make it in the enrollment store, or do not archive it."
        )
    }

    /// PRIVATEKEYBLOB for RSA, BCRYPT_ECCPRIVATE_BLOB for ECDH.
    static func blob(_ pkcs8: [UInt8]) throws -> [UInt8] {
        let info = try PrivateKeyInfo(derEncoded: pkcs8)
        if let key = KeyBlob.rsa(info), let blob = CAPIKeyBlob(privateKey: key).encoded { return blob }
        if let blob = KeyBlob.curve(info, usage: .ecdh) { return blob.encoded }
        throw CAError(
            .malformed,
            status: .unknownAlgorithm,
            "A private key of this kind has no form in which a CA archives it. Use RSA, or a key on P-256, P-384 or P-521."
        )
    }
}
