import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("CMS EnvelopedData")
struct CMSEnvelopeTests {
    static let content = Array("Content-Type: text/plain\r\n\r\nthe secret content\r\n".utf8)

    /// A recipient with a key of each kind, and files `cert.pem` and `key.pem` with it.
    static func recipient(_ specification: KeySpecification) async throws -> (SampleIdentity, OpenSSLFiles) {
        let key = try PrivateKey(generating: specification)
        let identity = try await SampleIdentity.selfSigned(
            subject: .of([(.commonName, "Recipient")]),
            key: key,
            extensions: [SubjectKeyIdentifier(key.publicKey.keyIdentifier).asExtension()],
            notBefore: SampleHierarchy.notBefore,
            notAfter: SampleHierarchy.leafNotAfter
        )
        let files = try OpenSSLFiles()
        try files.write("cert.pem", pem: "CERTIFICATE", identity.certificate.derEncoded)
        try files.write("key.pem", pem: "PRIVATE KEY", try key.pkcs8())
        try files.write("content", content)
        return (identity, files)
    }

    static let ciphers: [(String, Int)] = [("-aes-128-cbc", 16), ("-aes-192-cbc", 24), ("-aes-256-cbc", 32)]
    static let curves: [KeySpecification] = [.p256, .p384, .p521]

    // MARK: Written by openssl

    @Test("we open openssl cms -encrypt for RSA: PKCS #1, OAEP, by issuer or key identifier, also streamed")
    func rsaByOpenSSL() async throws {
        let (identity, files) = try await Self.recipient(.rsa(bits: 2048))
        let options: [[String]] = [
            ["-recip", "cert.pem"], ["-recip", "cert.pem", "-keyopt", "rsa_padding_mode:oaep"],
            ["-recip", "cert.pem", "-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256"], ["-keyid", "-recip", "cert.pem"],
        ]
        for option in options {
            for stream in [[], ["-stream"]] {
                for (cipher, _) in Self.ciphers {
                    let message = try files.output(
                        ["cms", "-encrypt", "-binary", "-in", "content", "-outform", "DER", cipher] + stream + option
                    )
                    let info = try ContentInfo(berEncoded: message)
                    #expect(info.contentType == OID.CMS.envelopedData)
                    let enveloped = try EnvelopedData(berEncoded: info.content)
                    let plain = try await enveloped.open(with: .privateKey(identity.key, certificate: identity.certificate))
                    #expect(plain == Self.content)
                    #expect(try await enveloped.open(with: .privateKey(identity.key, certificate: nil)) == Self.content)
                    if stream.isEmpty { #expect(enveloped.contentInfo == message) }
                }
            }
        }
    }

    @Test("a message of NSS, whose content comes in segments, opens; as DER it is refused")
    func segmentsOfNSS() async throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
        func vector(_ name: String) throws -> [UInt8] {
            let text = try String(contentsOf: folder.appending(path: name + ".b64"), encoding: .utf8)
            return try Base64.decode(text.split(separator: "\n").dropFirst().joined())
        }
        let message = try vector("nss-enveloped")
        let key = try PrivateKey(pkcs8: try vector("nss-enveloped-key"))
        let content = try ContentInfo(berEncoded: message).content
        #expect(throws: FormatError.self) { try EnvelopedData(derEncoded: content) }
        let plain = try await EnvelopedData(berEncoded: content).open(with: .privateKey(key, certificate: nil))
        #expect(String(decoding: plain, as: UTF8.self) == "hello from NSS, this is the content of an enveloped message\n")
    }

    @Test("openssl cms -encrypt for an EC key with each hash of the derivation: we open it", arguments: curves)
    func ecByOpenSSL(curve: KeySpecification) async throws {
        let (identity, files) = try await Self.recipient(curve)
        for digest in ["sha1", "sha256", "sha384", "sha512"] {
            for (cipher, _) in Self.ciphers {
                for name in [[], ["-keyid"]] {
                    let message = try files.output(
                        ["cms", "-encrypt", "-binary", "-in", "content", "-outform", "DER", cipher] + name + [
                            "-recip", "cert.pem", "-keyopt", "ecdh_kdf_md:\(digest)",
                        ]
                    )
                    let enveloped = try EnvelopedData(derEncoded: ContentInfo(derEncoded: message).content)
                    #expect(enveloped.contentInfo == message)
                    let plain = try await enveloped.open(with: .privateKey(identity.key, certificate: identity.certificate))
                    #expect(plain == Self.content, "\(digest) \(cipher)")
                }
            }
        }
    }

