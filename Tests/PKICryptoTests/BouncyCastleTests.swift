import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Bouncy Castle's messages, keys and requests", .enabled(if: BouncyCastle.isThere))
struct BouncyCastleTests {
    @Test("AuthenticatedData of Bouncy Castle opens here, and ours there; what was changed does not open")
    func authenticated() async throws {
        let files = try OpenSSLFiles()
        let recipient = try await CMSMessageTests.identity(.rsa(bits: 2048), "Recipient")
        try files.write("recipient.der", recipient.certificate.derEncoded)
        try files.write("recipient.p8", try recipient.key.pkcs8())
        try files.write("content", CMSMessageTests.content)

        try BouncyCastle.run("make-authenticated", "content", "recipient.der", "theirs.der", in: files)
        let bytes = try files.read("theirs.der")
        let theirs = try AuthenticatedData(derEncoded: ContentInfo(derEncoded: bytes).content)
        #expect(theirs.contentInfo == bytes)
        let key = CMSDecryptionKey.privateKey(recipient.key, certificate: recipient.certificate)
        #expect(try await theirs.open(with: key) == CMSMessageTests.content)
        var changed = bytes
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: CMSMessageTests.content) })
        changed[place] ^= 1
        let damaged = try AuthenticatedData(derEncoded: ContentInfo(derEncoded: changed).content)
        await #expect(throws: KeyError.self) { try await damaged.open(with: key) }

        let ours = try await AuthenticatedData.authenticating(CMSMessageTests.content, for: [.certificate(recipient.certificate)])
        try files.write("ours.der", ours.contentInfo)
        let said = try BouncyCastle.run("open-authenticated", "ours.der", "recipient.p8", in: files)
        #expect(said["content"] == [Hex.encode(CMSMessageTests.content)])
        #expect(said["mac"] == ["true"])
        #expect(said["digest"] == ["true"])
    }

    @Test("Bouncy Castle's version 2 key with attributes is written again octet for octet, and it reads ours")
    func oneAsymmetricKey() throws {
        let files = try OpenSSLFiles()
        try BouncyCastle.run("make-key", "theirs.der", in: files)
        let bytes = try files.read("theirs.der")
        let theirs = try PrivateKeyInfo(derEncoded: bytes)
        #expect(theirs.algorithm == .ed25519)
        #expect(theirs.privateKey == [4, 32] + Array(1...32))
        #expect(theirs.attributes == [RequestAttribute(OID.PKCS12.friendlyName, values: [[0x0C, 4] + Array("mine".utf8)])])
        #expect(theirs.derEncoded == bytes)
        let key = try PrivateKey(pkcs8: bytes)
        #expect(theirs.publicKey == key.publicKey.keyBytes)

        let own = try PrivateKey(generating: .ed25519)
        let info = try PrivateKeyInfo(derEncoded: own.pkcs8())
        let ours = PrivateKeyInfo(
            algorithm: info.algorithm,
            privateKey: info.privateKey,
            attributes: theirs.attributes,
            publicKey: own.publicKey.keyBytes
        )
        try files.write("ours.der", ours.derEncoded)
        let said = try BouncyCastle.run("show-key", "ours.der", in: files)
        #expect(said["version"] == ["1"])
        #expect(said["attributes"] == ["1"])
        #expect(said["public"] == [Hex.encode(own.publicKey.keyBytes)])
        #expect(said["derived"] == said["public"])
        #expect(said["again"] == ["true"])
    }

    @Test("Bouncy Castle's irregular PKCS #10 is refused, or accepted with the leniency that has its name")
    func leniencies() throws {
        let files = try OpenSSLFiles()
        let key = try PrivateKey(generating: .p256)
        try files.write("key.p8", try key.pkcs8())
        try files.write("key.pub", key.publicKey.derEncoded)
        try BouncyCastle.run("make-requests", "key.p8", "key.pub", in: files)
        let empty = try RequestLeniencyTests.expect(files.read("empty.der"), needs: .emptyAttributeValues)
        #expect(empty.attributes.map(\.values) == [[]])
        for name in ["twice.der", "both.der"] {
            let request = try RequestLeniencyTests.expect(files.read(name), needs: .repeatedExtensionRequests)
            #expect(Set(request.requestedExtensions.map(\.oid)) == [OID.Extensions.keyUsage, OID.Extensions.subjectAlternativeName])
        }
        let indefinite = try files.read("indefinite.der")
        #expect(indefinite.starts(with: [0x30, 0x80]))
        let error = #expect(throws: FormatError.self) { try CertificationRequest(encoded: indefinite, leniency: .all) }
        #expect(error?.description == "CertificationRequest at 0: the length of the request is indefinite")
    }

    @Test("CRMF, CMC requests and responses go to Bouncy Castle and come from it, with signatures and proofs")
    func enrollment() async throws {
        let files = try OpenSSLFiles()
        let signer = try await CMSMessageTests.identity(.p256, "Signer")
        try files.write("signer.der", signer.certificate.derEncoded)
        try files.write("signer.p8", try signer.key.pkcs8())
        try BouncyCastle.run("make-enrollment", "signer.p8", "signer.der", in: files)

        let crmf = try CertReqMsg(derEncoded: files.read("crmf.der"))
        #expect(crmf.request.id == 77)
        #expect(crmf.request.template.subject?.rfc4514 == "O=Example,CN=asker")
        #expect(crmf.request.template.publicKey == signer.key.publicKey)
        #expect(try crmf.request.template.requestedValue(of: ExtendedKeyUsage.self)?.purposes == [OID.KeyPurpose.clientAuth])
        #expect(try crmf.hasValidSignatureProof() == true)

        let bytes = try files.read("request.der")
        let message = try EnrollmentMessage(derEncoded: bytes)
        #expect(message.form == .cmc)
        #expect(message.requests.map { $0.subject?.rfc4514 } == ["O=Example,CN=asker", "O=Example,CN=asker"])
        let verification = message.verification()
        #expect(verification.signers == [[.certificate(signer.certificate)]])
        #expect(verification.possession == [.proven, .proven])
        #expect(try message.layers[0].controls.value(of: SenderNonce.self)?.bytes == [9, 8, 7])
        let signed = try SignedData(contentInfo: bytes)
        let content = try #require(signed.content)
        let data = try PKIData(derEncoded: content)
        #expect(
            PKIData(
                controls: data.controls,
                requests: data.requests,
                contentInfos: data.contentInfos,
                otherMessages: data.otherMessages
            ).derEncoded == content
        )

        let answer = try SignedData(contentInfo: files.read("response.der"))
        #expect(try answer.fault(of: answer.signers[0], certificate: signer.certificate) == nil)
        let response = try PKIResponse(derEncoded: #require(answer.content))
        #expect(response.statuses.map(\.status) == [0])
        #expect(response.statuses.map(\.statusString) == ["done"])

        var builder = CMCRequestBuilder(try await CMCRequestTests.pkcs10(signer.key))
        builder.senderNonce = [1, 2]
        var reply = CMCResponseBuilder(statuses: [CMCStatusInfoV2(status: CMCStatus.success.rawValue, bodyList: [.bodyPartID(1)])])
        reply.certificates = [signer.certificate.derEncoded]
        try files.write("ours.crmf", try await CMCRequestTests.crmf(signer.key).derEncoded)
        try files.write("ours.request", try await builder.signed(by: .certificate(signer.certificate, signer.key)))
        try files.write("ours.response", try await reply.signed(by: signer.certificate, key: signer.key))
        let said = try BouncyCastle.run("show-enrollment", "ours.crmf", "ours.request", "ours.response", in: files)
        #expect(said["subject"] == ["O=Example,CN=Device 1"])
        #expect(said["possession"] == ["true"])
        #expect(said["control"]?.contains(SenderNonce.oid.dotted) == true)
        #expect(said["request"] == ["O=Example,CN=Device 1 true"])
        #expect(said["status"] == [CMCStatusInfoV2.oid.dotted])
        // The content of each message is asked for twice, and its signature checked each time.
        #expect(said["signature"] == ["true", "true", "true", "true"])
        #expect(said["again"] == ["true", "true"])
    }
}
