import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Proofs of CMC and CRMF")
struct CMCProofTests {
    /// HMAC by openssl.
    static func openSSLHMAC(_ message: [UInt8], key: [UInt8], digest: String) throws -> [UInt8] {
        try runTool(["openssl", "dgst", "-" + digest, "-mac", "HMAC", "-macopt", "hexkey:" + Hex.encode(key), "-binary"], input: message)
            .stdout
    }

    static func openSSLDigest(_ message: [UInt8], digest: String) throws -> [UInt8] {
        try runTool(["openssl", "dgst", "-" + digest, "-binary"], input: message).stdout
    }

    @Test("identity proofs of both versions are what openssl computes, with and without an identification", arguments: [nil, "device-1"])
    func identityProof(identification: String?) async throws {
        let key = try PrivateKey(generating: .p256)
        let text = "a token of the helpdesk"
        let secret = CMCSharedSecret(text)
        var builder = CMCRequestBuilder(try await CMCRequestTests.pkcs10(key))
        #expect(try builder.data().hasValidIdentityProof(secret) == nil)
        builder.secret = secret
        builder.identification = identification
        let octets = Array((text + (identification ?? "")).utf8)
        for digest in [DigestAlgorithm.sha256, .sha384, .sha512, .sha1] {
            builder.proofDigest = digest
            let data = try builder.data()
            let witness = try #require(try data.controls.value(of: IdentityProofV2.self)?.witness)
            let macKey = try Self.openSSLDigest(octets, digest: digest.rawValue)
            #expect(try witness == Self.openSSLHMAC(data.requestSequenceBytes, key: macKey, digest: digest.rawValue))
            #expect(try data.hasValidIdentityProof(secret) == true)
            #expect(try data.hasValidIdentityProof(CMCSharedSecret("another")) == false)
        }

        // Version 1, made by openssl alone.
        builder.secret = nil
        let requests = try builder.data().requestSequenceBytes
        let proof = try Self.openSSLHMAC(requests, key: Self.openSSLDigest(octets, digest: "sha1"), digest: "sha1")
        builder.controls = [IdentityProof(proof)]
        #expect(try builder.data().hasValidIdentityProof(secret) == true)
        builder.secret = CMCSharedSecret("another")
        #expect(try builder.data().hasValidIdentityProof(secret) == false)
    }

    @Test("a POP link is what openssl computes, in PKCS #10 and in CRMF, and a request without it fails")
    func popLink() async throws {
        let key = try PrivateKey(generating: .p256)
        let text = "a token of the helpdesk"
        let secret = CMCSharedSecret(text)
        let link = try PopLink(secret)
        #expect(link.random.bytes.count == 64)
        #expect(
            try link.witness.witness
                == Self.openSSLHMAC(link.random.bytes, key: Self.openSSLDigest(Array(text.utf8), digest: "sha256"), digest: "sha256")
        )
        var builder = CMCRequestBuilder()
        builder.requests = [
            .certificationRequest(bodyPartID: 1, try await CMCRequestTests.pkcs10(key, attributes: [link.attribute])),
            .certRequestMessage(try await CMCRequestTests.crmf(key, id: 2, controls: [link.control])),
        ]
        #expect(try builder.data().hasValidPopLinks(secret) == false)
        builder.popLink = link
        #expect(try builder.data().hasValidPopLinks(secret) == true)
        #expect(try builder.data().hasValidPopLinks(CMCSharedSecret("another")) == false)
        builder.popLink = try PopLink(secret)
        #expect(try builder.data().hasValidPopLinks(secret) == false)