    @Test("openssl cms -encrypt with a password, with a shared key, for several recipients: each opens it")
    func othersByOpenSSL() async throws {
        let (identity, files) = try await Self.recipient(.p256)
        for (cipher, count) in Self.ciphers {
            let kek = [UInt8](repeating: 0x5A, count: count)
            let message = try files.output([
                "cms", "-encrypt", "-binary", "-in", "content", "-outform", "DER", cipher, "-pwri_password", "correct horse", "-secretkey",
                Hex.encode(kek), "-secretkeyid", "c0ffee", "-recip", "cert.pem",
            ])
            let enveloped = try EnvelopedData(derEncoded: ContentInfo(derEncoded: message).content)
            #expect(enveloped.contentInfo == message)
            #expect(enveloped.recipients.count == 3)
            #expect(enveloped.version == 3)
            #expect(try await enveloped.open(with: .password(Array("correct horse".utf8))) == Self.content)
            #expect(try await enveloped.open(with: .sharedKey(kek)) == Self.content)
            #expect(try await enveloped.open(with: .sharedKey(kek, identifier: [0xC0, 0xFF, 0xEE])) == Self.content)
            #expect(try await enveloped.open(with: .privateKey(identity.key, certificate: identity.certificate)) == Self.content)
            await #expect(throws: KeyError.self) { try await enveloped.open(with: .password(Array("battery staple".utf8))) }
            await #expect(throws: KeyError.self) { try await enveloped.open(with: .sharedKey(kek, identifier: [1])) }
            await #expect(throws: KeyError.self) { try await enveloped.open(with: .sharedKey(kek.map { ~$0 })) }
        }
    }

