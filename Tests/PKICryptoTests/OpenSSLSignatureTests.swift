import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// The `openssl` program as the judge of our signatures, and ours of its.
@Suite("Signatures between us and OpenSSL")
struct OpenSSLSignatureTests {
    static let message = Array("signed by one, verified by the other".utf8)
    static let cases: [(KeySpecification, AlgorithmIdentifier, String)] = [
        (.p256, .ecdsaWithSHA256, "-sha256"), (.p256, .ecdsaWithSHA384, "-sha384"), (.p384, .ecdsaWithSHA384, "-sha384"),
        (.p384, .ecdsaWithSHA256, "-sha256"), (.p521, .ecdsaWithSHA512, "-sha512"), (.rsa(bits: 2048), .rsaWithSHA256, "-sha256"),
        (.rsa(bits: 3072), .rsaWithSHA384, "-sha384"), (.rsa(bits: 2048), .rsaWithSHA512, "-sha512"),
    ]

    @Test("openssl dgst -verify accepts what we sign and refuses it over another message", arguments: cases)
    func ours(specification: KeySpecification, algorithm: AlgorithmIdentifier, digest: String) async throws {
        let files = try OpenSSLFiles()
        let key = try PrivateKey(generating: specification)
        try files.write("public.pem", pem: "PUBLIC KEY", key.publicKey.derEncoded)
        try files.write("signature", try await key.sign(Self.message, using: algorithm))
        try files.write("message", Self.message)
        try files.write("other", Self.message + [0])
        #expect(try files.run("dgst", digest, "-verify", "public.pem", "-signature", "signature", "message").status == 0)
        #expect(try files.run("dgst", digest, "-verify", "public.pem", "-signature", "signature", "other").status != 0)
    }

    @Test("we accept what openssl dgst -sign makes and refuse it over another message", arguments: cases)
    func theirs(specification: KeySpecification, algorithm: AlgorithmIdentifier, digest: String) throws {
        let files = try OpenSSLFiles()
        let key = try PrivateKey(generating: specification)
        try files.write("key.pem", pem: "PRIVATE KEY", try key.pkcs8())
        let signature = try files.output("dgst", digest, "-sign", "key.pem", input: Self.message)
        #expect(try Signature.isValid(signature, over: Self.message, algorithm: algorithm, key: key.publicKey))
        #expect(try !Signature.isValid(signature, over: Self.message + [0], algorithm: algorithm, key: key.publicKey))
    }

    @Test("SHA-1 signatures of old requests can be verified, and are never made")
    func sha1() async throws {
        for (specification, algorithm) in [(KeySpecification.rsa(bits: 2048), AlgorithmIdentifier.rsaWithSHA1), (.p256, .ecdsaWithSHA1)] {
            let files = try OpenSSLFiles()
            let key = try PrivateKey(generating: specification)
            try files.write("key.pem", pem: "PRIVATE KEY", try key.pkcs8())
            let signature = try files.output("dgst", "-sha1", "-sign", "key.pem", input: Self.message)
            #expect(try Signature.isValid(signature, over: Self.message, algorithm: algorithm, key: key.publicKey))
            #expect(try !Signature.isValid(signature, over: [], algorithm: algorithm, key: key.publicKey))
            await #expect(throws: KeyError.self) { try await key.sign(Self.message, using: algorithm) }
        }
    }

