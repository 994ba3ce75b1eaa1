import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("CMS signers and messages")
struct CMSMessageTests {
    static let content = Array("Content-Type: text/plain\r\n\r\nwhat is signed\r\n".utf8)

    static func identity(_ specification: KeySpecification, _ name: String = "Signer") async throws -> SampleIdentity {
        let key = try PrivateKey(generating: specification)
        return try await SampleIdentity.selfSigned(
            subject: .of([(.commonName, name)]),
            key: key,
            extensions: [SubjectKeyIdentifier(key.publicKey.keyIdentifier).asExtension()],
            notBefore: SampleHierarchy.notBefore,
            notAfter: SampleHierarchy.leafNotAfter
        )
    }

    static func python(_ script: String, _ files: OpenSSLFiles) throws -> ToolResult {
        try runTool([".build/venv/bin/python3", "-c", script, files.directory])
    }

    // MARK: Signers

    @Test("openssl cms -verify accepts three signers with PSS, key identifiers, protected algorithms or CAdES")
    func signersToOpenSSL() async throws {
        let identities = try await [Self.identity(.rsa(bits: 2048), "One"), Self.identity(.p521, "Two"), Self.identity(.p256, "Three")]
        let signers = [
            CMSSigningIdentity(
                certificate: identities[0].certificate,
                key: identities[0].key,
                signatureAlgorithm: .rsaPSSWithSHA384,
                namesCertificate: true
            ),
            CMSSigningIdentity(
                certificate: identities[1].certificate,
                key: identities[1].key,
                usesKeyIdentifier: true,
                protectsAlgorithms: true,
                namesCertificate: true
            ),
            CMSSigningIdentity(
                certificate: identities[2].certificate,
                key: identities[2].key,
                digest: .sha512,
                protectsAlgorithms: true,
                namesCertificate: true
            ),
        ]
        let certificates = identities.map(\.certificate.derEncoded)
        let files = try OpenSSLFiles()
        try files.write("content", Self.content)
        for (index, certificate) in certificates.enumerated() { try files.write("\(index).pem", pem: "CERTIFICATE", certificate) }
        try files.write("all.pem", try (0...2).flatMap { try files.read("\($0).pem") })
        for isDetached in [false, true] {
            let message = try await CMSSigner.sign(
                content: Self.content,
                signers: signers,
                certificates: certificates,
                signingTime: SampleHierarchy.time,
                isDetached: isDetached
            )
            #expect(message.version == 3)
            let read = try SignedData(contentInfo: message.contentInfo)
            #expect(read == message)
            for (info, identity) in zip(read.signers, identities) {
                #expect(
                    try read.fault(of: info, certificate: identity.certificate, detachedContent: isDetached ? Self.content : nil) == nil
                )
                #expect(info.signingCertificate?.certificates.first?.serialNumber == identity.certificate.serialNumber)
            }
            try files.write("message.der", message.contentInfo)
            for extra in [[], ["-cades"]] {
                let result = try runTool(
                    [
                        "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "message.der", "-CAfile", "all.pem", "-purpose",
                        "any",
                    ]
                        + (isDetached ? ["-content", "content"] : []) + extra,
                    directory: files.directory
                )
                #expect(result.status == 0, "\(result.errorText)")
                #expect(result.stdout == Self.content)
            }
        }
    }

    @Test("we verify openssl cms -sign: several signers, PSS, CAdES, streamed, resigned; and openssl smime")
    func signersByOpenSSL() async throws {
        let rsa = try await Self.identity(.rsa(bits: 2048), "RSA")
        let ec = try await Self.identity(.p384, "EC")
        let files = try OpenSSLFiles()
        try files.write("content", Self.content)
        for (name, identity) in [("rsa", rsa), ("ec", ec)] {
            try files.write("\(name).pem", pem: "CERTIFICATE", identity.certificate.derEncoded)
            try files.write("\(name).key", pem: "PRIVATE KEY", try identity.key.pkcs8())
        }
        let byRSA = ["-signer", "rsa.pem", "-inkey", "rsa.key"]
        let pss = byRSA + ["-keyopt", "rsa_padding_mode:pss"]
        let options: [[String]] = [
            byRSA, byRSA + ["-signer", "ec.pem", "-inkey", "ec.key"], pss, pss + ["-keyopt", "rsa_pss_saltlen:-1"],
            pss + ["-keyopt", "rsa_pss_saltlen:0"], pss + ["-keyopt", "rsa_mgf1_md:sha512", "-md", "sha384"], byRSA + ["-cades"],
            byRSA + ["-stream"], ["-keyid"] + pss, byRSA + ["-nodetach", "-md", "sha512"],
        ]
        var judged = 0
        for option in options {
            let bytes = try files.output(["cms", "-sign", "-binary", "-nodetach", "-in", "content", "-outform", "DER"] + option)
            let message = try SignedData(berContentInfo: bytes)
            #expect(message.content == Self.content)
            for info in message.signers {
                let certificate = try #require(message.certificate(of: info))
                #expect(try message.fault(of: info, certificate: certificate) == nil, "\(option)")
            }
            var changed = bytes
            changed[changed.count - (option.contains("-stream") ? 10 : 1)] ^= 1
            if let message = try? SignedData(berContentInfo: changed), let info = message.signers.last,
                let certificate = message.certificate(of: info)
            {
                judged += 1
                #expect(try message.fault(of: info, certificate: certificate) != nil, "\(option)")
            }
        }
        // The octet that was changed is one of the signature's, so the message is read and the signature is wrong.
        #expect(judged == options.count)
        let older = try files.output(["smime", "-sign", "-binary", "-nodetach", "-in", "content", "-outform", "DER"] + byRSA)
        let message = try SignedData(berContentInfo: older)
        #expect(try message.fault(of: message.signers[0], certificate: rsa.certificate) == nil)
        try files.write(
            "ours.der",
            try await CMSSigner.sign(
                content: Self.content,
                signers: [CMSSigningIdentity(certificate: rsa.certificate, key: rsa.key)],
                certificates: [rsa.certificate.derEncoded]
            ).contentInfo
        )
        #expect(
            try files.output("smime", "-verify", "-binary", "-inform", "DER", "-in", "ours.der", "-CAfile", "rsa.pem", "-purpose", "any")
                == Self.content
        )
        try files.write(
            "resigned.der",
            try files.output(
                [
                    "cms", "-resign", "-binary", "-inform", "DER", "-in", "ours.der", "-outform", "DER", "-signer", "ec.pem", "-inkey",
                    "ec.key",
                ])
        )
        let resigned = try SignedData(berContentInfo: files.read("resigned.der"))
        #expect(resigned.signers.count == 2)
        for info in resigned.signers {
            #expect(try resigned.fault(of: info, certificate: #require(resigned.certificate(of: info))) == nil)
        }
    }

    @Test("certtool verifies our message, and we the one it signs", .enabled(if: hasTool("certtool")))
    func certtool() async throws {
        let identity = try await Self.identity(.rsa(bits: 2048))
        let files = try OpenSSLFiles()
        try files.write("cert.pem", pem: "CERTIFICATE", identity.certificate.derEncoded)
        try files.write("key.pem", pem: "PRIVATE KEY", try identity.key.pkcs8())
        try files.write("content", Self.content)
        let message = try await CMSSigner.sign(
            content: Self.content,
            signers: [CMSSigningIdentity(certificate: identity.certificate, key: identity.key)],
            certificates: [identity.certificate.derEncoded]
        )
        try files.write("message.pem", pem: "PKCS7", message.contentInfo)
        let verified = try runTool(
            ["certtool", "--p7-verify", "--load-certificate", "cert.pem", "--infile", "message.pem"],
            directory: files.directory
        )
        #expect(verified.status == 0, "\(verified.errorText)")
        let signed = try runTool(
            [
                "certtool", "--p7-sign", "--p7-include-cert", "--load-certificate", "cert.pem", "--load-privkey", "key.pem", "--infile",
                "content", "--outder",
            ],
            directory: files.directory
        )
        #expect(signed.status == 0, "\(signed.errorText)")
        let theirs = try SignedData(berContentInfo: signed.stdout)
        #expect(try theirs.fault(of: #require(theirs.signers.first), certificate: identity.certificate) == nil)
    }

    /// Checks the first signer of `message.der` and its certificate with `cryptography`, and the countersignature when there is one.
    static let judge = """
        import sys, hashlib
        from asn1crypto import cms, x509 as ax
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec
        d = sys.argv[1] + "/"
        info = cms.ContentInfo.load(open(d + "message.der", "rb").read(), strict=True)
        assert info["content_type"].native == "signed_data"
        signed = info["content"]
        certificate = x509.load_der_x509_certificate(signed["certificates"][0].chosen.dump())
        key = certificate.public_key()
        key.verify(certificate.signature, certificate.tbs_certificate_bytes)
        signer = signed["signer_infos"][0]
        content = signed["encap_content_info"]["content"].native
        attributes = {a["type"].native: a["values"] for a in signer["signed_attrs"]}
        assert signer["digest_algorithm"]["algorithm"].native == "sha512"
        assert attributes["message_digest"][0].native == hashlib.sha512(content).digest()
        key.verify(signer["signature"].native, signer["signed_attrs"].untag().dump())
        if len(signer["unsigned_attrs"]):
            counter = signer["unsigned_attrs"][0]["values"][0]
            assert signer["unsigned_attrs"][0]["type"].native == "counter_signature"
            attributes = {a["type"].native: a["values"] for a in counter["signed_attrs"]}
            assert "content_type" not in attributes
            assert attributes["message_digest"][0].native == hashlib.sha256(signer["signature"].native).digest()
            other = x509.load_der_x509_certificate(signed["certificates"][1].chosen.dump()).public_key()
            other.verify(counter["signature"].native, counter["signed_attrs"].untag().dump(), ec.ECDSA(hashes.SHA256()))
            print("countersigned", end=" ")
        print("good", end="")
        """

    @Test(
        "Python's cryptography verifies our Ed25519 and ML-DSA certificates, messages and a countersignature",
        arguments: [KeySpecification.ed25519, .mlDSA65, .mlDSA87]
    )
    func newKeysToPython(specification: KeySpecification) async throws {
        let identity = try await Self.identity(specification)
        let witness = try await Self.identity(.p256, "Witness")
        let message = try await CMSSigner.sign(
            content: Self.content,
            signers: [CMSSigningIdentity(certificate: identity.certificate, key: identity.key, protectsAlgorithms: true)],
            certificates: [identity.certificate.derEncoded, witness.certificate.derEncoded],
            signingTime: SampleHierarchy.time
        )
        let countersigned = try await CMSSigner.countersign(
            message.signers[0],
            with: CMSSigningIdentity(certificate: witness.certificate, key: witness.key)
        )
        let files = try OpenSSLFiles()
        try files.write("message.der", SignedData(message, signers: [countersigned]).contentInfo)
        let result = try Self.python(Self.judge, files)
        #expect(result.text == "countersigned good", "\(result.errorText)")

        let read = try SignedData(contentInfo: files.read("message.der"))
        #expect(try read.fault(of: read.signers[0], certificate: identity.certificate) == nil)
        let countersignature = try #require(read.signers[0].countersignatures.first)
        #expect(try read.signers[0].fault(of: countersignature, certificate: witness.certificate) == nil)
        #expect(try read.signers[0].fault(of: countersignature, certificate: identity.certificate) != nil)
        // A countersignature is over one signature and no other.
        let other = try await CMSSigner.sign(
            content: [1],
            signers: [CMSSigningIdentity(certificate: identity.certificate, key: identity.key)],
            certificates: []
        )
        #expect(try other.signers[0].fault(of: countersignature, certificate: witness.certificate)?.contains("messageDigest") == true)
    }

    @Test("ML-DSA keys, requests and signatures go to cryptography and back; an expanded key alone is refused")
    func mlDSAKeys() async throws {
        let script = """
            import sys
            from cryptography import x509
            from cryptography.hazmat.primitives import serialization
            from cryptography.hazmat.primitives.asymmetric import mldsa
            d = sys.argv[1] + "/"
            for name, kind in (("65", mldsa.MLDSA65PrivateKey), ("87", mldsa.MLDSA87PrivateKey)):
                ours = serialization.load_der_private_key(open(d + name + ".ours", "rb").read(), None)
                assert isinstance(ours, kind)
                spki = serialization.load_der_public_key(open(d + name + ".spki", "rb").read())
                assert spki == ours.public_key()
                spki.verify(open(d + name + ".sig", "rb").read(), b"message")
                request = x509.load_der_x509_csr(open(d + name + ".csr", "rb").read())
                assert request.is_signature_valid and request.public_key() == spki
                theirs = kind.generate()
                form = (serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
                open(d + name + ".theirs", "wb").write(theirs.private_bytes(*form))
                open(d + name + ".theirs.sig", "wb").write(theirs.sign(b"message"))
            print("good", end="")
            """
        let files = try OpenSSLFiles()
        for (name, specification) in [("65", KeySpecification.mlDSA65), ("87", .mlDSA87)] {
            let key = try PrivateKey(generating: specification)
            try files.write("\(name).ours", try key.pkcs8())
            try files.write("\(name).spki", key.publicKey.derEncoded)
            try files.write("\(name).sig", try await key.sign(Array("message".utf8)))
            try files.write("\(name).csr", try await RequestBuilder.pkcs10(key: key, subject: .of([(.commonName, "ML-DSA")])))
        }
        let result = try Self.python(script, files)
        #expect(result.text == "good", "\(result.errorText)")
        for (name, algorithm, length) in [("65", AlgorithmIdentifier.mlDSA65, 4032), ("87", .mlDSA87, 4896)] {
            let key = try PrivateKey(pkcs8: files.read("\(name).theirs"))
            #expect(key.publicKey.algorithm == algorithm)
            let signature = try files.read("\(name).theirs.sig")
            #expect(try Signature.isValid(signature, over: Array("message".utf8), algorithm: algorithm, key: key.publicKey))

            let seed = try #require(MLDSAPrivateKey(derEncoded: PrivateKeyInfo(derEncoded: try key.pkcs8()).privateKey).seed)
            let wrap = { (inner: [UInt8]) in PrivateKeyInfo(algorithm: algorithm, privateKey: inner).derEncoded }
            let both = { (expanded: [UInt8]) in
                wrap(
                    DERWriter.encode { writer in
                        writer.writeSequence { writer in
                            writer.writeOctetString(seed)
                            writer.writeOctetString(expanded)
                        }
                    }
                )
            }
            let fitting = Array(key.publicKey.keyBytes.prefix(32)) + [UInt8](repeating: 0, count: length - 32)
            #expect(try PrivateKey(pkcs8: both(fitting)).publicKey == key.publicKey)
            #expect(throws: KeyError.self) { try PrivateKey(pkcs8: both([UInt8](repeating: 0, count: length))) }
            do {
                _ = try PrivateKey(pkcs8: wrap(DERWriter.encode { $0.writeOctetString([UInt8](repeating: 0, count: length)) }))
                Issue.record("an expanded key was read")
            } catch {
                #expect(error.kind == .unsupported)
                #expect(error.reason.contains("seed"))
            }
        }
    }

    @Test("attributes that protect the algorithms or name the certificate are compared with the signer")
    func attributesHeldAgainst() async throws {
        let identity = try await Self.identity(.p256)
        let twin = try await SampleIdentity(certificate: identity.certificate, key: identity.key).issue(
            subject: identity.certificate.subject,
            publicKey: identity.key.publicKey,
            extensions: [SubjectKeyIdentifier(identity.key.publicKey.keyIdentifier).asExtension()],
            serialNumber: identity.certificate.serialNumber
        )
        let message = try await CMSSigner.sign(
            content: Self.content,
            signers: [CMSSigningIdentity(certificate: identity.certificate, key: identity.key, namesCertificate: true)],
            certificates: []
        )
        #expect(try message.fault(of: message.signers[0], certificate: identity.certificate) == nil)
        #expect(try message.fault(of: message.signers[0], certificate: twin)?.contains("RFC 5035") == true)

        let wrong = CMSAlgorithmProtection(digestAlgorithm: .sha384, signatureAlgorithm: .ecdsaWithSHA256).attribute
        let lying = try await CMSSigner.sign(
            content: Self.content,
            signers: [CMSSigningIdentity(certificate: identity.certificate, key: identity.key, attributes: [wrong])],
            certificates: []
        )
        #expect(try lying.fault(of: lying.signers[0], certificate: identity.certificate)?.contains("RFC 6211") == true)
        await #expect(throws: KeyError.self) {
            let edwards = try await Self.identity(.ed25519)
            _ = try await CMSSigner.sign(
                content: [],
                signers: [CMSSigningIdentity(certificate: edwards.certificate, key: edwards.key, digest: .sha256)],
                certificates: []
            )
        }
    }

    @Test("signed attributes that came in another order than DER verify over the DER of the set")
    func unsortedAttributes() async throws {
        let identity = try await Self.identity(.p256)
        let message = try await CMSSigner.sign(
            content: Self.content,
            signers: [CMSSigningIdentity(certificate: identity.certificate, key: identity.key)],
            certificates: []
        )
        let signer = message.signers[0]
        let sorted = signer.signedAttributes.map(\.derEncoded)
        let bytes = message.contentInfo
        let needle = sorted.flatMap { $0 }
        let start = try #require(bytes.indices.first { bytes[$0...].starts(with: needle) })
        var unsorted = bytes
        unsorted.replaceSubrange(start..<(start + needle.count), with: sorted.reversed().flatMap { $0 })
        #expect(unsorted != bytes)
        let read = try SignedData(contentInfo: unsorted)
        #expect(read.contentInfo == unsorted)
        #expect(try read.fault(of: read.signers[0], certificate: identity.certificate) == nil)
    }

    @Test("attribute certificates and other revocation information keep their places and raise the version")
    func otherFormats() throws {
        let attribute: [UInt8] = [0xA2, 0x02, 0x30, 0x00]
        let other: [UInt8] = [0xA1, 0x05, 0x06, 0x01, 0x2A, 0x05, 0x00]
        let certificate: [UInt8] = [0x30, 0x00]
        let message = SignedData(
            contentType: OID.CMS.data,
            content: nil,
            certificates: [attribute, certificate],
            crls: [certificate, other],
            signers: []
        )
        #expect(message.version == 5)
        let read = try SignedData(contentInfo: message.contentInfo)
        #expect(read == message)
        #expect(read.contentInfo == message.contentInfo)
        #expect(read.certificates == [certificate] && read.otherCertificates == [attribute])
        #expect(read.crls == [certificate] && read.otherRevocationInfo == [other])
        #expect(SignedData(contentType: OID.CMS.data, content: nil, certificates: [attribute], signers: []).version == 4)
    }

    // MARK: Digested, encrypted, authenticated

    @Test("DigestedData goes to openssl cms -digest_verify and comes from -digest_create")
    func digested() throws {
        let files = try OpenSSLFiles()
        try files.write("content", Self.content)
        for (name, digest) in [("sha256", DigestAlgorithm.sha256), ("sha384", .sha384), ("sha512", .sha512)] {
            let theirs = try files.output(
                "cms",
                "-digest_create",
                "-binary",
                "-nodetach",
                "-in",
                "content",
                "-md",
                name,
                "-outform",
                "DER"
            )
            let message = try DigestedData(derEncoded: ContentInfo(derEncoded: theirs).content)
            #expect(message.contentInfo == theirs)
            #expect(message.encapsulated.content == Self.content)
            #expect(try message.isValid())
            let ours = DigestedData.digesting(Self.content, digest: digest)
            try files.write("ours.der", ours.contentInfo)
            #expect(try files.output("cms", "-digest_verify", "-binary", "-inform", "DER", "-in", "ours.der") == Self.content)
            let detached = DigestedData.digesting(Self.content, digest: digest, isDetached: true)
            #expect(try !detached.isValid())
            #expect(try detached.isValid(detachedContent: Self.content))
            #expect(try !detached.isValid(detachedContent: Self.content + [0]))
        }
    }

    @Test("EncryptedData goes to openssl cms -EncryptedData_decrypt and comes back, also streamed")
    func encrypted() throws {
        let files = try OpenSSLFiles()
        try files.write("content", Self.content)
        for cipher in [ContentCipher.aes128CBC, .aes192CBC, .aes256CBC] {
            let key = SecureRandom.bytes(cipher.keyByteCount)
            let option = "-" + cipher.name.lowercased()
            for stream in [[], ["-stream"]] {
                let theirs = try files.output(
                    [
                        "cms", "-EncryptedData_encrypt", "-binary", "-in", "content", option, "-secretkey", Hex.encode(key), "-outform",
                        "DER",
                    ]
                        + stream
                )
                let message = try EncryptedData(berEncoded: ContentInfo(berEncoded: theirs).content)
                if stream.isEmpty { #expect(message.contentInfo == theirs) }
                #expect(try message.open(key: key) == Self.content)
                #expect(throws: KeyError.self) { try message.open(key: key.dropLast()) }
            }
            let ours = try EncryptedData.sealing(Self.content, key: key, cipher: cipher)
            try files.write("ours.der", ours.contentInfo)
            #expect(
                try files.output(
                    "cms",
                    "-EncryptedData_decrypt",
                    "-binary",
                    "-inform",
                    "DER",
                    "-in",
                    "ours.der",
                    "-secretkey",
                    Hex.encode(key)
                )
                    == Self.content
            )
        }
    }

    @Test("AuthenticatedData: Python unwraps the key and computes the same MAC; what was changed does not open")
    func authenticated() async throws {
        let script = """
            import sys, hashlib, hmac
            from asn1crypto import cms
            from cryptography.hazmat.primitives.keywrap import aes_key_unwrap
            info = cms.ContentInfo.load(open(sys.argv[1] + "/message.der", "rb").read(), strict=True)
            assert info["content_type"].native == "authenticated_data"
            data = info["content"]
            recipient = data["recipient_infos"][0].chosen
            key = aes_key_unwrap(bytes([0x5A]) * 32, recipient["encrypted_key"].native)
            content = data["encap_content_info"]["content"].native
            attributes = {a["type"].native: a["values"] for a in data["auth_attrs"]}
            assert attributes["message_digest"][0].native == hashlib.sha256(content).digest()
            assert data["digest_algorithm"]["algorithm"].native == "sha256"
            assert hmac.new(key, data["auth_attrs"].untag().dump(), "sha256").digest() == data["mac"].native
            print("good", end="")
            """
        let kek = [UInt8](repeating: 0x5A, count: 32)
        let identity = try await Self.identity(.p256)
        let rsa = try await Self.identity(.rsa(bits: 2048))
        let recipients: [CMSRecipient] = [
            .sharedKey(kek, identifier: KEKIdentifier(keyIdentifier: [1])), try .certificate(identity.certificate),
            try .certificate(rsa.certificate), .password([1, 2, 3], iterations: 1000),
        ]
        let message = try await AuthenticatedData.authenticating(Self.content, for: recipients)
        let files = try OpenSSLFiles()
        try files.write("message.der", message.contentInfo)
        let result = try Self.python(script, files)
        #expect(result.text == "good", "\(result.errorText)")

        let read = try AuthenticatedData(derEncoded: ContentInfo(derEncoded: message.contentInfo).content)
        #expect(read == message)
        let keys: [CMSDecryptionKey] = [
            .sharedKey(kek), .password([1, 2, 3]), .privateKey(identity.key, certificate: identity.certificate),
            .privateKey(rsa.key, certificate: rsa.certificate),
        ]
        for key in keys {
            #expect(try await read.open(with: key) == Self.content)
            await #expect(throws: KeyError.self) { try await Self.changed(read, content: [0]).open(with: key) }
            await #expect(throws: KeyError.self) { try await Self.changed(read, mac: [0]).open(with: key) }
            await #expect(throws: KeyError.self) { try await Self.changed(read, attributes: []).open(with: key) }
        }
        let detached = try await AuthenticatedData.authenticating(Self.content, for: recipients, digest: .sha512, isDetached: true)
        #expect(try await detached.open(with: .sharedKey(kek), detachedContent: Self.content) == Self.content)
    }

    private static func changed(
        _ message: AuthenticatedData,
        content: [UInt8]? = nil,
        mac: [UInt8]? = nil,
        attributes: [CMSAttribute]? = nil
    ) -> AuthenticatedData {
        AuthenticatedData(
            recipients: message.recipients,
            macAlgorithm: message.macAlgorithm,
            digestAlgorithm: message.digestAlgorithm,
            encapsulated: EncapsulatedContentInfo(contentType: OID.CMS.data, content: content ?? message.encapsulated.content),
            authenticatedAttributes: attributes ?? message.authenticatedAttributes,
            mac: mac ?? message.mac
        )
    }

    @Test("every message cut off or changed anywhere is read or refused, never more")
    func hostile() async throws {
        let identity = try await Self.identity(.p256)
        let recipients: [CMSRecipient] = [
            .password([1], iterations: 1), .sharedKey([UInt8](repeating: 1, count: 16), identifier: KEKIdentifier(keyIdentifier: [1])),
            try .certificate(identity.certificate),
        ]
        let decoders: [([UInt8], ([UInt8]) throws -> Void)] = try await [
            (EnvelopedData.sealing([1], for: recipients).derEncoded, { _ = try EnvelopedData(derEncoded: $0).derEncoded }),
            (AuthEnvelopedData.sealing([1], for: recipients).derEncoded, { _ = try AuthEnvelopedData(berEncoded: $0).derEncoded }),
            (AuthenticatedData.authenticating([1], for: recipients).derEncoded, { _ = try AuthenticatedData(derEncoded: $0).derEncoded }),
            (
                EncryptedData.sealing([1], key: .init(repeating: 0, count: 32)).derEncoded,
                { _ = try EncryptedData(berEncoded: $0).derEncoded }
            ),
            (DigestedData.digesting([1]).derEncoded, { _ = try DigestedData(derEncoded: $0).derEncoded }),
            (RSAESOAEPParameters(digest: .sha256, label: [1]).derEncoded, { _ = try RSAESOAEPParameters(derEncoded: $0).digest }),
            (GCMParameters(nonce: [1]).derEncoded, { _ = try GCMParameters(derEncoded: $0).derEncoded }),
            (
                ECCCMSSharedInfo(keyInfo: .sha256, userKeyingMaterial: [1], keyByteCount: 32).derEncoded,
                { _ = try ECCCMSSharedInfo(derEncoded: $0).derEncoded }
            ),
            (#require(AlgorithmIdentifier.rsaPSSWithSHA256.parameters), { _ = try RSASSAPSSParameters(derEncoded: $0).maskDigest }),
            (
                SigningCertificate([
                    ESSCertificateIdentifier(digest: .sha384, hash: [1], issuer: identity.certificate.issuer, serialNumber: [1])
                ])
                .derEncoded, { _ = try SigningCertificate(derEncoded: $0, form: .version2).attribute }
            ),
        ]
        for (bytes, decode) in decoders {
            try decode(bytes)
            for count in 0..<bytes.count { #expect(throws: FormatError.self) { try decode(Array(bytes.prefix(count))) } }
            for index in bytes.indices {
                for mask: UInt8 in [0x01, 0x20, 0x80, 0xFF] {
                    var changed = bytes
                    changed[index] ^= mask
                    do { try decode(changed) } catch { #expect(error is FormatError) }
                }
            }
        }
        let enveloped = try await EnvelopedData.sealing([1], for: recipients)
        let damaged: [[UInt8]] = [[], [1], .init(repeating: 7, count: 8), .init(repeating: 7, count: 24), .init(repeating: 7, count: 32)]
        for octets in damaged {
            for recipient in enveloped.recipients {
                let changed: RecipientInfo
                switch recipient {
                case .keyEncryptionKey(let kek):
                    changed = .keyEncryptionKey(
                        KEKRecipientInfo(
                            identifier: kek.identifier,
                            keyEncryptionAlgorithm: kek.keyEncryptionAlgorithm,
                            encryptedKey: octets
                        )
                    )
                case .password(let password):
                    changed = .password(
                        PasswordRecipientInfo(
                            keyDerivationAlgorithm: password.keyDerivationAlgorithm,
                            keyEncryptionAlgorithm: password.keyEncryptionAlgorithm,
                            encryptedKey: octets
                        )
                    )
                default: continue
                }
                let message = EnvelopedData(recipients: [changed], encryptedContentInfo: enveloped.encryptedContentInfo)
                await #expect(throws: KeyError.self) { try await message.open(with: .password([1])) }
                await #expect(throws: KeyError.self) { try await message.open(with: .sharedKey(.init(repeating: 1, count: 16))) }
            }
        }
    }
}