    @Test("openssl cms -encrypt with AES-GCM makes AuthEnvelopedData: we open it, and not when it was changed")
    func gcmByOpenSSL() async throws {
        for specification in [KeySpecification.rsa(bits: 2048), .p256] {
            let (identity, files) = try await Self.recipient(specification)
            for cipher in ["-aes-128-gcm", "-aes-192-gcm", "-aes-256-gcm"] {
                for stream in [[], ["-stream"]] {
                    let message = try files.output(
                        ["cms", "-encrypt", "-binary", "-in", "content", "-outform", "DER", cipher] + stream + ["-recip", "cert.pem"]
                    )
                    let info = try ContentInfo(berEncoded: message)
                    #expect(info.contentType == OID.CMS.authEnvelopedData)
                    let enveloped = try AuthEnvelopedData(berEncoded: info.content)
                    if stream.isEmpty { #expect(enveloped.contentInfo == message) }
                    let key = CMSDecryptionKey.privateKey(identity.key, certificate: identity.certificate)
                    #expect(try await enveloped.open(with: key) == Self.content)
                    let part = enveloped.encryptedContentInfo
                    let changed = AuthEnvelopedData(
                        recipients: enveloped.recipients,
                        encryptedContentInfo: EncryptedContentInfo(
                            contentType: part.contentType,
                            algorithm: part.algorithm,
                            encryptedContent: part.encryptedContent.map { $0.dropLast() + [~($0.last ?? 0)] }
                        ),
                        mac: enveloped.mac
                    )
                    await #expect(throws: KeyError.self) { try await changed.open(with: key) }
                }
            }
        }
    }

    // MARK: Read by openssl

    @Test("openssl cms -decrypt opens ours for RSA keys: PKCS #1 and OAEP, by issuer or key identifier")
    func rsaToOpenSSL() async throws {
        let (identity, files) = try await Self.recipient(.rsa(bits: 2048))
        for rsa in [RSAEncryption.pkcs1, .oaepSHA1, .oaepSHA256] {
            for byKeyIdentifier in [false, true] {
                let recipient = try CMSRecipient.certificate(identity.certificate, rsa: rsa, byKeyIdentifier: byKeyIdentifier)
                for cipher in [ContentCipher.aes128CBC, .aes192CBC, .aes256CBC] {
                    let message = try await EnvelopedData.sealing(Self.content, for: [recipient], cipher: cipher)
                    #expect(message.version == (byKeyIdentifier ? 2 : 0))
                    try files.write("message.der", message.contentInfo)
                    let plain = try files.output(
                        "cms",
                        "-decrypt",
                        "-binary",
                        "-inform",
                        "DER",
                        "-in",
                        "message.der",
                        "-recip",
                        "cert.pem",
                        "-inkey",
                        "key.pem"
                    )
                    #expect(plain == Self.content)
                }
            }
        }
    }

    @Test("openssl cms -decrypt opens what we make for EC keys with each hash of the derivation", arguments: curves)
    func ecToOpenSSL(curve: KeySpecification) async throws {
        let (identity, files) = try await Self.recipient(curve)
        for digest in [nil, DigestAlgorithm.sha1, .sha256, .sha384, .sha512] {
            for byKeyIdentifier in [false, true] {
                let recipient = try CMSRecipient.certificate(identity.certificate, derivation: digest, byKeyIdentifier: byKeyIdentifier)
                for cipher in [ContentCipher.aes128CBC, .aes192CBC, .aes256CBC] {
                    let message = try await EnvelopedData.sealing(Self.content, for: [recipient], cipher: cipher)
                    try files.write("message.der", message.contentInfo)
                    let plain = try files.output(
                        "cms",
                        "-decrypt",
                        "-binary",
                        "-inform",
                        "DER",
                        "-in",
                        "message.der",
                        "-recip",
                        "cert.pem",
                        "-inkey",
                        "key.pem"
                    )
                    #expect(plain == Self.content)
                    #expect(try await message.open(with: .privateKey(identity.key, certificate: identity.certificate)) == Self.content)
                }
            }
        }
    }

    @Test("openssl cms -decrypt opens what we make with a password, with a shared key and for both, and AES-GCM")
    func othersToOpenSSL() async throws {
        let (identity, files) = try await Self.recipient(.p384)
        for count in [16, 24, 32] {
            let kek = SecureRandom.bytes(count)
            let recipients: [CMSRecipient] = [
                .password(Array("correct horse".utf8), iterations: 10_000),
                .sharedKey(kek, identifier: KEKIdentifier(keyIdentifier: [0xC0, 0xFF, 0xEE])), try .certificate(identity.certificate),
            ]
            let cbc = try await EnvelopedData.sealing(Self.content, for: recipients)
            let gcm = try await AuthEnvelopedData.sealing(Self.content, for: recipients)
            for message in [cbc.contentInfo, gcm.contentInfo] {
                try files.write("message.der", message)
                let arguments = ["cms", "-decrypt", "-binary", "-inform", "DER", "-in", "message.der"]
                #expect(try files.output(arguments + ["-pwri_password", "correct horse"]) == Self.content)
                #expect(try files.output(arguments + ["-secretkey", Hex.encode(kek), "-secretkeyid", "c0ffee"]) == Self.content)
                #expect(try files.output(arguments + ["-recip", "cert.pem", "-inkey", "key.pem"]) == Self.content)
            }
        }
    }

    @Test("AES-GCM with each length of key goes to openssl cms and back, with attributes only back")
    func gcmToOpenSSL() async throws {
        let (identity, files) = try await Self.recipient(.rsa(bits: 2048))
        let key = CMSDecryptionKey.privateKey(identity.key, certificate: identity.certificate)
        for cipher in AuthenticatedCipher.allCases {
            let message = try await AuthEnvelopedData.sealing(
                Self.content,
                for: [.certificate(identity.certificate, rsa: .pkcs1)],
                cipher: cipher
            )
            try files.write("message.der", message.contentInfo)
            let plain = try files.output(
                "cms",
                "-decrypt",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "message.der",
                "-recip",
                "cert.pem",
                "-inkey",
                "key.pem"
            )
            #expect(plain == Self.content)
            // OpenSSL 3.0 does not authenticate attributes.
            let withAttributes = try await AuthEnvelopedData.sealing(
                Self.content,
                contentType: OID.CMS.signedData,
                for: [.certificate(identity.certificate)],
                cipher: cipher,
                authenticatedAttributes: [.signingTime(SampleHierarchy.time)]
            )
            let read = try AuthEnvelopedData(derEncoded: withAttributes.derEncoded)
            #expect(read == withAttributes)
            #expect(read.authenticatedAttributes.map(\.oid) == [OID.CMS.contentType, OID.CMS.signingTime])
            #expect(try await read.open(with: key) == Self.content)
            let stripped = AuthEnvelopedData(
                recipients: read.recipients,
                encryptedContentInfo: read.encryptedContentInfo,
                mac: read.mac
            )
            await #expect(throws: KeyError.self) { try await stripped.open(with: key) }
        }
    }

    @Test("openssl smime: the older program reads our EnvelopedData and we its own")
    func smime() async throws {
        let (identity, files) = try await Self.recipient(.rsa(bits: 2048))
        let theirs = try files.output("smime", "-encrypt", "-binary", "-in", "content", "-outform", "DER", "-aes-256-cbc", "cert.pem")
        let enveloped = try EnvelopedData(berEncoded: ContentInfo(berEncoded: theirs).content)
        #expect(try await enveloped.open(with: .privateKey(identity.key, certificate: identity.certificate)) == Self.content)
        let ours = try await EnvelopedData.sealing(Self.content, for: [.certificate(identity.certificate, rsa: .pkcs1)])
        try files.write("message.der", ours.contentInfo)
        #expect(
            try files.output(
                "smime",
                "-decrypt",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "message.der",
                "-recip",
                "cert.pem",
                "-inkey",
                "key.pem"
            )
                == Self.content
        )
    }

