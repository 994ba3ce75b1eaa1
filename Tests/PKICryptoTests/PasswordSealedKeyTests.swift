import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("PasswordSealedKey")
struct PasswordSealedKeyTests {
    static let passphrase = Array("päss phrase".utf8)

    @Test("a sealed key opens with its passphrase and not with another")
    func roundTrip() throws {
        let pkcs8 = try PrivateKey(generating: .p256).pkcs8()
        let sealed = try PasswordSealedKey.seal(pkcs8: pkcs8, passphrase: Self.passphrase, iterations: 1000)
        #expect(try PasswordSealedKey.open(sealed, passphrase: Self.passphrase) == pkcs8)
        // A passphrase with an added zero octet must not open it: HMAC fills short keys with zeros, so PBKDF2 treats both as the same.
        for wrong: [UInt8] in [Array("x".utf8), Self.passphrase + [1], Array(Self.passphrase.dropLast())] {
            #expect { try PasswordSealedKey.open(sealed, passphrase: wrong) } throws: { ($0 as? KeyError)?.kind == .wrongPassphrase }
        }
        #expect(try PasswordSealedKey.seal(pkcs8: pkcs8, passphrase: Self.passphrase, iterations: 1000) != sealed)
    }

    @Test("by default the parameters are PBKDF2 with HMAC-SHA256, 600,000 iterations, and AES-256-CBC")
    func parameters() throws {
        let sealed = try PasswordSealedKey.seal(pkcs8: try PrivateKey(generating: .p256).pkcs8(), passphrase: Self.passphrase)
        let parameters = try PBES2Parameters(try EncryptedPrivateKeyInfo(derEncoded: sealed).algorithm)
        guard case .pbkdf2(let derivation) = parameters.derivation else {
            Issue.record("it is not PBKDF2")
            return
        }
        #expect(derivation.iterations == 600_000)
        #expect(derivation.digest == .sha256)
        #expect(derivation.salt.count == 16)
        #expect(parameters.encryptionScheme.oid == OID.Algorithms.aes256CBC)
    }

