import OpenSSLKeys
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("CMS with OpenSSL's keys and old ciphers")
struct CMSLegacyTests {
    static let content = Array("old secret content\r\n".utf8)

    @Test("an OpenSSL RSA key opens what openssl cms -encrypt makes with PKCS #1 and with OAEP over each hash")
    func decryption() async throws {
        let key = try OpenSSLRSAKey.generate(bits: 2048)
        let (identity, files) = try await Self.recipient(PrivateKey(custom: key), pkcs8: try key.pkcs8())
        let oaep = ["-keyopt", "rsa_padding_mode:oaep"]
        for options in [[], oaep] + ["sha256", "sha384", "sha512"].map({ oaep + ["-keyopt", "rsa_oaep_md:\($0)"] }) {
            let message = try files.output(
                ["cms", "-encrypt", "-binary", "-in", "content", "-outform", "DER", "-aes-256-cbc", "-recip", "cert.pem"] + options
            )
            let enveloped = try EnvelopedData(derEncoded: ContentInfo(derEncoded: message).content)
            let opener = CMSDecryptionKey.privateKey(identity.key, certificate: identity.certificate)
            #expect(try await enveloped.open(with: opener) == Self.content, "\(options)")
            let changed = EnvelopedData(
                recipients: [
                    .keyTransport(
                        KeyTransRecipientInfo(
                            identifier: .issuerAndSerialNumber(of: identity.certificate),
                            keyEncryptionAlgorithm: .rsaEncryption,
                            encryptedKey: [UInt8](repeating: 1, count: 256)
                        )
                    )
                ],
                encryptedContentInfo: enveloped.encryptedContentInfo
            )
            let plain = try? await changed.open(with: opener)
            #expect(plain != Self.content)
        }
        await #expect(throws: KeyError.self) { try await identity.key.agree(with: identity.key.publicKey) }
    }

    @Test("messages with 3DES, DES, RC2 go to openssl cms -decrypt and come from -encrypt")
    func oldCiphers() async throws {
        let key = try PrivateKey(generating: .rsa(bits: 2048))
        let (identity, files) = try await Self.recipient(key, pkcs8: try key.pkcs8())
        let providers = ["-provider", "default", "-provider", "legacy"]
        let ciphers: [(String, LegacyCipher)] = [
            ("-des3", .tripleDESCBC), ("-des-cbc", .desCBC), ("-rc2-128", .rc2CBC(effectiveBits: 128)),
            ("-rc2-40", .rc2CBC(effectiveBits: 40)),
        ]
        for (option, cipher) in ciphers {
            let theirs = try files.output(
                ["cms", "-encrypt", "-binary", "-in", "content", "-outform", "DER", option == "-rc2-128" ? "-rc2" : option] + providers
                    + ["-recip", "cert.pem"]
            )
            let enveloped = try EnvelopedData(derEncoded: ContentInfo(derEncoded: theirs).content)
            let opener = CMSDecryptionKey.privateKey(key, certificate: identity.certificate)
            #expect(try await enveloped.open(with: opener, legacy: Legacy()) == Self.content, "\(option)")
            let ours = try await EnvelopedData.sealing(
                Self.content,
                for: [.certificate(identity.certificate, rsa: .pkcs1)],
                cipher: .legacy(cipher),
                legacy: Legacy()
            )
            try files.write("ours.der", ours.contentInfo)
            #expect(
                try files.output(
                    ["cms", "-decrypt", "-binary", "-inform", "DER", "-in", "ours.der", "-recip", "cert.pem", "-inkey", "key.pem"]
                        + providers
                )
                    == Self.content,
                "\(option)"
            )
        }
    }

    private static func recipient(_ key: PrivateKey, pkcs8: [UInt8]) async throws -> (SampleIdentity, OpenSSLFiles) {
        let identity = try await SampleIdentity.selfSigned(
            subject: .of([(.commonName, "Recipient")]),
            key: key,
            extensions: [],
            notBefore: SampleHierarchy.notBefore,
            notAfter: SampleHierarchy.leafNotAfter
        )
        let files = try OpenSSLFiles()
        try files.write("cert.pem", pem: "CERTIFICATE", identity.certificate.derEncoded)
        try files.write("key.pem", pem: "PRIVATE KEY", pkcs8)
        try files.write("content", content)
        return (identity, files)
    }
}
