import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("CMC requests")
struct CMCRequestTests {
    static let subject = DistinguishedName.of([(.organization, "Example"), (.commonName, "Device 1")])

    static func pkcs10(_ key: PrivateKey, attributes: [RequestAttribute] = []) async throws -> CertificationRequest {
        try CertificationRequest(
            derEncoded: await RequestBuilder.pkcs10(
                key: key,
                subject: subject,
                attributes: attributes,
                extensions: [SubjectKeyIdentifier(key.publicKey.keyIdentifier).asExtension()]
            )
        )
    }

    static func crmf(_ key: PrivateKey, id: Int = 1, controls: [CRMFControl] = []) async throws -> CertReqMsg {
        let template = CertTemplate(
            subject: subject,
            publicKey: key.publicKey,
            extensions: [SubjectKeyIdentifier(key.publicKey.keyIdentifier).asExtension()]
        )
        return try await .signed(CRMFCertRequest(id: id, template: template, controls: controls), key: key)
    }

    /// OpenSSL's verdict on the outer signatures; the certificates are made to be found and trusted.
    static func openSSLVerifies(_ message: [UInt8], root: Certificate) throws -> ToolResult {
        let files = try OpenSSLFiles()
        try files.write("root.pem", pem: "CERTIFICATE", root.derEncoded)
        try files.write("message.der", message)
        return try files.run(
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            "message.der",
            "-CAfile",
            "root.pem",
            "-purpose",
            "any"
        )
    }

    @Test("a request signed with its own key is read, proves possession and carries what was put in", arguments: SignatureTests.keys)
    func signedByRequestKey(specification: KeySpecification) async throws {
        let key = try PrivateKey(generating: specification)
        for isCRMF in [false, true] {
            var builder = isCRMF ? CMCRequestBuilder(try await Self.crmf(key)) : CMCRequestBuilder(try await Self.pkcs10(key))
            builder.registrationPairs = [
                EnrollmentNameValuePair(name: "CertificateTemplate", value: "WebServer"),
                EnrollmentNameValuePair(name: "RequesterName", value: "EXAMPLE\\alice"),
            ]
            builder.transactionID = TransactionID(77)
            builder.senderNonce = [1, 2, 3]
            builder.addedExtensions = [MicrosoftTemplateName("WebServer").asExtension()]
            builder.addedAttributes = [.osVersion("10.0.19045.2")]
            let message = try EnrollmentMessage(derEncoded: await builder.signed(by: .requestKey(key)))
            #expect(message.form == .cmc)
            let request = try message.onlyRequest
            #expect(request.publicKey == key.publicKey)
            #expect(request.subject == Self.subject)
            let verification = message.verification()
            #expect(verification.signers == [[.requestKey(0)]])
            #expect(verification.possession == [.proven])
            #expect(verification.isSound)
            #expect(try message.nameValuePairs(of: request).map(\.value) == ["WebServer", "EXAMPLE\\alice"])
            #expect(try message.addedExtensions(to: request).map(\.oid) == [OID.Microsoft.templateName])
            #expect(try message.addedAttributes(to: request) == [.osVersion("10.0.19045.2")])
            let layer = try #require(message.layers.first)
            #expect(layer.unknownControls.isEmpty)
            #expect(try layer.controls.value(of: TransactionID.self)?.number == 77)
            #expect(try layer.controls.value(of: SenderNonce.self)?.bytes == [1, 2, 3])
            guard case .subjectKeyIdentifier(key.publicKey.keyIdentifier) = layer.signedData.signers[0].identifier else {
                Issue.record("expected the key identifier")
                continue
            }
        }
    }

