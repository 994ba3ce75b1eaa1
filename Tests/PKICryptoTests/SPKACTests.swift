import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("SPKAC")
struct SPKACTests {
    @Test("output of openssl spkac is read in every form of text, and its signature is valid", arguments: ["rsa", "ec"])
    func madeByOpenSSL(algorithm: String) throws {
        let files = try OpenSSLFiles()
        let option = algorithm == "ec" ? "ec_paramgen_curve:P-256" : "rsa_keygen_bits:2048"
        try files.output("genpkey", "-algorithm", algorithm, "-pkeyopt", option, "-out", "key.pem")
        // The program signs with MD5 unless told otherwise.
        let text = String(decoding: try files.output("spkac", "-key", "key.pem", "-challenge", "hello", "-digest", "sha256"), as: UTF8.self)
        let value = try SignedPublicKeyAndChallenge(text: text)
        #expect(value.challenge == "hello")
        #expect(try value.hasValidSignature())
        #expect(value.text == text)
        let key = try files.output("pkey", "-in", "key.pem", "-pubout", "-outform", "DER")
        #expect(value.subjectPublicKeyInfo.derEncoded == key)

        let base64 = Base64.encode(value.derEncoded)
        let lines = Base64.encode(value.derEncoded, lineLength: 64)
        for form in [
            base64, lines, "spkac = " + base64, "SPKAC=" + lines, "CN=Steve Test\r\nSPKAC=" + base64 + "\r\nO=Example\r\n",
            "SPKAC=\n" + lines + "emailAddress=steve@example.com\n",
        ] {
            #expect(try SignedPublicKeyAndChallenge(text: form) == value)
        }
        var damaged = value.derEncoded
        let place = try #require(damaged.indices.first { Array(damaged[$0...].prefix(5)) == Array("hello".utf8) })
        damaged[place] ^= 1
        #expect(try !SignedPublicKeyAndChallenge(derEncoded: damaged).hasValidSignature())
    }

    @Test("openssl spkac reads and verifies ours", arguments: [KeySpecification.p256, .rsa(bits: 2048)])
    func readByOpenSSL(specification: KeySpecification) async throws {
        let key = try PrivateKey(generating: specification)
        let value = try await SignedPublicKeyAndChallenge.signed(by: key, challenge: "from us")
        #expect(try value.hasValidSignature())
        let files = try OpenSSLFiles()
        try files.write("in.spkac", Array(value.text.utf8))
        let result = try files.run("spkac", "-in", "in.spkac", "-verify")
        #expect(result.status == 0, "\(result.errorText)")
        #expect((result.text + result.errorText).contains("Signature OK"))
        #expect(result.text.contains("Challenge String: from us"))
    }

    @Test("a challenge that is not ASCII is not signed, and bytes that are not an SPKAC are refused")
    func refused() async throws {
        let key = try PrivateKey(generating: .p256)
        await #expect(throws: FormatError.self) { try await SignedPublicKeyAndChallenge.signed(by: key, challenge: "ä") }
        await #expect(throws: FormatError.self) { try await SignedPublicKeyAndChallenge.signed(by: key, challenge: "\0") }
        let value = try await SignedPublicKeyAndChallenge.signed(by: key, challenge: "")
        #expect(value.challenge.isEmpty)
        for length in 0..<value.derEncoded.count {
            #expect(throws: FormatError.self) { try SignedPublicKeyAndChallenge(derEncoded: Array(value.derEncoded.prefix(length))) }
        }
        #expect(throws: FormatError.self) { try SignedPublicKeyAndChallenge(derEncoded: value.derEncoded + [0]) }
        for text in ["", "SPKAC=", "SPKAC", "SPKAC=AAAA", "SPKAC=!", "=SPKAC="] {
            #expect(throws: FormatError.self) { try SignedPublicKeyAndChallenge(text: text) }
        }
    }

    @Test("a key put in place of another makes the signature wrong")
    func foreignKey() async throws {
        let (key, other) = (try PrivateKey(generating: .p256), try PrivateKey(generating: .p256))
        let body = try #require(SignedPublicKeyAndChallenge.body(subjectPublicKeyInfo: other.publicKey, challenge: "c"))
        let der = SignedPublicKeyAndChallenge.assemble(
            body: body,
            algorithm: .ecdsaWithSHA256,
            signature: try await key.sign(body, using: .ecdsaWithSHA256)
        )
        #expect(try !SignedPublicKeyAndChallenge(derEncoded: der).hasValidSignature())
    }
}