    @Test("RSA-PSS goes both ways", arguments: [("sha256", AlgorithmIdentifier.rsaPSSWithSHA256), ("sha384", .rsaPSSWithSHA384)])
    func pss(digest: String, algorithm: AlgorithmIdentifier) async throws {
        let files = try OpenSSLFiles()
        let key = try PrivateKey(generating: .rsa(bits: 2048))
        try files.write("key.pem", pem: "PRIVATE KEY", try key.pkcs8())
        try files.write("public.pem", pem: "PUBLIC KEY", key.publicKey.derEncoded)
        try files.write("signature", try await key.sign(Self.message, using: algorithm))
        try files.write("message", Self.message)
        #expect(
            try files.run(
                "dgst",
                "-\(digest)",
                "-sigopt",
                "rsa_padding_mode:pss",
                "-sigopt",
                "rsa_pss_saltlen:-1",
                "-verify",
                "public.pem",
                "-signature",
                "signature",
                "message"
            ).status == 0
        )
        let theirs = try files.output(
            "dgst",
            "-\(digest)",
            "-sigopt",
            "rsa_padding_mode:pss",
            "-sigopt",
            "rsa_pss_saltlen:-1",
            "-sign",
            "key.pem",
            input: Self.message
        )
        #expect(try Signature.isValid(theirs, over: Self.message, algorithm: algorithm, key: key.publicKey))
    }

    @Test("the parameters of an RSA-PSS certificate made by OpenSSL are understood and ours are the same")
    func pssParameters() throws {
        let files = try OpenSSLFiles()
        try files.write("key.pem", pem: "PRIVATE KEY", try PrivateKey(generating: .rsa(bits: 2048)).pkcs8())
        let certificate = try Certificate(
            derEncoded: try files.output(
                "req",
                "-x509",
                "-new",
                "-key",
                "key.pem",
                "-subj",
                "/CN=pss",
                "-sha256",
                "-sigopt",
                "rsa_padding_mode:pss",
                "-sigopt",
                "rsa_pss_saltlen:-1",
                "-outform",
                "DER"
            )
        )
        #expect(certificate.signatureAlgorithm.oid == OID.Algorithms.rsassaPSS)
        #expect(
            try Signature.isValid(
                certificate.signature,
                over: certificate.tbsBytes,
                algorithm: certificate.signatureAlgorithm,
                key: certificate.subjectPublicKeyInfo
            )
        )
        #expect(certificate.signatureAlgorithm == .rsaPSSWithSHA256)
    }

    @Test("Ed25519 goes both ways")
    func ed25519() async throws {
        let files = try OpenSSLFiles()
        let key = try PrivateKey(generating: .ed25519)
        try files.write("key.pem", pem: "PRIVATE KEY", try key.pkcs8())
        try files.write("public.pem", pem: "PUBLIC KEY", key.publicKey.derEncoded)
        try files.write("message", Self.message)
        try files.write("signature", try await key.sign(Self.message))
        #expect(
            try files.run(
                "pkeyutl",
                "-verify",
                "-pubin",
                "-inkey",
                "public.pem",
                "-rawin",
                "-in",
                "message",
                "-sigfile",
                "signature"
            ).status == 0
        )
        let theirs = try files.output("pkeyutl", "-sign", "-inkey", "key.pem", "-rawin", "-in", "message")
        #expect(try Signature.isValid(theirs, over: Self.message, algorithm: .ed25519, key: key.publicKey))
    }

    @Test("keys of 1024 bits can be verified with, those of 512 bits are an error")
    func shortRSA() throws {
        for (bits, isSupported) in [("1024", true), ("512", false)] {
            let files = try OpenSSLFiles()
            try files.output("genrsa", "-out", "key.pem", bits)
            let key = try SubjectPublicKeyInfo(derEncoded: try files.output("pkey", "-in", "key.pem", "-pubout", "-outform", "DER"))
            let signature = try files.output("dgst", "-sha256", "-sign", "key.pem", input: Self.message)
            if isSupported {
                #expect(try Signature.isValid(signature, over: Self.message, algorithm: .rsaWithSHA256, key: key))
            } else {
                #expect(throws: UnsupportedAlgorithmError.self) {
                    try Signature.isValid(signature, over: Self.message, algorithm: .rsaWithSHA256, key: key)
                }
            }
        }
    }

    @Test("openssl req -verify accepts our requests", arguments: SignatureTests.keysOfOpenSSL)
    func requests(specification: KeySpecification) async throws {
        let files = try OpenSSLFiles()
        let request = try await RequestBuilder.pkcs10(
            key: try PrivateKey(generating: specification),
            subject: .of([(.organization, "Example"), (.commonName, "www.example.test")]),
            extensions: [SubjectAlternativeName([.dnsName("www.example.test")]).asExtension()]
        )
        try files.write("request.der", request)
        let result = try files.run("req", "-inform", "DER", "-in", "request.der", "-verify", "-noout", "-text")
        #expect(result.status == 0)
        #expect(result.text.contains("DNS:www.example.test"))
        #expect((result.text + result.errorText).contains("verify OK"))
    }
}
