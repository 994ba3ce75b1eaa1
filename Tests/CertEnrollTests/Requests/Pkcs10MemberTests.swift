import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@Suite("Members of IX509CertificateRequestPkcs10")
struct Pkcs10MemberTests {
    private typealias Request = X509CertificateRequestPkcs10

    @Test("the defaults: client, provider, system; key identifier and critical key usage")
    func defaults() async throws {
        for (specification, usage) in [
            (KeySpecification.p256, [.digitalSignature, .nonRepudiation] as KeyUsage),
            (.rsa(bits: 2048), [.digitalSignature, .nonRepudiation, .keyEncipherment, .dataEncipherment]),
        ] {
            let request = Request()
            try request.initialize(.user)
            request.keySpecification = specification
            request.smimeCapabilities = specification == .p256
            try await request.encode()
            let made = try request.decoded
            #expect(made.clientInformation?.clientID == 5)
            #expect(made.cspProvider == EnrollmentCSPProvider(keySpec: 0, providerName: "store"))
            #expect(made.osVersion?.split(separator: ".").count == 4)
            #expect(made.renewalCertificate == nil)
            let asked = made.requestedExtensions
            #expect(try made.requestedValue(of: KeyUsage.self) == usage)
            #expect(asked.first { $0.oid == OID.Extensions.keyUsage }?.critical == true)
            #expect(asked.contains { $0.oid == OID.Extensions.smimeCapabilities } == (specification == .p256))
            #expect(asked.contains { $0.oid == OID.Extensions.subjectKeyIdentifier })
        }
    }

    @Test("the default key usage of a request for a CA is to sign certificates and lists")
    func authorityUsage() async throws {
        let request = Request()
        try request.initialize(.user)
        request.x509Extensions.append(BasicConstraints(isCA: true).asExtension())
        try await request.encode()
        #expect(try request.decoded.requestedValue(of: KeyUsage.self) == [.digitalSignature, .keyCertSign, .cRLSign])
    }

    @Test("SuppressDefaults leaves out every default, SuppressOids the named ones")
    func suppressed() async throws {
        let defaults: [OID] = [
            OID.Microsoft.requestClientInformation, OID.Microsoft.enrollmentCSPProvider, OID.Microsoft.osVersion,
            OID.Microsoft.renewalCertificate, OID.Extensions.subjectKeyIdentifier, OID.Extensions.keyUsage,
            OID.Extensions.smimeCapabilities,
        ]
        let old = try await SampleHierarchy.make().server.certificate.derEncoded
        func present(_ change: (Request) throws -> Void) async throws -> [OID] {
            let request = Request()
            try request.initialize(.user)
            request.smimeCapabilities = true
            request.renewalCertificate = old
            try change(request)
            try await request.encode()
            return try request.decoded.attributes.map(\.oid) + request.decoded.requestedExtensions.map(\.oid)
        }
        #expect(try await present { $0.suppressDefaults = true }.isEmpty)
        let all = try await present { _ in }
        #expect(Set(defaults).isSubset(of: all))
        for oid in defaults {
            let left = try await present { try $0.suppressOids.add(ObjectId(oid)) }
            #expect(Set(all).subtracting(left) == [oid], "\(oid)")
        }
    }

    @Test("an extension is critical by its own flag or by CriticalExtensions")
    func critical() async throws {
        let request = Request()
        try request.initialize(.user)
        request.suppressDefaults = true
        let purpose = X509Extension.of(ExtendedKeyUsage([OID.KeyPurpose.clientAuth]).asExtension())
        try request.x509Extensions.add(purpose)
        request.x509Extensions.append(BasicConstraints(isCA: false).asExtension())
        request.x509Extensions.append(SubjectAlternativeName([.dnsName("a.test")]).asExtension(critical: true))
        try await request.encode()
        #expect(try request.decoded.requestedExtensions.map(\.critical) == [false, true, true])
        #expect(request.x509Extensions.indexByObjectId(OID.Extensions.basicConstraints) == 1)
        #expect(request.x509Extensions.indexByObjectId(OID.Extensions.keyUsage) == nil)
        try request.resetForEncode()
        request.criticalExtensions.append(OID.Extensions.extendedKeyUsage)
        try await request.encode()
        #expect(try request.decoded.requestedExtensions.map(\.critical) == [true, true, true])
    }

    @Test("extensions, attributes and identifiers are taken as objects and as plain values")
    func objects() async throws {
        let request = Request()
        try request.initialize(.user)
        request.suppressDefaults = true
        let name = RequestAttribute.nameValuePair(name: "CertificateTemplate", value: "User")
        try request.cryptAttributes.add(CryptAttribute(name))
        try request.cryptAttributes.addRange(CryptAttributes([.osVersion("10.0.1.2")]))
        try request.x509Extensions.addRange(X509Extensions([SubjectAlternativeName([.dnsName("a.test")]).asExtension()]))
        try request.criticalExtensions.addRange(ObjectIds([OID.Extensions.subjectAlternativeName]))
        #expect(await failure { try request.x509Extensions.add(X509Extension()) } == .blank)
        #expect(request.cryptAttributes.indexByObjectId(OID.Microsoft.osVersion) == 1)
        try await request.encode()
        let made = try request.decoded
        #expect(made.templateNames == ["User"])
        #expect(made.osVersion == "10.0.1.2")
        #expect(made.requestedExtensions.map(\.critical) == [true])
    }

