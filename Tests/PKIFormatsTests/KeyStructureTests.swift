import PKIFormats
import PKITesting
import Testing

@Suite("Key structures")
struct KeyStructureTests {
    @Test("RSA keys of OpenSSL with two and three primes are read and written again", arguments: [2, 3])
    func rsa(primes: Int) throws {
        let files = try OpenSSLFiles()
        let pkcs8 = try files.newPKCS8([
            "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-pkeyopt", "rsa_keygen_primes:\(primes)",
        ])
        let info = try PrivateKeyInfo(derEncoded: pkcs8)
        let key = try RSAPrivateKey(derEncoded: info.privateKey)
        #expect(key.derEncoded == info.privateKey)
        #expect(key.otherPrimes.count == primes - 2)
        #expect(key.publicKey.bits == 2048)
        #expect(key.publicKey.publicExponent == [1, 0, 1])
        #expect(key.privateKeyInfo.derEncoded == pkcs8)
        let spki = try files.output("pkey", "-inform", "DER", "-pubout", "-outform", "DER", input: pkcs8)
        #expect(key.publicKey.subjectPublicKeyInfo.derEncoded == spki)
        #expect("\(key)" == "RSA private key of 2048 bits")
        #expect(!String(reflecting: info).contains(String(describing: info.privateKey.prefix(4))))
    }

    @Test("EC keys of OpenSSL are read and written again", arguments: ["P-256", "P-384", "P-521", "secp256k1"])
    func ec(curve: String) throws {
        let files = try OpenSSLFiles()
        let pkcs8 = try files.newPKCS8(["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:\(curve)"])
        let sec1 = try files.output("ec", "-inform", "DER", "-outform", "DER", input: pkcs8)
        let key = try ECPrivateKey(derEncoded: sec1)
        #expect(key.derEncoded == sec1)
        #expect(key.curve?.bits == Int(curve.dropFirst(2)))
        #expect(key.privateKeyInfo()?.derEncoded == pkcs8)
    }

    @Test("a version 2 key with attributes and a public key survives the round trip")
    func oneAsymmetricKey() throws {
        let key = PrivateKeyInfo(
            algorithm: .ed25519,
            privateKey: [4, 32] + [UInt8](repeating: 7, count: 32),
            attributes: [RequestAttribute(OID.CMS.challengePassword, values: [[0x0C, 1, 0x41]])],
            publicKey: [UInt8](repeating: 9, count: 32)
        )
        #expect(try PrivateKeyInfo(derEncoded: key.derEncoded) == key)
        let text = try runTool(["openssl", "asn1parse", "-inform", "DER"], input: key.derEncoded).text
        #expect(text.contains("INTEGER           :01"))
    }

    @Test("OpenSSL's trusted certificate is read with its settings and written again")
    func trustedCertificate() throws {
        let files = try OpenSSLFiles()
        try files.output(
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            "k.pem",
            "-subj",
            "/CN=x",
            "-out",
            "c.pem"
        )
        let text = String(
            decoding: try files.output(
                "x509",
                "-in",
                "c.pem",
                "-trustout",
                "-addtrust",
                "serverAuth",
                "-addreject",
                "emailProtection",
                "-setalias",
                "näme"
            ),
            as: UTF8.self
        )
        let block = try #require(try PEMDocument.parse(text).first)
        #expect(block.label == "TRUSTED CERTIFICATE")
        let trusted = try TrustedCertificate(derEncoded: block.bytes)
        #expect(trusted.trusted == [OID.KeyPurpose.serverAuth])
        #expect(trusted.rejected == [OID.KeyPurpose.emailProtection])
        #expect(trusted.alias == "näme")
        #expect(trusted.certificate == (try PEMDocument.parse(String(decoding: files.read("c.pem"), as: UTF8.self)).first?.bytes))
        let again = TrustedCertificate(
            certificate: trusted.certificate,
            trusted: trusted.trusted,
            rejected: trusted.rejected,
            alias: trusted.alias
        )
        #expect(again.derEncoded == block.bytes)
        #expect(try EncodedInput.bytes(from: Array(text.utf8), acceptedLabels: PEMDocument.Labels.certificate) == trusted.certificate)
        for length in 0..<block.bytes.count { _ = try? TrustedCertificate(derEncoded: Array(block.bytes.prefix(length))) }
    }

    @Test("openssl shows our trusted certificate, trusts it for the purpose allowed and refuses it for another")
    func ourTrustedCertificate() throws {
        let files = try OpenSSLFiles()
        try files.output(
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            "k.pem",
            "-subj",
            "/CN=x",
            "-out",
            "c.pem"
        )
        let certificate = try #require(try PEMDocument.parse(String(decoding: files.read("c.pem"), as: UTF8.self)).first).bytes
        let ours = TrustedCertificate(
            certificate: certificate,
            trusted: [OID.KeyPurpose.serverAuth],
            rejected: [OID.KeyPurpose.emailProtection],
            alias: "ours",
            keyIdentifier: [1, 2, 3]
        )
        try files.write("ours.pem", pem: "TRUSTED CERTIFICATE", ours.derEncoded)
        let shown = String(decoding: try files.output("x509", "-in", "ours.pem", "-noout", "-text"), as: UTF8.self)
        #expect(shown.contains("Trusted Uses:\n  TLS Web Server Authentication\nRejected Uses:\n  E-mail Protection\nAlias: ours\n"))
        #expect(shown.contains("Key Id: 01:02:03"))
        let again = try files.output("x509", "-in", "ours.pem", "-trustout")
        #expect(try PEMDocument.parse(String(decoding: again, as: UTF8.self)).map(\.bytes) == [ours.derEncoded])
        for (purpose, status) in [("sslserver", Int32(0)), ("sslclient", 2), ("smimesign", 2)] {
            let verdict = try files.run("verify", "-trusted", "ours.pem", "-partial_chain", "-purpose", purpose, "c.pem")
            #expect(verdict.status == status, "\(purpose): \(verdict.errorText)")
        }
    }

    @Test("a header of a PEM block may go on in indented lines")
    func longHeader() throws {
        let text = "-----BEGIN X-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,\n 00112233\n\t44556677\n\n AAEC\n-----END X-----\n"
        let block = try #require(try PEMDocument.parse(text).first)
        #expect(block.header("dek-info") == "AES-256-CBC,0011223344556677")
        #expect(block.header("Proc-Type") == "4,ENCRYPTED")
        #expect(block.header("Other") == nil)
        #expect(block.bytes == [0, 1, 2])
    }
}
