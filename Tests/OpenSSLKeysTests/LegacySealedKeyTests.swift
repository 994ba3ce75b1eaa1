import OpenSSLKeys
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Private keys sealed with old ciphers")
struct LegacySealedKeyTests {
    static let providers = ["-provider", "legacy", "-provider", "default"]
    static let passphrase = Array("p4ss".utf8)

    @Test(
        "openssl pkcs8 and we open each other's keys under the schemes of PBES1 and PKCS #12",
        arguments: [
            ("PBE-MD5-DES", OID.Algorithms.pbeWithMD5AndDES), ("PBE-SHA1-DES", OID.Algorithms.pbeWithSHA1AndDES),
            ("PBE-MD5-RC2-64", OID.Algorithms.pbeWithMD5AndRC2), ("PBE-SHA1-RC2-64", OID.Algorithms.pbeWithSHA1AndRC2),
            ("PBE-SHA1-3DES", OID.Algorithms.pkcs12WithSHA1And3KeyTripleDES),
            ("PBE-SHA1-2DES", OID.Algorithms.pkcs12WithSHA1And2KeyTripleDES),
            ("PBE-SHA1-RC2-128", OID.Algorithms.pkcs12WithSHA1And128BitRC2), ("PBE-SHA1-RC2-40", OID.Algorithms.pkcs12WithSHA1And40BitRC2),
            ("PBE-SHA1-RC4-128", OID.Algorithms.pkcs12WithSHA1And128BitRC4), ("PBE-SHA1-RC4-40", OID.Algorithms.pkcs12WithSHA1And40BitRC4),
        ]
    )
    func oldSchemes(name: String, oid: OID) throws {
        let key = try PrivateKey(generating: .p256)
        let made = try runTool(
            ["openssl", "pkcs8", "-topk8", "-v1", name, "-inform", "DER", "-outform", "DER", "-passout", "pass:p4ss"] + Self.providers,
            input: try key.pkcs8()
        )
        #expect(made.status == 0, "\(made.errorText)")
        #expect(try EncryptedPrivateKeyInfo(derEncoded: made.stdout).algorithm.oid == oid)
        let opened = try PasswordSealedKey.open(made.stdout, passphrase: Self.passphrase, legacy: Legacy())
        #expect(try PrivateKey(pkcs8: opened).publicKey == key.publicKey)
        #expect { try PasswordSealedKey.open(made.stdout, passphrase: Array("p4sS".utf8), legacy: Legacy()) } throws: {
            ($0 as? KeyError)?.kind == .wrongPassphrase
        }
        #expect { try PasswordSealedKey.open(made.stdout, passphrase: Self.passphrase) } throws: {
            ($0 as? KeyError)?.kind == .unsupported && "\($0)".contains("pass legacy: Legacy()")
        }

        let sealed = try PasswordSealedKey.seal(
            pkcs8: try key.pkcs8(),
            passphrase: Self.passphrase,
            scheme: .old(oid, iterations: 1000),
            legacy: Legacy()
        )
        let read = try runTool(
            ["openssl", "pkey", "-inform", "DER", "-passin", "pass:p4ss", "-pubout", "-outform", "DER"] + Self.providers,
            input: sealed
        )
        #expect(read.stdout == key.publicKey.derEncoded, "\(read.errorText)")
    }

    @Test(
        "PBES2 with old ciphers is opened and written under the legacy ciphers",
        arguments: [
            ("des3", ContentCipher.legacy(.tripleDESCBC)), ("rc2-128", .legacy(.rc2CBC(effectiveBits: 128))),
            ("rc2-40-cbc", .legacy(.rc2CBC(effectiveBits: 40))), ("des-cbc", .legacy(.desCBC)),
        ]
    )
    func pbes2(name: String, cipher: ContentCipher) throws {
        let key = try PrivateKey(generating: .ed25519)
        let made = try runTool(
            ["openssl", "pkcs8", "-topk8", "-v2", name, "-inform", "DER", "-outform", "DER", "-passout", "pass:p4ss"] + Self.providers,
            input: try key.pkcs8()
        )
        #expect(made.status == 0, "\(made.errorText)")
        let opened = try PasswordSealedKey.open(made.stdout, passphrase: Self.passphrase, legacy: Legacy())
        #expect(try PrivateKey(pkcs8: opened).publicKey == key.publicKey)
        let sealed = try PasswordSealedKey.seal(
            pkcs8: try key.pkcs8(),
            passphrase: Self.passphrase,
            scheme: .pbkdf2(iterations: 1000, cipher: cipher),
            legacy: Legacy()
        )
        let read = try runTool(
            ["openssl", "pkey", "-inform", "DER", "-passin", "pass:p4ss", "-pubout", "-outform", "DER"] + Self.providers,
            input: sealed
        )
        #expect(read.stdout == key.publicKey.derEncoded, "\(read.errorText)")
    }

    @Test("PEM keys that OpenSSL encrypts in its own old form with DES are opened under the legacy ciphers", arguments: ["-des3", "-des"])
    func oldPEM(option: String) throws {
        let key = try PrivateKey(generating: .rsa(bits: 2048))
        let made = try runTool(
            ["openssl", "rsa", "-inform", "DER", "-traditional", option, "-passout", "pass:p4ss"] + Self.providers,
            input: try key.pkcs8()
        )
        #expect(made.status == 0, "\(made.errorText)")
        #expect(made.text.contains("Proc-Type: 4,ENCRYPTED"))
        #expect(try PrivateKey(pem: made.text, passphrase: Self.passphrase, legacy: Legacy()).publicKey == key.publicKey)
        #expect { try PrivateKey(pem: made.text, passphrase: Self.passphrase) } throws: { ($0 as? KeyError)?.kind == .unsupported }
        #expect { try PrivateKey(pem: made.text, passphrase: [1], legacy: Legacy()) } throws: {
            ($0 as? KeyError)?.kind == .wrongPassphrase
        }
    }
}