    @Test("CheckSignature: the allowed kinds, and the codes for each other case")
    func checkSignature() async throws {
        let signed = Request()
        #expect(await failure { try signed.checkSignature() } == .blank)
        try signed.initialize(.user)
        #expect(await failure { try signed.checkSignature() } == .invalidState)
        try await signed.encode()
        try signed.checkSignature(.keySignature)
        try signed.checkSignature([.keySignature, .nullSignature])
        #expect(await failure { try signed.checkSignature(.nullSignature) } == .invalidState)
        #expect(await failure { try signed.checkSignature([]) } == .badSignature)
        #expect(await failure { try signed.checkSignature(Pkcs10AllowedSignatureTypes(rawValue: 4)) } == .badSignature)

        var bytes = try signed.rawData(.binary).bytes
        bytes[bytes.count - 1] ^= 1
        let changed = Request()
        try changed.initializeDecode(bytes, encoding: .binary)
        #expect(await failure { try changed.checkSignature() } == .badSignature)

        let info = try signed.rawDataToBeSigned(.binary).bytes
        let unsigned = Request()
        try unsigned.initializeDecode(
            CertificationRequestInfo.assemble(info: info, algorithm: .ecdsaWithSHA256, signature: []),
            encoding: .binary
        )
        #expect(await failure { try unsigned.checkSignature() } == .noSigner)
    }

    @Test("InitializeFromPublicKey gives a null signature: the hash of what is signed")
    func nullSigned() async throws {
        for digest in [DigestAlgorithm.sha256, .sha512] {
            let request = Request()
            let key = try PrivateKey(generating: .p256).publicKey
            try request.initializeFromPublicKey(.user, key: key)
            request.hashAlgorithm = digest
            try await request.encode()
            let made = try request.decoded
            #expect(request.nullSigned)
            #expect(made.subjectPublicKeyInfo == key)
            #expect(made.signatureAlgorithm == .digest(digest))
            #expect(try request.signature(.binary).bytes == Digest.of(request.rawDataToBeSigned(.binary).bytes, digest))
            try request.checkSignature(.nullSignature)
            #expect(await failure { try request.checkSignature(.keySignature) } == .invalidState)
            let read = Request()
            try read.initializeDecode(try request.rawData(.base64).text)
            #expect(read.nullSigned)
        }
    }

    @Test("RawDataToBeSigned and Signature are the parts of RawData")
    func parts() async throws {
        let request = Request()
        #expect(await failure { try request.signature() } == .blank)
        try request.initialize(.user)
        #expect(await failure { try request.rawDataToBeSigned() } == .invalidState)
        try await request.encode()
        let made = try request.decoded
        #expect(try request.rawDataToBeSigned(.binary).bytes == made.infoBytes)
        #expect(try request.signature(.binary).bytes == made.signature)
        #expect(request.publicKey == made.subjectPublicKeyInfo)
        #expect(request.privateKey?.publicKey == made.subjectPublicKeyInfo)
        #expect(request.type.rawValue == 1)
        #expect(try request.innerRequest(.innermost) === request)
        #expect(await failure { try request.innerRequest(.next) } == .invalidArgument)
    }

    @Test("a template sets key, digest, padding, mail ciphers, exportability and its name", arguments: [1, 2])
    func template(schema: Int) async throws {
        let authority = try await TestAuthority.make()
        var template = try #require(try await authority.store.template(named: "User"))
        template.schemaVersion = schema
        template.asymmetricAlgorithm = "RSA"
        template.minimumKeySize = 3072
        template.hashAlgorithm = "SHA384"
        template.privateKeyFlags = [.exportableKey, .requireAlternateSignatureAlgorithm]
        template.enrollmentFlags = [.includeSymmetricAlgorithms]
        template.criticalExtensions = [OID.Extensions.keyUsage, OID.Extensions.extendedKeyUsage]
        let request = Request()
        try request.initializeFromTemplate(.machine, template: template)
        #expect(request.enrollmentContext == .machine)
        #expect(request.keySpecification == .rsa(bits: 3072))
        #expect(request.hashAlgorithm == .sha384)
        #expect(request.alternateSignatureAlgorithm)
        #expect(request.smimeCapabilities && request.exportable)
        #expect(request.criticalExtensions == [OID.Extensions.keyUsage, OID.Extensions.extendedKeyUsage])
        #expect(request.templateObjectId == (schema == 1 ? "User" : template.oid.dotted))
        #expect(request.template == template && request.policyServer == nil)
    }