    @Test("openssl pkey opens our sealed key", arguments: [KeySpecification.p256, .p384, .rsa(bits: 2048)])
    func openedByOpenSSL(specification: KeySpecification) throws {
        let files = try OpenSSLFiles()
        let key = try PrivateKey(generating: specification)
        let sealed = try PasswordSealedKey.seal(pkcs8: try key.pkcs8(), passphrase: Self.passphrase, iterations: 2048)
        try files.write("key.pem", pem: "ENCRYPTED PRIVATE KEY", sealed)
        try files.write("passphrase", Self.passphrase)
        #expect(
            try files.output("pkey", "-in", "key.pem", "-passin", "file:passphrase", "-pubout", "-outform", "DER")
                == key.publicKey.derEncoded
        )
        try files.write("wrong", Array("wrong".utf8))
        #expect(try files.run("pkey", "-in", "key.pem", "-passin", "file:wrong", "-noout").status != 0)
    }

    @Test(
        "we open what openssl pkcs8 -topk8 seals",
        arguments: [
            ["-v2", "aes-256-cbc"], ["-v2", "aes-128-cbc", "-v2prf", "hmacWithSHA1"], ["-v2", "aes-192-cbc", "-v2prf", "hmacWithSHA512"],
            ["-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA384", "-iter", "10000"], ["-scrypt"],
            ["-scrypt", "-scrypt_N", "1024", "-scrypt_r", "4", "-scrypt_p", "3", "-v2", "aes-192-cbc"],
        ]
    )
    func sealedByOpenSSL(options: [String]) throws {
        let pkcs8 = try PrivateKey(generating: .p384).pkcs8()
        let sealed = try runTool(
            ["openssl", "pkcs8", "-topk8", "-inform", "DER", "-outform", "DER", "-passout", "pass:secret"] + options,
            input: pkcs8
        )
        #expect(sealed.status == 0, "\(sealed.errorText)")
        let opened = try PasswordSealedKey.open(sealed.stdout, passphrase: Array("secret".utf8))
        #expect(try PrivateKey(pkcs8: opened).publicKey == PrivateKey(pkcs8: pkcs8).publicKey)
        #expect { try PasswordSealedKey.open(sealed.stdout, passphrase: Array("Secret".utf8)) } throws: {
            ($0 as? KeyError)?.kind == .wrongPassphrase
        }
    }

    @Test("openssl pkey opens a key sealed under scrypt")
    func scrypt() throws {
        let key = try PrivateKey(generating: .p256)
        let sealed = try PasswordSealedKey.seal(
            pkcs8: try key.pkcs8(),
            passphrase: Array("secret".utf8),
            scheme: .scrypt(cost: 2048, cipher: .aes128CBC)
        )
        let read = try runTool(
            ["openssl", "pkey", "-inform", "DER", "-passin", "pass:secret", "-pubout", "-outform", "DER"],
            input: sealed
        )
        #expect(read.stdout == key.publicKey.derEncoded, "\(read.errorText)")
    }

    @Test("an empty passphrase and counts of iterations out of bounds are refused before anything is computed")
    func refused() throws {
        let pkcs8 = try PrivateKey(generating: .p256).pkcs8()
        #expect { try PasswordSealedKey.seal(pkcs8: pkcs8, passphrase: []) } throws: { ($0 as? KeyError)?.kind == .refused }
        for iterations in [0, -1, 20_000_001, Int.max] {
            #expect { try PasswordSealedKey.seal(pkcs8: pkcs8, passphrase: [1], iterations: iterations) } throws: {
                ($0 as? KeyError)?.kind == .refused
            }
        }
        let sealed = try EncryptedPrivateKeyInfo(
            derEncoded: try PasswordSealedKey.seal(pkcs8: pkcs8, passphrase: [1], iterations: 1)
        )
        func parameters(salt: [UInt8], iterations: Int) -> PBES2Parameters {
            PBES2Parameters(
                .pbkdf2(PBKDF2Parameters(salt: salt, iterations: iterations)),
                encryptionScheme: ContentCipher.aes256CBC.freshAlgorithm()
            )
        }
        let endless = parameters(salt: [1], iterations: 2_000_000_000)
        let hostile = EncryptedPrivateKeyInfo(algorithm: endless.algorithm, encryptedData: sealed.encryptedData).derEncoded
        #expect { try PasswordSealedKey.open(hostile, passphrase: [1]) } throws: { ($0 as? KeyError)?.kind == .refused }
        let unsalted = parameters(salt: [], iterations: 1)
        let saltless = EncryptedPrivateKeyInfo(algorithm: unsalted.algorithm, encryptedData: sealed.encryptedData).derEncoded
        #expect { try PasswordSealedKey.open(saltless, passphrase: [1]) } throws: { ($0 as? KeyError)?.kind == .unreadable }
    }

    @Test("damaged sealed keys never open and never stop the process")
    func damaged() throws {
        let pkcs8 = try PrivateKey(generating: .p256).pkcs8()
        let sealed = try PasswordSealedKey.seal(pkcs8: pkcs8, passphrase: [1, 2, 3], iterations: 2)
        for length in 0..<sealed.count {
            #expect(throws: KeyError.self) { try PasswordSealedKey.open(Array(sealed.prefix(length)), passphrase: [1, 2, 3]) }
        }
        #expect(throws: KeyError.self) { try PasswordSealedKey.open(pkcs8, passphrase: [1, 2, 3]) }
        let info = try EncryptedPrivateKeyInfo(derEncoded: sealed)
        for data: [UInt8] in [[], Array(info.encryptedData.dropLast()), Array(info.encryptedData.dropLast(16))] {
            let cut = EncryptedPrivateKeyInfo(algorithm: info.algorithm, encryptedData: data).derEncoded
            #expect(throws: KeyError.self) { try PasswordSealedKey.open(cut, passphrase: [1, 2, 3]) }
        }
    }
}
