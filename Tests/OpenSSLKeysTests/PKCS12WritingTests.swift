import OpenSSLKeys
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("PKCS #12 files for other programs")
struct PKCS12WritingTests {
    static let protections: [(String, PKCS12Protection)] = [
        ("modern", .modern(iterations: 2000)), ("triple DES", .tripleDES()),
        (
            "AES-128, SHA-512",
            PKCS12Protection(
                keyScheme: .pbkdf2(iterations: 2000, digest: .sha512, cipher: .aes128CBC),
                certificateScheme: nil,
                mac: .hmac(.sha512, iterations: 1)
            )
        ),
    ]

    private func written(_ fixture: PKCS12Fixture, _ protection: PKCS12Protection, password: String = "sécret") throws -> [UInt8] {
        let pfx = try fixture.content.sealed(password: FilePassword(password), protection: protection, legacy: Legacy())
        try fixture.files.write("ours.p12", pfx)
        try fixture.files.write("pw", Array(password.utf8))
        try fixture.expectContent(of: try PKCS12(pfx: pfx, password: FilePassword(password), legacy: Legacy()))
        return pfx
    }

    @Test("openssl pkcs12 reads what is written here, and finds name, key and certificates", arguments: protections)
    func openSSL(name: String, protection: PKCS12Protection) throws {
        let fixture = try PKCS12Fixture()
        _ = try written(fixture, protection)
        let read = try fixture.tool("openssl", "pkcs12", "-legacy", "-in", "ours.p12", "-passin", "file:pw", "-nodes")
        #expect(read.status == 0, "\(read.errorText)")
        let blocks = try PEMDocument.parse(read.text)
        #expect(blocks.filter { $0.label == "CERTIFICATE" }.map(\.bytes) == [fixture.certificate, fixture.authority])
        let key = try PrivateKeyInfo(derEncoded: #require(blocks.first { $0.label == "PRIVATE KEY" }).bytes)
        #expect(key.privateKey == (try PrivateKeyInfo(derEncoded: fixture.pkcs8).privateKey))
        #expect(
            read.text.contains(
                "localKeyID: \(Digest.sha1(fixture.certificate).map { Hex.encode([$0]).uppercased() }.joined(separator: " "))"
            )
        )
        try fixture.files.write("pw", Array("secret".utf8))
        #expect(try fixture.tool("openssl", "pkcs12", "-legacy", "-in", "ours.p12", "-passin", "file:pw", "-noout").status != 0)
    }

    @Test("openssl pkcs12 reads files without encryption, without MAC, and under an empty password")
    func openSSLPlain() throws {
        let fixture = try PKCS12Fixture()
        let open = PKCS12Protection(keyScheme: nil, certificateScheme: nil, mac: nil)
        for (protection, password) in [(open, "x"), (.modern(iterations: 1000), ""), (.tripleDES(), "")] {
            _ = try written(fixture, protection, password: password)
            let read = try fixture.tool("openssl", "pkcs12", "-legacy", "-in", "ours.p12", "-passin", "pass:\(password)", "-nodes")
            #expect(read.status == 0, "\(read.errorText)")
            #expect(try PEMDocument.parse(read.text).count == 3)
        }
    }

    @Test("certtool --p12-info reads what is written here", arguments: protections)
    func gnuTLS(name: String, protection: PKCS12Protection) throws {
        let fixture = try PKCS12Fixture()
        _ = try written(fixture, protection)
        let read = try fixture.tool("certtool", "--p12-info", "--inder", "--infile", "ours.p12", "--password", "sécret")
        #expect(read.status == 0, "\(read.errorText)")
        #expect(!(read.text + read.errorText).contains("MAC: FAILED"))
        #expect(read.text.contains("PRIVATE KEY"))
        #expect(read.text.ranges(of: "BEGIN CERTIFICATE").count == 2)
    }

    @Test("keytool -list reads what is written here", arguments: protections)
    func java(name: String, protection: PKCS12Protection) throws {
        let fixture = try PKCS12Fixture()
        _ = try written(fixture, protection, password: "changeit")
        let read = try fixture.tool(
            "keytool",
            "-list",
            "-rfc",
            "-keystore",
            "ours.p12",
            "-storetype",
            "PKCS12",
            "-storepass",
            "changeit"
        )
        #expect(read.status == 0, "\(read.text)")
        #expect(read.text.contains("Entry type: PrivateKeyEntry"))
        #expect(read.text.contains("Certificate chain length: 2"))
        #expect(try PEMDocument.parse(read.text).map(\.bytes) == [fixture.certificate, fixture.authority])
    }

    @Test("keytool trusts certificates that carry Java's mark")
    func javaTrust() throws {
        let fixture = try PKCS12Fixture()
        let store = PKCS12(certificates: [
            .init(fixture.authority, attributes: [.friendlyName("root"), .trustedKeyUsage([OID.KeyPurpose.anyExtendedKeyUsage])])
        ])
        try fixture.files.write("t.p12", try store.sealed(password: FilePassword("changeit"), protection: .modern(iterations: 10000)))
        let read = try fixture.tool("keytool", "-list", "-keystore", "t.p12", "-storetype", "PKCS12", "-storepass", "changeit")
        #expect(read.text.contains("root") && read.text.contains("trustedCertEntry"), "\(read.text)")
    }

    @Test("NSS's pk12util imports what is written here", arguments: protections)
    func nss(name: String, protection: PKCS12Protection) throws {
        let fixture = try PKCS12Fixture()
        _ = try written(fixture, protection)
        #expect(try fixture.tool("mkdir", "db").status == 0)
        #expect(try fixture.tool("certutil", "-N", "-d", "sql:db", "--empty-password").status == 0)
        let read = try fixture.tool("pk12util", "-i", "ours.p12", "-d", "sql:db", "-w", "pw")
        #expect(read.status == 0, "\(read.text) \(read.errorText)")
        let keys = try fixture.tool("certutil", "-K", "-d", "sql:db")
        #expect(keys.text.contains("rsa"), "\(keys.text) \(keys.errorText)")
    }

    @Test("Python's cryptography reads what is written here, with the MAC of RFC 9579 too")
    func python() throws {
        let fixture = try PKCS12Fixture()
        let script = """
            from cryptography.hazmat.primitives.serialization import pkcs12
            key, certificate, others = pkcs12.load_key_and_certificates(open('ours.p12', 'rb').read(), 'sécret'.encode())
            print(certificate.subject.rfc4514_string(), len(others), key.key_size)
            """
        let python = try #require(ForeignVectors.python)
        for protection in [PKCS12Protection.modern(iterations: 2000), .tripleDES(), .modernWithPBMAC1(iterations: 2000)] {
            _ = try written(fixture, protection)
            let read = try fixture.tool(python, "-c", script)
            #expect(read.text == "CN=Some Holder 1 2048\n", "\(read.errorText)")
        }
    }
}