    // MARK: Refusals

    @Test("a wrong key, a changed key and changed content fail with the same words, so padding tells nothing")
    func oneFailure() async throws {
        let (identity, _) = try await Self.recipient(.rsa(bits: 2048))
        let message = try await EnvelopedData.sealing(Self.content, for: [.certificate(identity.certificate, rsa: .pkcs1)])
        guard case .keyTransport(let recipient) = try #require(message.recipients.first) else {
            Issue.record("the recipient is found by something else than its key transport")
            return
        }
        // Encrypted keys that decrypt to nothing, to a key of another length, and to another key.
        let publicKey = identity.certificate.subjectPublicKeyInfo
        let keys: [[UInt8]] = [
            recipient.encryptedKey.map { ~$0 }, [], try RSAEncryption.pkcs1.encrypt([1, 2, 3], to: publicKey),
            try RSAEncryption.pkcs1.encrypt(SecureRandom.bytes(32), to: publicKey),
        ]
        for key in keys {
            let changed = EnvelopedData(
                recipients: [
                    .keyTransport(
                        KeyTransRecipientInfo(
                            identifier: recipient.identifier,
                            keyEncryptionAlgorithm: recipient.keyEncryptionAlgorithm,
                            encryptedKey: key
                        )
                    )
                ],
                encryptedContentInfo: message.encryptedContentInfo
            )
            do {
                // One in 256 wrong keys leaves padding that looks right, but the content is then wrong.
                let plain = try await changed.open(with: .privateKey(identity.key, certificate: identity.certificate))
                #expect(plain != Self.content)
            } catch let error as KeyError {
                #expect(error == KeyError(.undecipherable, "the message does not open with this key, or it was changed"))
            }
        }
    }

    @Test("a message for another, recipients without certificate and a key of the wrong kind say what is wrong")
    func refusals() async throws {
        let (alice, _) = try await Self.recipient(.rsa(bits: 2048))
        let (bob, _) = try await Self.recipient(.p256)
        let (carol, _) = try await Self.recipient(.p256)
        let message = try await EnvelopedData.sealing(
            Self.content,
            for: [.certificate(alice.certificate), .certificate(bob.certificate), .certificate(alice.certificate)]
        )
        #expect(try await message.open(with: .privateKey(bob.key, certificate: nil)) == Self.content)
        await Self.expect(.refused) { try await message.open(with: .privateKey(alice.key, certificate: nil)) }
        await Self.expect(.undecipherable) { try await message.open(with: .privateKey(carol.key, certificate: carol.certificate)) }
        await Self.expect(.refused) { try await message.open(with: .privateKey(carol.key, certificate: bob.certificate)) }
        await Self.expect(.undecipherable) { try await message.open(with: .password([1])) }
        let (edwards, _) = try await Self.recipient(.ed25519)
        await Self.expect(.unsupported) { try await EnvelopedData.sealing([], for: [.certificate(edwards.certificate)]).contentInfo }
        await Self.expect(.refused) { try await EnvelopedData.sealing([], for: []).contentInfo }
        await Self.expect(.unsupported) { try await edwards.key.agree(with: bob.key.publicKey) }
        await Self.expect(.unsupported) { try await edwards.key.decrypt([], using: .rsaEncryption) }
        await Self.expect(.unreadable) { try await bob.key.agree(with: alice.key.publicKey) }
        await Self.expect(.unreadable) { try await PrivateKey(generating: .p384).agree(with: bob.key.publicKey) }
    }

    @Test("legacy ciphers are refused by their name when nobody lends them")
    func legacy() async throws {
        let (identity, files) = try await Self.recipient(.rsa(bits: 2048))
        let message = try files.output(
            "cms",
            "-encrypt",
            "-binary",
            "-in",
            "content",
            "-outform",
            "DER",
            "-des3",
            "-recip",
            "cert.pem"
        )
        let enveloped = try EnvelopedData(derEncoded: ContentInfo(derEncoded: message).content)
        do {
            _ = try await enveloped.open(with: .privateKey(identity.key, certificate: identity.certificate))
            Issue.record("the message opened")
        } catch let error as KeyError {
            #expect(error.kind == .unsupported)
            #expect(error.reason.contains("DES-EDE3-CBC"))
        }
    }

    @Test("recipients of every kind, attributes and the sender's certificates are written and read back")
    func structure() throws {
        let name = try DistinguishedName(rfc4514: "CN=Recipient")
        let kek = KEKIdentifier(keyIdentifier: [1], date: SampleHierarchy.time, other: [0x30, 0x03, 0x06, 0x01, 0x2A])
        let content = EncryptedContentInfo(contentType: OID.CMS.data, algorithm: .sha256, encryptedContent: nil)
        let message = EnvelopedData(
            originatorInfo: OriginatorInfo(certificates: [[0x30, 0x00], [0xA2, 0x00]], crls: [[0x30, 0x00]]),
            recipients: [
                .keyTransport(
                    KeyTransRecipientInfo(
                        identifier: .issuerAndSerialNumber(issuer: name, serialNumber: [5]),
                        keyEncryptionAlgorithm: .rsaEncryption,
                        encryptedKey: [1]
                    )
                ),
                .keyAgreement(
                    KeyAgreeRecipientInfo(
                        originator: .certificate(.subjectKeyIdentifier([7])),
                        userKeyingMaterial: [9],
                        keyEncryptionAlgorithm: .sha1,
                        recipientEncryptedKeys: [RecipientEncryptedKey(identifier: .keyIdentifier(kek), encryptedKey: [2])]
                    )
                ),
                .keyEncryptionKey(KEKRecipientInfo(identifier: kek, keyEncryptionAlgorithm: .sha1, encryptedKey: [3])),
                .password(PasswordRecipientInfo(keyDerivationAlgorithm: nil, keyEncryptionAlgorithm: .sha1, encryptedKey: [4])),
                .other([0xA4, 0x05, 0x06, 0x01, 0x2A, 0x05, 0x00]),
            ],
            encryptedContentInfo: content,
            unprotectedAttributes: [.signingTime(SampleHierarchy.time)]
        )
        let again = try EnvelopedData(derEncoded: message.derEncoded)
        #expect(again == message)
        #expect(again.derEncoded == message.derEncoded)
        #expect(again.version == 3)
        #expect(again.recipients.map(\.version) == [0, 3, 4, 0, nil])
        for count in 0..<message.derEncoded.count {
            #expect(throws: FormatError.self) { try EnvelopedData(derEncoded: Array(message.derEncoded.prefix(count))) }
        }
    }

    private static func expect(_ kind: KeyError.Kind, _ body: () async throws -> [UInt8]) async {
        do {
            _ = try await body()
            Issue.record("expected a KeyError of kind \(kind)")
        } catch let error as KeyError {
            #expect(error.kind == kind, "\(error)")
        } catch {
            Issue.record("\(error)")
        }
    }
}
