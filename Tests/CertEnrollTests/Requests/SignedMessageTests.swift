import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Members of IX509CertificateRequestPkcs7 and IX509CertificateRequestCmc")
struct SignedMessageTests {
    private typealias Pkcs10 = X509CertificateRequestPkcs10
    private typealias Pkcs7 = X509CertificateRequestPkcs7
    private typealias Cmc = X509CertificateRequestCmc

    private func signer(_ fixture: RequestFixture) -> SignerCertificate {
        SignerCertificate(certificate: fixture.certificate, key: fixture.key)
    }

    private func message(_ request: any IX509CertificateRequest) throws -> EnrollmentMessage {
        try EnrollmentMessage(derEncoded: request.rawData(.binary).bytes)
    }

    @Test("PKCS #7 is SignedData 1 around the request, with the requester's name among the signed attributes")
    func pkcs7() async throws {
        try await RequestFixture.with { fixture in
            let request = Pkcs7(lookup: fixture.lookup)
            try request.initialize(.user)
            request.requesterName = "EXAMPLE\\bob"
            request.signerCertificate = signer(fixture)
            try await request.encode()
            let signed = try SignedData(contentInfo: request.rawData(.binary).bytes)
            #expect(signed.version == 1 && signed.contentType == OID.CMS.data)
            #expect(signed.signers.map(\.version) == [1])
            #expect(signed.certificates == [fixture.certificate.derEncoded])
            let message = try message(request)
            #expect(message.form == .pkcs7 && message.verification().isSound)
            #expect(
                try message.nameValuePairs(of: message.onlyRequest)
                    == [EnrollmentNameValuePair(name: "RequesterName", value: "EXAMPLE\\bob")]
            )
            #expect(request.type.rawValue == 2)
            #expect(try request.innerRequest(.next) === request.innermost)
            try request.checkCertificateSignature(validateChain: false)
        }
    }

    @Test("PKCS #7 without a signer is 0x80094004, and its checks have the documented codes")
    func pkcs7Errors() async throws {
        try await RequestFixture.with { fixture in
            let request = Pkcs7(lookup: fixture.lookup)
            #expect(await failure { try await request.encode() } == .blank)
            #expect(await failure { try request.rawData() } == .blank)
            #expect(await failure { try request.innerRequest(.next) } == .blank)
            #expect(await failure { try request.checkCertificateSignature(validateChain: false) } == .blank)
            try request.initialize(.user)
            #expect(await failure { try request.initialize(.user) } == .alreadyInitialized)
            #expect(await failure { try request.innerRequest(InnerRequestLevel(rawValue: 5)) } == .invalidArgument)
            #expect(await failure { try await request.encode() } == .certsrvPropertyEmpty)
            #expect(await failure { try request.resetForEncode() } == .invalidState)
            request.signerCertificate = signer(fixture)
            try await request.encode()
            #expect(await failure { try request.checkCertificateSignature(validateChain: true) } != nil)
            let hierarchy = try await SampleHierarchy.make()
            request.signerCertificate = SignerCertificate(certificate: hierarchy.server.certificate, key: hierarchy.server.key)
            #expect(await failure { try request.checkCertificateSignature(validateChain: false) } == .certsrvPropertyEmpty)
            request.signerCertificate = nil
            #expect(await failure { try request.checkCertificateSignature(validateChain: false) } == .certsrvPropertyEmpty)
        }
    }

    @Test("ValidateChain accepts a signer under a root of the stores; under no root it is 0x800B0109")
    func chains() async throws {
        try await EnrollmentFixture.with { fixture in
            let lookup = CertificateLookup(stores: .init(directory: fixture.directory))
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromTemplateName(.user, templateName: "User")
            try await enrollment.enroll()
            let thumbprint = Hex.encode(Digest.sha1(try enrollment.certificate(.binary).bytes))
            let request = Pkcs7(lookup: lookup)
            try await request.initializeFromCertificate(
                .user,
                renewalRequest: true,
                certificate: thumbprint,
                encoding: .hexRaw,
                inheritOptions: .default
            )
            try await request.encode()
            try request.checkCertificateSignature(validateChain: true)
            try await RequestFixture.with { other in
                let stranger = Pkcs7(lookup: lookup)
                try stranger.initialize(.user)
                stranger.signerCertificate = signer(other)
                try await stranger.encode()
                #expect(await failure { try stranger.checkCertificateSignature(validateChain: true) } == .untrustedRoot)
            }
        }
    }

    @Test("PKCS #7 holds PKCS #10 alone, CMC also CMC; anything else is 0x80091004")
    func holding() async throws {
        let certificate = X509CertificateRequestCertificate()
        try certificate.initialize(.user)
        let (pkcs10, pkcs7, cmc) = (Pkcs10(), Pkcs7(), Cmc())
        #expect(await failure { try Pkcs7().initializeFromInnerRequest(pkcs10) } == .blank)
        try pkcs10.initialize(.machine)
        try pkcs7.initialize(.user)
        try cmc.initializeFromInnerRequest(pkcs10)
        #expect(cmc.enrollmentContext == .machine)
        for (outer, inner, status) in [
            (Pkcs7(), pkcs7, .invalidMessageType), (Pkcs7(), cmc, .invalidMessageType), (Pkcs7(), certificate, .invalidMessageType),
            (Cmc(), pkcs7, .invalidMessageType), (Cmc(), cmc, nil), (Cmc(), pkcs10, nil), (Pkcs7(), pkcs10, nil),
        ] as [(Pkcs7, any IX509CertificateRequest, HRESULT?)] {
            #expect(await failure { try outer.initializeFromInnerRequest(inner) } == status)
        }
    }

    @Test("settings of the outer request reach the inner one")
    func settings() throws {
        for request in [Pkcs7(), Cmc()] {
            try request.initialize(.user)
            request.hashAlgorithm = .sha384
            request.alternateSignatureAlgorithm = true
            request.clientID = .eobo
            request.renewalCertificate = [1]
            let inner = request.innermost
            #expect(inner.hashAlgorithm == .sha384 && inner.alternateSignatureAlgorithm)
            #expect(inner.clientID == .eobo && inner.renewalCertificate == [1])
            request.suppressDefaults = true
            #expect(inner.suppressDefaults == (request.type == .pkcs7))
            #expect(request.suppressDefaults)
        }
    }

    @Test("CMC is SignedData 3: the key's signature first, certificates after it, with the digest chosen")
    func cmc() async throws {
        try await RequestFixture.with { fixture in
            let request = Cmc(lookup: fixture.lookup)
            try request.initialize(.user)
            request.hashAlgorithm = .sha512
            try request.signerCertificates.add(signer(fixture))
            try await request.encode()
            let signed = try SignedData(contentInfo: request.rawData(.binary).bytes)
            #expect(signed.version == 3 && signed.contentType == OID.CMC.pkiData)
            #expect(signed.signers.count == 2)
            #expect(signed.signers.allSatisfy { $0.digestAlgorithm.digest == .sha512 })
            let verification = try message(request).verification()
            #expect(Set(verification.signers[0]) == [.requestKey(0), .certificate(fixture.certificate)])
            try request.checkSignature()
            try request.checkCertificateSignature(signer(fixture), validateChain: false)
            #expect(request.type.rawValue == 3 && !request.nullSigned)
            #expect(request.signatureInformation === request.innermost.signatureInformation)
        }
    }

    @Test("CMC controls: transaction, nonce, pairs, requester, extensions, attributes; they are read back")
    func controls() async throws {
        let request = Cmc()
        try request.initialize(.user)
        request.transactionId = -7
        request.senderNonce = [9, 8, 7]
        request.nameValuePairs.add("CertificateTemplate", "User")
        request.requesterName = "EXAMPLE\\bob"
        request.x509Extensions.append(ExtendedKeyUsage([OID.KeyPurpose.clientAuth]).asExtension())
        request.criticalExtensions = [OID.Extensions.extendedKeyUsage]
        request.cryptAttributes.append(.osVersion("10.0.1.2"))
        try await request.encode()
        let message = try message(request)
        let inner = try message.onlyRequest
        let controls = message.layers[0].controls
        #expect(try controls.value(of: TransactionID.self)?.number == -7)
        #expect(try controls.value(of: SenderNonce.self)?.bytes == [9, 8, 7])
        let information = try #require(try controls.value(of: RegistrationInformation.self))
        #expect(String(decoding: information.bytes, as: UTF8.self) == "CertificateTemplate=User&RequesterName=EXAMPLE%5Cbob&")
        #expect(try message.addedExtensions(to: inner).map(\.critical) == [true])
        #expect(
            try message.addedAttributes(to: inner).map(\.oid).sorted { $0.dotted < $1.dotted }
                == [OID.Microsoft.osVersion, OID.Microsoft.requestClientInformation]
        )
        let read = Cmc()
        try read.initializeDecode(try request.rawData(.base64).text)
        #expect(read.transactionId == -7 && read.senderNonce == [9, 8, 7] && read.requesterName == "EXAMPLE\\bob")
        #expect(read.nameValuePairs.pairs.map { $0.name + $0.value } == ["CertificateTemplateUser"])
        #expect(read.x509Extensions.map(\.oid) == request.criticalExtensions && read.criticalExtensions == request.criticalExtensions)
        #expect(read.cryptAttributes == request.cryptAttributes && read.suppressOids.isEmpty)
        #expect(read.publicKey == request.publicKey)
    }

    @Test("the outer default attribute is left out by SuppressDefaults and by SuppressOids")
    func suppressed() async throws {
        for change in [{ $0.suppressDefaults = true }, { $0.suppressOids = [OID.Microsoft.requestClientInformation] }] as [(Cmc) -> Void] {
            let request = Cmc()
            try request.initialize(.user)
            change(request)
            try await request.encode()
            #expect(try message(request).layers[0].controls.isEmpty)
            #expect(try request.decoded.clientInformation != nil)
            let read = Cmc()
            try read.initializeDecode(try request.rawData(.binary).bytes, encoding: .binary)
            #expect(read.suppressOids == [OID.Microsoft.requestClientInformation])
        }
    }

    @Test("CMC in CMC to any depth: each level refers to the one inside, and all signatures hold", arguments: [1, 2, 5])
    func nested(depth: Int) async throws {
        try await RequestFixture.with { fixture in
            let innermost = Pkcs10(lookup: fixture.lookup)
            try innermost.initialize(.user)
            var outer: any IX509CertificateRequest = innermost
            for level in 0...depth {
                let next = Cmc(lookup: fixture.lookup)
                try next.initializeFromInnerRequest(outer)
                next.x509Extensions = level == depth ? [ExtendedKeyUsage([OID.KeyPurpose.clientAuth]).asExtension()] : []
                if level == depth { try next.signerCertificates.add(signer(fixture)) }
                outer = next
            }
            try await outer.encode()
            #expect(try outer.innerRequest(.innermost) === innermost)
            #expect(try outer.innerRequest(.next) is Cmc)
            let message = try message(outer)
            #expect(message.layers.count == depth + 1)
            #expect(message.verification().isSound)
            #expect(try message.addedExtensions(to: message.onlyRequest).count == 1)
            let read = Cmc()
            try read.initializeDecode(try outer.rawData(.binary).bytes, encoding: .binary)
            try read.checkSignature()
            #expect(read.innermost.publicKey == innermost.publicKey)
            try outer.resetForEncode()
            #expect(await failure { try innermost.rawData() } == .invalidState)
        }
    }

    @Test("a request with a null signature gives a CMC message with a hash in the first place")
    func nullSigned() async throws {
        try await RequestFixture.with { fixture in
            let inner = Pkcs10()
            try inner.initializeFromPublicKey(.user, key: try PrivateKey(generating: .p256).publicKey)
            let request = Cmc()
            try request.initializeFromInnerRequest(inner)
            try request.signerCertificates.add(signer(fixture))
            try await request.encode()
            #expect(request.nullSigned)
            try request.checkSignature(.nullSignature)
            #expect(await failure { try request.checkSignature(.keySignature) } == .invalidState)
            let message = try message(request)
            #expect(message.verification().isSound)
            let signature = message.layers[0].signedData.signers.map(\.signatureAlgorithm.oid)
            #expect(signature.contains(OID.CMC.noSignature))
        }
    }

    @Test("an agent wraps a request that it has only read, and signs it beside a hash")
    func wrapsForeign() async throws {
        try await RequestFixture.with { fixture in
            let theirs = Cmc()
            try theirs.initialize(.user)
            try await theirs.encode()
            let read = Cmc()
            try read.initializeDecode(try theirs.rawData(.binary).bytes, encoding: .binary)
            let outer = Cmc()
            try outer.initializeFromInnerRequest(read)
            try outer.signerCertificates.add(signer(fixture))
            try await outer.encode()
            let message = try message(outer)
            #expect(message.verification().isSound)
            #expect(try message.onlyRequest.derEncoded == theirs.innermost.rawData(.binary).bytes)
        }
    }

    @Test("CheckSignature of CMC: blank, not encoded, changed")
    func cmcChecks() async throws {
        let request = Cmc()
        #expect(await failure { try request.checkSignature() } == .blank)
        try request.initialize(.user)
        #expect(await failure { try request.checkSignature() } == .invalidState)
        #expect(await failure { try request.checkSignature([]) } == .badSignature)
        try await request.encode()
        #expect(await failure { try request.checkSignature(.nullSignature) } == .invalidState)
        var bytes = try request.rawData(.binary).bytes
        bytes[bytes.count - 1] ^= 1
        let changed = Cmc()
        try changed.initializeDecode(bytes, encoding: .binary)
        #expect(await failure { try changed.checkSignature() } == .badSignature)
    }

    @Test("InitializeDecode: no message is 0x8007000D, a message of the other kind 0x80091004")
    func decodeErrors() async throws {
        try await RequestFixture.with { fixture in
            let (pkcs7, cmc) = (Pkcs7(), Cmc())
            try pkcs7.initialize(.user)
            pkcs7.signerCertificate = signer(fixture)
            pkcs7.requesterName = "EXAMPLE\\bob"
            try cmc.initialize(.user)
            try await pkcs7.encode()
            try await cmc.encode()
            #expect(await failure { try Pkcs7().initializeDecode([0x30, 0x00], encoding: .binary) } == .invalidData)
            #expect(await failure { try Cmc().initializeDecode([0x30, 0x00], encoding: .binary) } == .invalidData)
            let (signed, full) = (try pkcs7.rawData(.binary).bytes, try cmc.rawData(.binary).bytes)
            #expect(await failure { try Cmc().initializeDecode(signed, encoding: .binary) } == .invalidMessageType)
            #expect(await failure { try Pkcs7().initializeDecode(full, encoding: .binary) } == .invalidMessageType)
            let read = Pkcs7()
            try read.initializeDecode(signed, encoding: .binary, context: .machine)
            #expect(read.requesterName == "EXAMPLE\\bob" && read.enrollmentContext == .machine)
            #expect(try read.signerCertificate?.certificate(.binary).bytes == fixture.certificate.derEncoded)
            try read.checkCertificateSignature(validateChain: false)
        }
    }

    @Test("templates by name and object; a CMC around a request that exists adds the template's name")
    func templates() async throws {
        try await EnrollmentFixture.with { fixture in
            let server = WatchedServer(fixture)
            for request in [Pkcs7(), Cmc()] {
                try await request.initializeFromTemplateName(.user, templateName: "User", policyServer: server)
                #expect(request.template?.name == "User" && request.policyServer != nil)
                #expect(request.innermost.templateObjectId == "User")
            }
            let inner = Pkcs10()
            try inner.initialize(.user)
            let outer = Cmc()
            try await outer.initializeFromInnerRequestTemplateName(inner, templateName: "User", policyServer: server)
            #expect(outer.templateObjectId == "User" && outer.template?.name == "User" && inner.template == nil)
            try await outer.encode()
            let message = try message(outer)
            #expect(try message.addedExtensions(to: message.onlyRequest).map(\.oid) == [OID.Microsoft.templateName])
            #expect(
                await failure { try await Cmc().initializeFromTemplateName(.user, templateName: "Nobody", policyServer: server) }
                    == .certsrvUnsupportedCertType
            )
        }
    }
    @Test("a template of a policy server gives every kind of request; without either object it is 0x80004003")
    func policyServers() async throws {
        try await EnrollmentFixture.with { fixture in
            let server = try await fixture.loadedPolicyServer()
            let template = try server.getTemplates().itemByName("User")
            let key = try PrivateKey(generating: .p256)
            let requests = [Pkcs10(), Pkcs10(), Pkcs10()]
            try await requests[0].initializeFromTemplate(.user, policyServer: server, template: template)
            try await requests[1].initializeFromPrivateKeyTemplate(.user, key: key, policyServer: server, template: template)
            try await requests[2].initializeFromPublicKeyTemplate(.user, key: key.publicKey, policyServer: server, template: template)
            #expect(requests.allSatisfy { $0.template?.name == "User" && $0.policyServer != nil })
            let message = Pkcs7()
            try await message.initializeFromTemplate(.user, policyServer: server, template: template)
            let around = Cmc()
            try await around.initializeFromInnerRequestTemplate(requests[0], policyServer: server, template: template)
            #expect(message.template?.name == "User" && around.templateObjectId == "User")
            #expect(await failure { try await Pkcs10().initializeFromTemplate(.user, policyServer: nil, template: template) } == .pointer)
            #expect(await failure { try await Pkcs7().initializeFromTemplate(.user, policyServer: server, template: nil) } == .pointer)
        }
    }
}
