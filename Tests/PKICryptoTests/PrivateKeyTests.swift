import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("PrivateKey")
struct PrivateKeyTests {
    static let message = Array("message".utf8)

    @Test("the default algorithm follows from the kind of key")
    func defaultAlgorithms() throws {
        #expect(try PrivateKey(generating: .p256).defaultSignatureAlgorithm == .ecdsaWithSHA256)
        #expect(try PrivateKey(generating: .p384).defaultSignatureAlgorithm == .ecdsaWithSHA384)
        #expect(try PrivateKey(generating: .p521).defaultSignatureAlgorithm == .ecdsaWithSHA512)
        #expect(try PrivateKey(generating: .rsa(bits: 2048)).defaultSignatureAlgorithm == .rsaWithSHA256)
        #expect(try PrivateKey(generating: .ed25519).defaultSignatureAlgorithm == .ed25519)
    }

    @Test("a key written as PKCS #8 and read again is the same key", arguments: SignatureTests.keys)
    func pkcs8RoundTrip(specification: KeySpecification) throws {
        let key = try PrivateKey(generating: specification)
        let again = try PrivateKey(pkcs8: try key.pkcs8())
        #expect(again.publicKey == key.publicKey)
        #expect(try again.pkcs8() == key.pkcs8())
        let signature = try #require(try again.signNow(Self.message))
        #expect(try Signature.isValid(signature, over: Self.message, algorithm: key.defaultSignatureAlgorithm, key: key.publicKey))
    }

    @Test("OpenSSL reads our PKCS #8 and sees the same public key", arguments: SignatureTests.keysOfOpenSSL)
    func readByOpenSSL(specification: KeySpecification) throws {
        let files = try OpenSSLFiles()
        let key = try PrivateKey(generating: specification)
        try files.write("key.pem", pem: "PRIVATE KEY", try key.pkcs8())
        #expect(try files.output("pkey", "-in", "key.pem", "-pubout", "-outform", "DER") == key.publicKey.derEncoded)
        #expect(try files.run("pkey", "-in", "key.pem", "-check", "-noout").status == 0)
    }

    @Test("openssl reads and checks the keys we write as PKCS #1 and SEC 1, and sees the same public key")
    func olderForms() throws {
        let files = try OpenSSLFiles()
        let rsa = try PrivateKey(generating: .rsa(bits: 2048))
        let numbers = try RSAPrivateKey(derEncoded: PrivateKeyInfo(derEncoded: rsa.pkcs8()).privateKey)
        try files.write("rsa.pem", pem: "RSA PRIVATE KEY", numbers.derEncoded)
        #expect(try files.output("pkey", "-in", "rsa.pem", "-pubout", "-outform", "DER") == rsa.publicKey.derEncoded)
        #expect(try files.run("rsa", "-in", "rsa.pem", "-check", "-noout").text == "RSA key ok\n")
        try files.write("rsa.pub", pem: "RSA PUBLIC KEY", numbers.publicKey.derEncoded)
        #expect(try files.output("rsa", "-RSAPublicKey_in", "-in", "rsa.pub", "-pubout", "-outform", "DER") == rsa.publicKey.derEncoded)

        for (specification, curve) in [(KeySpecification.p256, NamedCurve.p256), (.p384, .p384), (.p521, .p521)] {
            let key = try PrivateKey(generating: specification)
            let inner = try ECPrivateKey(derEncoded: PrivateKeyInfo(derEncoded: key.pkcs8()).privateKey)
            // With the point and without it; openssl computes a missing point.
            for point in [key.publicKey.keyBytes, nil] {
                let written = ECPrivateKey(privateKey: inner.privateKey, curve: curve, publicKey: point)
                try files.write("ec.pem", pem: "EC PRIVATE KEY", written.derEncoded)
                #expect(try files.output("pkey", "-in", "ec.pem", "-pubout", "-outform", "DER") == key.publicKey.derEncoded, "\(curve)")
                #expect(try files.run("ec", "-in", "ec.pem", "-check", "-noout").status == 0, "\(curve)")
            }
        }
    }

    @Test(
        "we read the PKCS #8 that OpenSSL makes",
        arguments: [
            ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
            ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"], ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
            ["-algorithm", "ED25519"],
        ]
    )
    func madeByOpenSSL(options: [String]) throws {
        let files = try OpenSSLFiles()
        let pkcs8 = try files.newPKCS8(options)
        try files.write("key.der", pkcs8)
        let key = try PrivateKey(pkcs8: pkcs8)
        #expect(try files.output("pkey", "-in", "key.der", "-inform", "DER", "-pubout", "-outform", "DER") == key.publicKey.derEncoded)
    }

    @Test("PEM of every form in use is read, the key found among certificates")
    func pemForms() throws {
        let files = try OpenSSLFiles()
        for curve in ["prime256v1", "secp384r1", "secp521r1"] {
            let pem = try files.output("ecparam", "-name", curve, "-genkey")
            try files.write("key.pem", pem)
            let key = try PrivateKey(pem: String(decoding: pem, as: UTF8.self))
            #expect(try files.output("pkey", "-in", "key.pem", "-pubout", "-outform", "DER") == key.publicKey.derEncoded)
        }
        let traditional = try files.output("genrsa", "-traditional", "2048")
        try files.write("key.pem", traditional)
        let rsa = try PrivateKey(pem: String(decoding: traditional, as: UTF8.self))
        #expect(try files.output("pkey", "-in", "key.pem", "-pubout", "-outform", "DER") == rsa.publicKey.derEncoded)

        try files.output("req", "-x509", "-key", "key.pem", "-subj", "/CN=x", "-out", "certificate.pem")
        try files.output("pkcs8", "-topk8", "-in", "key.pem", "-passout", "pass:secret", "-out", "sealed.pem")
        let bundle = String(decoding: try files.read("certificate.pem") + files.read("sealed.pem"), as: UTF8.self)
        #expect(try PrivateKey(pem: bundle, passphrase: Array("secret".utf8)).publicKey == rsa.publicKey)
        #expect { try PrivateKey(pem: bundle) } throws: { ($0 as? KeyError)?.kind == .wrongPassphrase }
        #expect { try PrivateKey(pem: bundle, passphrase: [1]) } throws: { ($0 as? KeyError)?.kind == .wrongPassphrase }
    }