    @Test("a changed request, signer or control is not sound")
    func changed() async throws {
        let key = try PrivateKey(generating: .p256)
        let other = try PrivateKey(generating: .p256)
        let request = try await Self.pkcs10(key)
        let bytes = try await CMCRequestBuilder(request).signed(by: .requestKey(other, identifier: key.publicKey.keyIdentifier))
        let forged = try EnrollmentMessage(derEncoded: bytes).verification()
        #expect(forged.signers == [[.invalid("the signature was not made with the key of the request")]])
        #expect(!forged.isSound)

        let stranger = try EnrollmentMessage(derEncoded: await CMCRequestBuilder(request).signed(by: .requestKey(other))).verification()
        #expect(stranger.signers == [[.unknown]])
        #expect(!stranger.isSound)

        let good = try SignedData(contentInfo: await CMCRequestBuilder(request).signed(by: .requestKey(key)))
        var content = try #require(good.content)
        let position = try #require(content.indices.first { Array(content[$0...].prefix(8)) == Array("Device 1".utf8) })
        content[position] ^= 1
        let changed = SignedData(contentType: OID.CMC.pkiData, content: content, certificates: [], signers: good.signers)
        let verification = try EnrollmentMessage(derEncoded: changed.contentInfo).verification()
        #expect(verification.possession == [.failed("the request is not signed with its key")])
        #expect(!verification.isSound)
        #expect(
            !(try EnrollmentMessage(
                derEncoded: SignedData(contentType: OID.CMC.pkiData, content: good.content, certificates: [], signers: []).contentInfo
            ).verification().isSound)
        )
    }

    @Test("a renewal has two signers, and openssl cms -verify accepts the one with a certificate")
    func renewal() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let key = try PrivateKey(generating: .rsa(bits: 2048))
        var builder = CMCRequestBuilder(
            try await Self.pkcs10(key, attributes: [.renewalCertificate(hierarchy.user.certificate.derEncoded)])
        )
        builder.certificates = [hierarchy.issuing.certificate.derEncoded]
        let old = RequestSigner.certificate(hierarchy.user.certificate, hierarchy.user.key)
        let message = try EnrollmentMessage(derEncoded: await builder.signed(by: .requestKey(key), old))
        let verification = message.verification()
        #expect(verification.signers == [[.requestKey(0), .certificate(hierarchy.user.certificate)]])
        #expect(verification.certificates(signingLayer: 0) == [hierarchy.user.certificate])
        #expect(verification.isSound)
        #expect(message.layers[0].signedData.signers.map(\.version) == [3, 1])

        // OpenSSL cannot take a bare key for the first signer.
        let bytes = try await builder.signed(by: old)
        let result = try Self.openSSLVerifies(bytes, root: hierarchy.root.certificate)
        #expect(result.status == 0, "\(result.errorText)")
        #expect(try result.stdout == builder.data().derEncoded)
        let print = try runTool(["openssl", "cms", "-cmsout", "-print", "-noout", "-inform", "DER"], input: bytes)
        #expect(print.text.contains("id-cct-PKIData"))
    }

    @Test("PKCS #7 around PKCS #10, for renewal and on behalf of another, verifies here and with openssl cms")
    func pkcs7() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let key = try PrivateKey(generating: .p256)
        let request = try await Self.pkcs10(key)
        let bytes = try await PKCS7Request.signed(
            request.derEncoded,
            certificate: hierarchy.user.certificate,
            key: hierarchy.user.key,
            pairs: [EnrollmentNameValuePair(name: "RequesterName", value: "EXAMPLE\\bob")],
            certificates: [hierarchy.issuing.certificate.derEncoded]
        )
        let message = try EnrollmentMessage(derEncoded: bytes)
        #expect(message.form == .pkcs7)
        #expect(message.verification().signers == [[.certificate(hierarchy.user.certificate)]])
        #expect(message.verification().possession == [.proven])
        #expect(try message.nameValuePairs(of: message.onlyRequest).map(\.value) == ["EXAMPLE\\bob"])
        let result = try Self.openSSLVerifies(bytes, root: hierarchy.root.certificate)
        #expect(result.status == 0, "\(result.errorText)")
        #expect(result.stdout == request.derEncoded)
    }

    @Test("openssl cms -sign around our PKCS #10 and PKIData is verified, streamed and with several signers")
    func signedByOpenSSL() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let key = try PrivateKey(generating: .p256)
        let files = try OpenSSLFiles()
        for (name, identity) in [("user", hierarchy.user), ("server", hierarchy.server)] {
            try files.write(name + ".pem", pem: "CERTIFICATE", identity.certificate.derEncoded)
            try files.write(name + ".key", pem: "PRIVATE KEY", try identity.key.pkcs8())
        }
        let request = try await Self.pkcs10(key)
        let sign = ["cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-signer", "user.pem", "-inkey", "user.key"]
        let more = ["-signer", "server.pem", "-inkey", "server.key"]
        for options in [[], ["-keyid"], ["-stream"]] {
            let bytes = try files.output(sign + more + options, input: request.derEncoded)
            let message = options == ["-stream"] ? try EnrollmentMessage(berEncoded: bytes) : try EnrollmentMessage(derEncoded: bytes)
            #expect(message.form == .pkcs7)
            #expect(
                Set(message.verification().certificates(signingLayer: 0))
                    == [hierarchy.user.certificate, hierarchy.server.certificate],
                "\(options)"
            )
            #expect(message.verification().isSound)
        }
        let data = try CMCRequestBuilder(request).data().derEncoded
        let bytes = try files.output(sign + ["-econtent_type", OID.CMC.pkiData.dotted], input: data)
        let message = try EnrollmentMessage(derEncoded: bytes)
        #expect(message.form == .cmc)
        #expect(message.verification().signers == [[.certificate(hierarchy.user.certificate)]])
    }

    @Test("requests that a registration authority passes on are opened, and its additions reach the right ones")
    func registrationAuthority() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let (first, second) = (try PrivateKey(generating: .p256), try PrivateKey(generating: .p384))
        let inner = try await CMCRequestBuilder(Self.pkcs10(first)).signed(by: .requestKey(first))
        var outer = CMCRequestBuilder(try await Self.crmf(second, id: 5))
        let number = outer.add(try ContentInfo(derEncoded: inner))
        outer.controls = [
            AddExtensions(dataReference: number, certificateReferences: [1], extensions: [BasicConstraints(isCA: false).asExtension()]),
            AddAttributesControl(dataReference: number, certificateReferences: [], attributes: [.osVersion("6.1")]),
            RAPOPWitness(dataReference: 0, bodyParts: [5]),
            BatchRequests([number]),
        ]
        let officer = RequestSigner.certificate(hierarchy.user.certificate, hierarchy.user.key)
        let message = try EnrollmentMessage(derEncoded: await outer.signed(by: officer))
        #expect(message.layers.map(\.parent) == [nil, 0])
        #expect(message.layers.map(\.bodyPartID) == [nil, number])
        #expect(message.requests.map(\.publicKey) == [second.publicKey, first.publicKey])
        #expect(message.requests.map(message.layersAround) == [[0], [1, 0]])
        #expect(try message.addedExtensions(to: message.requests[0]).isEmpty)
        #expect(try message.addedExtensions(to: message.requests[1]).map(\.oid) == [OID.Extensions.basicConstraints])
        #expect(try message.addedAttributes(to: message.requests[1]) == [.osVersion("6.1")])
        #expect(message.verification().signers == [[.certificate(hierarchy.user.certificate)], [.requestKey(1)]])
        #expect(message.verification().isSound)
        #expect(throws: FormatError.self) { try message.onlyRequest }
    }

    @Test("eight layers are opened and a ninth is refused")
    func depth() async throws {
        let hierarchy = try await SampleHierarchy.make()
        var bytes = try await Self.pkcs10(try PrivateKey(generating: .p256)).derEncoded
        for depth in 1...9 {
            bytes = try await PKCS7Request.signed(bytes, certificate: hierarchy.user.certificate, key: hierarchy.user.key)
            if depth <= EnrollmentMessage.maximumDepth {
                #expect(try EnrollmentMessage(derEncoded: bytes).layers.count == depth)
            } else {
                #expect(throws: FormatError.self) { try EnrollmentMessage(derEncoded: bytes) }
            }
        }
    }

    @Test("the forms of message are told apart, and any other message is refused")
    func forms() async throws {
        let key = try PrivateKey(generating: .p256)
        #expect(try EnrollmentMessage(derEncoded: await Self.pkcs10(key).derEncoded).form == .pkcs10)
        #expect(try EnrollmentMessage(derEncoded: CertReqMessages([await Self.crmf(key)]).derEncoded).form == .certRequestMessages)
        #expect(try EnrollmentMessage(derEncoded: SampleVectors.cmCertificateRequest).form == .pkcs10)
        let files = try OpenSSLFiles()
        try files.write("key.pem", pem: "PRIVATE KEY", try key.pkcs8())
        let spkac = String(decoding: try files.output("spkac", "-key", "key.pem", "-digest", "sha256"), as: UTF8.self)
        let keygen = try EnrollmentMessage(derEncoded: SignedPublicKeyAndChallenge(text: spkac).derEncoded)
        #expect(keygen.form == .keygen)
        #expect(keygen.verification().possession == [.proven])
        #expect(throws: FormatError.self) { try EnrollmentMessage(derEncoded: SampleVectors.cmFullResponse) }
        for bytes: [UInt8] in [[], [0x30, 0x00], [0x02, 0x01, 0x00], [0x30, 0x02, 0x30, 0x00], [0x30, 0x03, 0x01, 0x01, 0x00]] {
            #expect(throws: FormatError.self) { try EnrollmentMessage(derEncoded: bytes) }
        }
    }

    @Test("a null signature counts inside a message signed with the request's key only")
    func nullSignature() async throws {
        let key = try PrivateKey(generating: .p256)
        let info = CertificationRequestInfo(subject: Self.subject, subjectPublicKeyInfo: key.publicKey).derEncoded()
        let noSignature = AlgorithmIdentifier(OID.CMC.noSignature, parameters: [0x05, 0x00])
        for (algorithm, hash) in [(AlgorithmIdentifier.sha256, Digest.sha256(info)), (noSignature, Digest.sha1(info))] {
            let request = try CertificationRequest(
                derEncoded: CertificationRequestInfo.assemble(info: info, algorithm: algorithm, signature: hash)
            )
            #expect(request.hasValidNullSignature == true)
            let bare = try EnrollmentMessage(derEncoded: request.derEncoded).verification()
            #expect(!bare.isSound)
            let signed = try EnrollmentMessage(derEncoded: await CMCRequestBuilder(request).signed(by: .requestKey(key))).verification()
            #expect(signed.possession == [.provenBySigner])
            let unsigned = try EnrollmentMessage(derEncoded: await CMCRequestBuilder(request).signed(by: .nobody(key.publicKey)))
            #expect(unsigned.verification().signers == [[.noSignature]])
            #expect(unsigned.verification().possession == [.notProven])
            let wrong = try CertificationRequest(
                derEncoded: CertificationRequestInfo.assemble(info: info, algorithm: algorithm, signature: hash.reversed())
            )
            #expect(wrong.hasValidNullSignature == false)
            let failed = try EnrollmentMessage(derEncoded: await CMCRequestBuilder(wrong).signed(by: .requestKey(key))).verification()
            #expect(!failed.isSound)
        }
        let good = try await Self.pkcs10(key)
        #expect(good.hasValidNullSignature == nil)
    }
}
