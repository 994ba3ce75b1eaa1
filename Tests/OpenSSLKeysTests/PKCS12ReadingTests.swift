import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("PKCS #12 files of other programs")
struct PKCS12ReadingTests {
    static let password = FilePassword("sécret")

    private func expectReadable(_ pfx: [UInt8], _ fixture: PKCS12Fixture, _ comment: String, isModern: Bool = false) throws {
        let store = try PKCS12(pfx: pfx, password: Self.password, legacy: isModern ? nil : Legacy())
        try fixture.expectContent(of: store, comment)
        for wrong in [FilePassword("secret"), .none] {
            #expect(
                throws: KeyError(.wrongPassphrase, "the password does not open the PKCS #12 file, or the file was changed"),
                "\(comment)"
            ) { try PKCS12(pfx: pfx, password: wrong, legacy: Legacy()) }
        }
    }

    @Test(
        "output of openssl pkcs12 -export with modern ciphers is read without the legacy ones",
        arguments: [
            [], ["-macalg", "sha1"], ["-macalg", "sha384"], ["-macalg", "sha512", "-iter", "1"], ["-nomac"],
            ["-certpbe", "NONE"], ["-certpbe", "AES-128-CBC", "-keypbe", "AES-192-CBC"], ["-iter", "5000"], ["-nomaciter"],
            ["-name", "Ünïcode", "-CSP", "Microsoft Enhanced RSA and AES Cryptographic Provider", "-LMK"],
        ]
    )
    func openSSLModern(options: [String]) throws {
        let fixture = try PKCS12Fixture()
        let export = ["pkcs12", "-export", "-inkey", "k.pem", "-in", "c.pem", "-certfile", "ca.pem", "-passout", "pass:sécret"]
        let pfx = try fixture.files.output(export + options)
        try expectReadable(pfx, fixture, "\(options)", isModern: true)
        let store = try PKCS12(pfx: pfx, password: Self.password)
        #expect(store.integrity == (options == ["-nomac"] ? .none : .password))
        if options.first == "-name" {
            let key = try #require(store.keys.first)
            #expect(key.attributes.friendlyName == "Ünïcode")
            #expect(key.attributes.keyProviderName == "Microsoft Enhanced RSA and AES Cryptographic Provider")
            #expect(key.attributes.contains(.localMachineKeySet))
            #expect(store.certificate(for: key)?.attributes.friendlyName == "Ünïcode")
            #expect("\(key)" == "private key (Ünïcode)")
        }
    }

    @Test("the files in the appendix of RFC 9579 are opened, and those it calls wrong are not", arguments: 1...6)
    func passwordBasedMAC1(number: Int) throws {
        let vectors = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
        let text = try String(contentsOf: vectors.appending(path: "rfc9579-a\(number).b64"), encoding: .utf8)
        let pfx = try Base64.decode(text.split(separator: "\n").dropFirst().joined())
        guard number <= 3 else {
            #expect(throws: KeyError.self) { try PKCS12(pfx: pfx, password: FilePassword("1234")) }
            return
        }
        let store = try PKCS12(pfx: pfx, password: FilePassword("1234"))
        let key = try #require(store.keys.first)
        #expect(
            try store.certificate(for: key).map { try Certificate(derEncoded: $0.derEncoded) }?.subject.rfc4514
                == "CN=tt,OU=rr,O=ee,L=ww,ST=qq,C=XX"
        )
        #expect(throws: KeyError(.wrongPassphrase, "the password does not open the PKCS #12 file, or the file was changed")) {
            try PKCS12(pfx: pfx, password: FilePassword("1235"))
        }
    }

    @Test(
        "openssl pkcs12 -export -legacy is read with the legacy ciphers, and refused by name without",
        arguments: [
            [], ["-descert"], ["-certpbe", "PBE-SHA1-RC4-128", "-keypbe", "PBE-SHA1-RC2-128"],
            ["-certpbe", "PBE-SHA1-RC4-40", "-keypbe", "PBE-SHA1-2DES"], ["-certpbe", "PBE-SHA1-RC2-128", "-keypbe", "PBE-MD5-DES"],
            ["-certpbe", "DES-EDE3-CBC", "-keypbe", "RC2-40-CBC"], ["-macalg", "md5"],
        ]
    )
    func openSSLLegacy(options: [String]) throws {
        let fixture = try PKCS12Fixture()
        let export = ["pkcs12", "-export", "-legacy", "-inkey", "k.pem", "-in", "c.pem", "-certfile", "ca.pem", "-passout", "pass:sécret"]
        let pfx = try fixture.files.output(export + options)
        try expectReadable(pfx, fixture, "\(options)")
        #expect { try PKCS12(pfx: pfx, password: Self.password) } throws: {
            ($0 as? KeyError)?.kind == .unsupported && "\($0)".contains("pass legacy: Legacy()")
        }
    }

    @Test("files without encryption, and under an empty password or none, are read with either")
    func openSSLEmpty() throws {
        let fixture = try PKCS12Fixture()
        let export = ["pkcs12", "-export", "-inkey", "k.pem", "-in", "c.pem", "-certfile", "ca.pem", "-passout"]
        for options in [["pass:"], ["pass:", "-legacy"], ["pass:", "-keypbe", "NONE", "-certpbe", "NONE"], ["pass:", "-nomac"]] {
            let pfx = try fixture.files.output(export + options)
            for password in [FilePassword(""), .none] {
                try fixture.expectContent(of: try PKCS12(pfx: pfx, password: password, legacy: Legacy()), "\(options)")
            }
        }
        let open = try fixture.files.output(export + ["pass:x", "-keypbe", "NONE", "-certpbe", "NONE", "-nomac"])
        let store = try PKCS12(pfx: open, password: FilePassword("any"))
        try fixture.expectContent(of: store)
        #expect(store.integrity == .none)
    }

    @Test("keys under a password of their own are read with both passwords")
    func twoPasswords() throws {
        let fixture = try PKCS12Fixture()
        try fixture.files.output(
            "pkcs12",
            "-export",
            "-inkey",
            "k.pem",
            "-in",
            "c.pem",
            "-certfile",
            "ca.pem",
            "-passout",
            "pass:outer",
            "-out",
            "one.p12"
        )
        let made = PKCS12(
            pkcs8: fixture.pkcs8,
            certificate: fixture.certificate,
            chain: [fixture.authority]
        )
        var outer = made
        outer.keys = []
        let algorithm = try PasswordScheme.pbkdf2(iterations: 1000).freshAlgorithm()
        let encrypted = try PasswordBasedEncryption.encrypt(fixture.pkcs8, password: FilePassword("inner"), algorithm: algorithm)
        outer.others = [
            SafeBag(
                .shroudedKey(EncryptedPrivateKeyInfo(algorithm: algorithm, encryptedData: encrypted)),
                attributes: made.keys[0].attributes
            )
        ]
        let pfx = try outer.sealed(password: FilePassword("outer"), protection: .modern(iterations: 1000))
        try fixture.expectContent(of: try PKCS12(pfx: pfx, password: FilePassword("outer"), keyPassword: FilePassword("inner")))
        #expect { try PKCS12(pfx: pfx, password: FilePassword("outer")) } throws: { ($0 as? KeyError)?.kind == .wrongPassphrase }
    }

    @Test("output of certtool --to-p12 is read", arguments: ["3des", "aes-128", "aes-192", "aes-256", "rc2-40", "arcfour"])
    func gnuTLS(cipher: String) throws {
        let fixture = try PKCS12Fixture()
        let made = try fixture.tool(
            "certtool",
            "--to-p12",
            "--load-privkey",
            "k.pem",
            "--load-certificate",
            "c.pem",
            "--load-ca-certificate",
            "ca.pem",
            "--p12-name",
            "x",
            "--password",
            "sécret",
            "--pkcs-cipher",
            cipher,
            "--outder",
            "--outfile",
            "g.p12"
        )
        #expect(made.status == 0, "\(made.errorText)")
        try expectReadable(try fixture.files.read("g.p12"), fixture, cipher)
    }

    @Test("output of Java's keytool is read, with its modern ciphers and the old ones", arguments: [false, true])
    func java(isLegacy: Bool) throws {
        let fixture = try PKCS12Fixture()
        try fixture.files.output(
            "pkcs12",
            "-export",
            "-inkey",
            "k.pem",
            "-in",
            "c.pem",
            "-certfile",
            "ca.pem",
            "-passout",
            "pass:secret",
            "-name",
            "holder",
            "-out",
            "in.p12"
        )
        let option = isLegacy ? ["-J-Dkeystore.pkcs12.legacy=true"] : []
        // It begins as a JKS store, like the files of people who migrate.
        for (from, fromType, to, type) in [("in.p12", "PKCS12", "store.jks", "JKS"), ("store.jks", "JKS", "out.p12", "PKCS12")] {
            let made = try runTool(
                ["keytool"] + option + [
                    "-importkeystore", "-noprompt", "-srckeystore", from, "-srcstoretype", fromType, "-destkeystore", to, "-deststoretype",
                    type, "-srcstorepass", "secret", "-deststorepass", "secret",
                ],
                directory: fixture.files.directory
            )
            #expect(made.status == 0, "\(made.text) \(made.errorText)")
        }
        let pfx = try fixture.files.read("out.p12")
        let store = try PKCS12(pfx: pfx, password: FilePassword("secret"), legacy: Legacy())
        let key = try #require(store.keys.first)
        #expect(try PrivateKeyInfo(derEncoded: key.pkcs8).privateKey == PrivateKeyInfo(derEncoded: fixture.pkcs8).privateKey)
        #expect(store.certificate(for: key)?.derEncoded == fixture.certificate)
        #expect(key.attributes.friendlyName == "holder")
    }

    @Test("Java's trusted certificates and secret keys are read")
    func javaTrustAndSecrets() throws {
        let fixture = try PKCS12Fixture()
        let store = ["-keystore", "t.p12", "-storetype", "PKCS12", "-storepass", "changeit"]
        let trust = try runTool(
            ["keytool", "-importcert", "-noprompt", "-alias", "root", "-file", "ca.pem"] + store,
            directory: fixture.files.directory
        )
        #expect(trust.status == 0, "\(trust.text)")
        let secret = try runTool(
            ["keytool", "-genseckey", "-alias", "sym", "-keyalg", "AES", "-keysize", "256"] + store,
            directory: fixture.files.directory
        )
        #expect(secret.status == 0, "\(secret.text)")
        let read = try PKCS12(pfx: try fixture.files.read("t.p12"), password: FilePassword("changeit"))
        #expect(read.certificates.map(\.derEncoded) == [fixture.authority])
        #expect(read.certificates.first?.attributes.trustedKeyUsage == [OID.KeyPurpose.anyExtendedKeyUsage])
        let key = try #require(read.secrets.first)
        #expect(key.attributes.friendlyName == "sym")
        #expect(try PrivateKeyInfo(derEncoded: #require(key.pkcs8)).privateKey.count == 32)
    }

    @Test(
        "output of NSS's pk12util is read: indefinite lengths, AES and triple DES",
        arguments: [
            [],
            [
                "-c", "PKCS #12 V2 PBE With SHA-1 And 3KEY Triple DES-CBC", "-C", "PKCS #12 V2 PBE With SHA-1 And 40 Bit RC2 CBC", "-M",
                "SHA-1",
            ],
            ["-c", "AES-256-CBC", "-C", "AES-256-CBC", "-M", "SHA-512"],
        ]
    )
    func nss(options: [String]) throws {
        let fixture = try PKCS12Fixture()
        try fixture.files.output(
            "pkcs12",
            "-export",
            "-inkey",
            "k.pem",
            "-in",
            "c.pem",
            "-certfile",
            "ca.pem",
            "-passout",
            "pass:x",
            "-name",
            "holder",
            "-out",
            "in.p12"
        )
        try fixture.files.write("pw", Array("sécret".utf8))
        #expect(try fixture.tool("mkdir", "db").status == 0)
        #expect(try fixture.tool("certutil", "-N", "-d", "sql:db", "--empty-password").status == 0)
        #expect(try fixture.tool("pk12util", "-i", "in.p12", "-d", "sql:db", "-W", "x").status == 0)
        let made = try runTool(
            ["pk12util", "-o", "out.p12", "-n", "holder", "-d", "sql:db", "-w", "pw"] + options,
            directory: fixture.files.directory
        )
        #expect(made.status == 0, "\(made.text) \(made.errorText)")
        // NSS derives with 600 000 iterations, so no wrong password is tried here.
        let store = try PKCS12(pfx: try fixture.files.read("out.p12"), password: Self.password, legacy: Legacy())
        try fixture.expectContent(of: store, "\(options)")
    }

    @Test(
        "every PKCS #12 file of the cryptography vectors holds for us what it holds for openssl",
        .enabled(if: ForeignVectors.folder("pkcs12") != nil)
    )
    func vectors() throws {
        let folder = try #require(ForeignVectors.folder("pkcs12"))
        var count = 0
        for (name, bytes) in try ForeignVectors.files(folder) where name.hasSuffix(".p12") {
            for password in ["", "cryptography", "password"] {
                let theirs = try runTool(
                    ["openssl", "pkcs12", "-legacy", "-nodes", "-in", "\(folder)/\(name)", "-passin", "pass:\(password)"])
                guard theirs.status == 0 else {
                    #expect(throws: KeyError.self, "\(name)") { try PKCS12(pfx: bytes, password: FilePassword(password), legacy: Legacy()) }
                    continue
                }
                let ours = try PKCS12(pfx: bytes, password: FilePassword(password), legacy: Legacy())
                let blocks = try PEMDocument.parse(theirs.text)
                #expect(
                    ours.certificates.map(\.derEncoded).sorted { $0.lexicographicallyPrecedes($1) }
                        == blocks.filter { $0.label == "CERTIFICATE" }.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) },
                    "\(name)"
                )
                let keys = blocks.filter { $0.label == "PRIVATE KEY" }.map(\.bytes)
                #expect(try ours.keys.map { try Self.number($0.pkcs8) } == keys.map(Self.number), "\(name)")
                count += 1
            }
        }
        print("PKCS #12: \(count) files as openssl reads them")
        #expect(count >= 28)
    }

    /// The private number itself, because OpenSSL writes EC keys again.
    private static func number(_ pkcs8: [UInt8]) throws -> [UInt8] {
        let key = try PrivateKeyInfo(derEncoded: pkcs8)
        return key.algorithm.oid == OID.Algorithms.ecPublicKey ? try ECPrivateKey(derEncoded: key.privateKey).privateKey : key.privateKey
    }
}