    @Test("the key of a template: its algorithm, size and curve")
    func templateKeys() async throws {
        let authority = try await TestAuthority.make()
        var template = try #require(try await authority.store.template(named: "User"))
        for (algorithm, bits, curve, expected) in [
            (nil, 2048, 256, .p256), (nil, 2048, 384, .p384), (nil, 2048, 521, .p521), ("RSA", 1024, 256, .rsa(bits: 2048)),
            ("ECDSA_P256", 0, 256, .p256), ("ECDH_P384", 0, 256, .p384), ("ECDSA_P521", 0, 256, .p521), ("ECDSA_P256", 0, 384, .p384),
        ] as [(String?, Int, Int, KeySpecification)] {
            (template.asymmetricAlgorithm, template.minimumKeySize, template.minimumCurveBits) = (algorithm, bits, curve)
            let request = Request()
            try request.initializeFromTemplate(.user, template: template)
            #expect(request.keySpecification == expected)
        }
    }

    @Test("InitializeFromTemplateName asks the server; the versions for a given key take template and key")
    func templateNames() async throws {
        try await EnrollmentFixture.with { fixture in
            let server = WatchedServer(fixture)
            let named = Request()
            try await named.initializeFromTemplateName(.user, templateName: "User", policyServer: server)
            #expect(named.template?.name == "User" && named.policyServer != nil)
            let unknown = Request()
            #expect(
                await failure { try await unknown.initializeFromTemplateName(.user, templateName: "Nobody", policyServer: server) }
                    == .certsrvUnsupportedCertType
            )
            let template = try #require(named.template)
            let key = try PrivateKey(generating: .p384)
            let own = Request()
            try own.initializeFromPrivateKeyTemplate(.user, key: key, policyServer: server, template: template)
            #expect(own.publicKey == key.publicKey && own.template == template)
            let foreign = Request()
            try foreign.initializeFromPublicKeyTemplate(.user, key: key.publicKey, policyServer: server, template: template)
            #expect(foreign.nullSigned && foreign.template == template)
            #expect(
                await failure { try await named.initializeFromTemplateName(.user, templateName: "User", policyServer: server) }
                    == .alreadyInitialized
            )
        }
    }

    @Test("InitializeDecode gives subject, extensions, attributes, client, template; a first call the context")
    func decode() async throws {
        let original = Request()
        try original.initialize(.user)
        original.subject = .of([(OID.commonName, "read")])
        original.x509Extensions = [MicrosoftTemplateName("User").asExtension()]
        original.clientID = .eobo
        original.challengePassword = "open sesame"
        original.nameValuePairs.add("Key", "Value")
        try await original.encode()
        for (text, context) in [
            ("ContextUser", X509CertificateEnrollmentContext.user), ("ContextMachine", .machine),
            ("ContextAdministratorForceMachine", .administratorForceMachine), (nil, .user),
        ] as [(String?, X509CertificateEnrollmentContext)] {
            let request = Request()
            if let text { try request.initializeDecode(text, encoding: .binary) }
            try request.initializeDecode(try original.rawData(.binary).bytes, encoding: .binary)
            #expect(request.enrollmentContext == context)
            #expect(request.subject.commonName == "read")
            #expect(request.clientID == .eobo)
            #expect(request.templateObjectId == "User")
            #expect(request.challengePassword == "open sesame")
            #expect(request.cryptAttributes == [.nameValuePair(name: "Key", value: "Value")])
            #expect(request.criticalExtensions == [OID.Extensions.keyUsage])
        }
    }

    @Test("the provider's name says whether the key is on a smart card")
    func smartCard() throws {
        let request = Request()
        #expect(!request.isSmartCard())
        for name in ["Microsoft Base Smart Card Crypto Provider", "Microsoft Smart Card Key Storage Provider"] {
            request.providerName = name
            #expect(request.isSmartCard())
        }
    }

    @Test("a key made with KeyContainerNamePrefix has a container name that begins with it")
    func container() async throws {
        try await withTemporaryDirectory { directory in
            let enrollment = X509Enrollment(stores: .init(directory: directory))
            try enrollment.initialize(.user)
            try enrollment.innermostRequest.keyContainerNamePrefix = "web-"
            _ = try await enrollment.createRequest(.binary)
            let names = try FileManager.default.contentsOfDirectory(atPath: directory + "/containers")
            #expect(names.count == 1)
        }
    }

    @Test("Silent, ParentWindow and UIContextMessage are kept")
    func dialogs() throws {
        let request = Request()
        (request.silent, request.parentWindow, request.uiContextMessage) = (true, 7, "why")
        try request.initialize(.user)
        #expect(request.silent)
        #expect(request.parentWindow == 7)
        #expect(request.uiContextMessage == "why")
    }
}