        // Version 1, made by openssl alone.
        let mac = try Self.openSSLHMAC(link.random.bytes, key: Self.openSSLDigest(Array(text.utf8), digest: "sha1"), digest: "sha1")
        let attribute = RequestAttribute(PopLinkWitness.oid, values: [PopLinkWitness(mac).derEncoded])
        builder.popLink = link
        builder.requests = [.certificationRequest(bodyPartID: 1, try await CMCRequestTests.pkcs10(key, attributes: [attribute]))]
        #expect(try builder.data().hasValidPopLinks(secret) == true)
        builder.requests.append(.certificationRequest(bodyPartID: 2, try await CMCRequestTests.pkcs10(key)))
        #expect(try builder.data().hasValidPopLinks(secret) == false)
        builder.popLink = nil
        builder.requests.removeFirst()
        #expect(try builder.data().hasValidPopLinks(secret) == nil)
    }

    @Test("an encrypted POP is answered with the decrypted value, which openssl's HMAC confirms")
    func decryptedPOP() async throws {
        let request = CMCRequestBuilder(try await CMCRequestTests.pkcs10(try PrivateKey(generating: .p256))).requests[0]
        let value = SecureRandom.bytes(80)
        let challenge = EncryptedPOP(
            challenging: request,
            value: value,
            message: ContentInfo(contentType: OID.CMS.envelopedData, content: [0x30, 0x00])
        )
        #expect(try challenge.isWitness(of: value))
        #expect(try !challenge.isWitness(of: value.reversed()))
        let reread = try EncryptedPOP(derEncoded: challenge.derEncoded)
        #expect(reread == challenge)
        let answer = try reread.answer(value)
        #expect(try answer.proof == Self.openSSLHMAC(request.derEncoded, key: Array(value.prefix(64)), digest: "sha256"))
        #expect(try answer.proves(request, value: value))
        #expect(try !answer.proves(request, value: Array(value.reversed())))
        #expect(try !DecryptedPOP(bodyPartID: 9, proofAlgorithm: answer.proofAlgorithm, proof: answer.proof).proves(request, value: value))
    }

    @Test("CRMF requests of openssl cmp are read, and their signature and absence of one is judged")
    func openSSLCRMF() async throws {
        let key = try PrivateKey(generating: .p256)
        let files = try OpenSSLFiles()
        try files.write("key.pem", pem: "PRIVATE KEY", try key.pkcs8())
        for (option, expected) in [
            ("1", RequestPossession.proven), ("0", .claimedByRegistrationAuthority), ("2", .notProven), ("-1", .notProven),
        ] {
            // The program answers itself; what it thinks of its own request does not matter.
            _ = try files.run(
                "cmp",
                "-config",
                "",
                "-use_mock_srv",
                "-srv_ref",
                "y",
                "-srv_secret",
                "pass:x",
                "-cmd",
                "ir",
                "-newkey",
                "key.pem",
                "-subject",
                "/O=Example/CN=Device 1",
                "-sans",
                "a.example",
                "-days",
                "30",
                "-popo",
                option,
                "-secret",
                "pass:x",
                "-ref",
                "y",
                "-recipient",
                "/CN=ca",
                "-reqout",
                "out.der",
                "-certout",
                "out.pem"
            )
            let bytes = try Self.body(of: files.read("out.der"))
            let messages = try CertReqMessages(derEncoded: bytes)
            #expect(messages.derEncoded == bytes)
            let message = try #require(messages.messages.first)
            #expect(message.request.template.publicKey == key.publicKey)
            #expect(message.request.template.subject?.rfc4514 == "CN=Device 1,O=Example")
            #expect(message.request.template.validity?.notAfter != nil)
            #expect(try message.request.template.requestedValue(of: SubjectAlternativeName.self)?.names == [.dnsName("a.example")])
            let rewritten = CertReqMsg(
                request: CRMFCertRequest(id: message.request.id, template: message.request.template, controls: message.request.controls),
                proof: message.proof,
                registrationInformation: message.registrationInformation
            )
            #expect(rewritten == message)
            let verification = try EnrollmentMessage(derEncoded: bytes).verification()
            #expect(verification.possession == [expected], "-popo \(option)")
        }
    }

    /// The content of `[0]`, the body of an initialization request in a PKIMessage (RFC 4210 §5.1).
    static func body(of message: [UInt8]) throws -> [UInt8] {
        let listing = try runTool(["openssl", "asn1parse", "-inform", "DER"], input: message).text
        let line = try #require(listing.split(separator: "\n").first { $0.contains("d=1 ") && $0.contains("cont [ 0 ]") })
        func number(_ name: String) throws -> Int {
            let text = try #require(line.split(separator: name).dropFirst().first)
            return try #require(Int(text.drop { $0 == " " }.prefix { $0.isNumber }))
        }
        let offset = try #require(Int(line.drop { $0 == " " }.prefix { $0.isNumber }))
        let start = try offset + number("hl=")
        return Array(message[start..<(start + (try number("l= ")))])
    }

    @Test("a CRMF request we sign is proven, by a MAC or a sender too; changed or with another key it fails")
    func signedCRMF() async throws {
        let key = try PrivateKey(generating: .p384)
        let message = try await CMCRequestTests.crmf(key)
        #expect(try CertReqMsg(derEncoded: message.derEncoded).hasValidSignatureProof() == true)

        let secret = CMCSharedSecret("a token of the helpdesk")
        let mac = try PKMACValue(over: key.publicKey, secret: secret)
        #expect(try mac.isValid(over: key.publicKey, secret: secret))
        #expect(try !mac.isValid(over: key.publicKey, secret: CMCSharedSecret("another")))
        let template = CertTemplate(publicKey: key.publicKey)
        for authentication in [SigningKeyProofInput.Authentication.publicKeyMAC(mac), .sender(.rfc822Name("a@example.test"))] {
            let message = try await CertReqMsg.signed(CRMFCertRequest(id: 3, template: template), key: key, authentication: authentication)
            let reread = try CertReqMsg(derEncoded: message.derEncoded)
            #expect(try reread.hasValidSignatureProof() == true)
            guard case .signature(let proof) = reread.proof else { Issue.record("expected a signature"); continue }
            #expect(proof.input?.authentication == authentication)
        }
        await #expect(throws: KeyError.self) { try await CertReqMsg.signed(CRMFCertRequest(id: 3, template: template), key: key) }
        let other = try PrivateKey(generating: .p384)
        await #expect(throws: KeyError.self) { try await CertReqMsg.signed(message.request, key: other) }
        let stolen = CertReqMsg(request: CRMFCertRequest(id: 2, template: message.request.template), proof: message.proof)
        #expect(try stolen.hasValidSignatureProof() == false)
        #expect(try CertReqMsg(request: message.request, proof: .raVerified).hasValidSignatureProof() == nil)
    }

    @Test("a full response repeats transaction, nonce and data, and openssl cms -verify accepts it")
    func response() async throws {
        let hierarchy = try await SampleHierarchy.make()
        var builder = CMCRequestBuilder(try await CMCRequestTests.pkcs10(try PrivateKey(generating: .p256)))
        builder.transactionID = TransactionID(unsigned: [0xFF, 1, 2])
        builder.senderNonce = [9, 8]
        builder.dataReturn = [7]
        let status = CMCStatusInfoV2(
            status: CMCStatus.failed.rawValue,
            bodyList: [.bodyPartID(1), .path([2, 3])],
            statusString: "no",
            otherInfo: .failInfo(CMCFailure.badIdentity.rawValue)
        )
        var answer = try CMCResponseBuilder(answering: builder.data(), status: status)
        answer.senderNonce = [5]
        answer.certificates = hierarchy.chain.map(\.derEncoded)
        let bytes = try await answer.signed(by: hierarchy.issuing.certificate, key: hierarchy.issuing.key)
        let result = try CMCRequestTests.openSSLVerifies(bytes, root: hierarchy.root.certificate)
        #expect(result.status == 0, "\(result.errorText)")
        let response = try PKIResponse(derEncoded: result.stdout)
        #expect(response.extendedStatuses == [status])
        #expect(try response.controls.value(of: TransactionID.self) == builder.transactionID)
        #expect(try response.controls.value(of: RecipientNonce.self)?.bytes == [9, 8])
        #expect(try response.controls.value(of: SenderNonce.self)?.bytes == [5])
        #expect(try response.controls.value(of: DataReturn.self)?.bytes == [7])
        #expect(CMCStatus(rawValue: status.status).description == "failed")
    }
}