    @Test("PEM without a key, with two, with an encrypted one and no passphrase, or of another curve is refused")
    func refusedPEM() throws {
        let files = try OpenSSLFiles()
        let pem = try String(decoding: files.output("genrsa", "2048"), as: UTF8.self)
        #expect { try PrivateKey(pem: pem + pem) } throws: { ($0 as? KeyError)?.kind == .unreadable }
        #expect { try PrivateKey(pem: "") } throws: { ($0 as? KeyError)?.kind == .unreadable }
        let old = try files.output("genrsa", "-traditional", "-aes128", "-passout", "pass:secret", "2048")
        #expect { try PrivateKey(pem: String(decoding: old, as: UTF8.self)) } throws: { ($0 as? KeyError)?.kind == .wrongPassphrase }
        let secp256k1 = try files.output("ecparam", "-name", "secp256k1", "-genkey", "-noout")
        #expect { try PrivateKey(pem: String(decoding: secp256k1, as: UTF8.self)) } throws: { ($0 as? KeyError)?.kind == .unreadable }
    }

    @Test("PKCS #8 of version 2 with the public key inside is read")
    func version2() throws {
        for specification in [KeySpecification.p256, .ed25519] {
            let key = try PrivateKey(generating: specification)
            let info = try PrivateKeyInfo(derEncoded: try key.pkcs8())
            let version2 = PrivateKeyInfo(algorithm: info.algorithm, privateKey: info.privateKey, publicKey: key.publicKey.keyBytes)
            #expect(try PrivateKey(pkcs8: version2.derEncoded).publicKey == key.publicKey)
        }
    }

    @Test("bytes that are not a key, keys of other algorithms and short RSA keys are refused with the reason")
    func unreadable() throws {
        #expect(throws: KeyError.self) { try PrivateKey(pkcs8: []) }
        #expect(throws: KeyError.self) { try PrivateKey(pkcs8: [0x30, 0x00]) }
        let files = try OpenSSLFiles()
        let x25519 = try files.newPKCS8(["-algorithm", "X25519"])
        #expect { try PrivateKey(pkcs8: x25519) } throws: { ($0 as? KeyError)?.kind == .unreadable }
        let secp256k1 = try files.newPKCS8(["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"])
        #expect { try PrivateKey(pkcs8: secp256k1) } throws: { ($0 as? KeyError)?.reason.contains("P-256") == true }
        let short = try files.newPKCS8(["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"])
        #expect { try PrivateKey(pkcs8: short) } throws: { ($0 as? KeyError)?.kind == .refused }
        for index in stride(from: 0, to: short.count, by: 7) {
            #expect(throws: KeyError.self) { try PrivateKey(pkcs8: Array(short.prefix(index))) }
        }
    }

    @Test("RSA sizes out of bounds are refused", arguments: [0, -8, 512, 1024, 2047, 2052, 16392, Int.max])
    func refusedSizes(bits: Int) {
        #expect { try PrivateKey(generating: .rsa(bits: bits)) } throws: { ($0 as? KeyError)?.kind == .refused }
    }

    @Test("a key does not sign with another kind's algorithm")
    func algorithmMismatch() async throws {
        let key = try PrivateKey(generating: .p256)
        await #expect { try await key.sign(Self.message, using: .rsaWithSHA256) } throws: {
            ($0 as? KeyError)?.kind == .algorithmMismatch
        }
        #expect(throws: KeyError.self) { try key.signNow(Self.message, using: AlgorithmIdentifier("1.2.3")) }
    }

    @Test("a custom key signs through the same protocol, not at once, and is not exportable")
    func customKey() async throws {
        let held = HeldElsewhere(key: try PrivateKey(generating: .p384))
        let key = PrivateKey(custom: held)
        #expect(key.publicKey == held.publicKey)
        #expect(key.defaultSignatureAlgorithm == .ecdsaWithSHA384)
        #expect(try key.signNow(Self.message) == nil)
        let signature = try await key.sign(Self.message)
        #expect(try Signature.isValid(signature, over: Self.message, algorithm: .ecdsaWithSHA384, key: key.publicKey))
        #expect { try key.pkcs8() } throws: { ($0 as? KeyError)?.kind == .notExportable }
    }

    @Test("printing a key shows its kind only")
    func description() throws {
        let key = try PrivateKey(generating: .p256)
        #expect("\(key)" == "private key (ECDSA_P256)")
        #expect(String(reflecting: key) == "private key (ECDSA_P256)")
    }
}

/// A key in place of one on a token.
private struct HeldElsewhere: CustomPrivateKey {
    let key: PrivateKey
    var publicKey: SubjectPublicKeyInfo { key.publicKey }
    var supportedSignatureAlgorithms: [AlgorithmIdentifier] { [.ecdsaWithSHA384] }
    func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        await Task.yield()
        return try await key.sign(message, using: algorithm)
    }
}
