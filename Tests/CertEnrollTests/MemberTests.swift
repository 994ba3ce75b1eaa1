import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Members and states of IX509Enrollment")
struct MemberTests {
    @Test("blank: members that need an initialized object are 0x80040007")
    func blank() async throws {
        try await EnrollmentFixture.with { fixture in
            let enrollment = fixture.enrollment()
            #expect(await failure { try await enrollment.createRequest(.base64) } == .blank)
            #expect(await failure { try await enrollment.enroll() } == .blank)
            #expect(await failure { try await enrollment.installResponse(.allowNone, response: "x", encoding: .any) } == .blank)
            #expect(await failure { try await enrollment.createPFX(password: nil, exportOptions: .eeOnly) } == .blank)
            #expect(await failure { try enrollment.request } == .blank)
            #expect(await failure { try enrollment.nameValuePairs } == .blank)
            #expect(await failure { try enrollment.enrollmentContext } == .blank)
            #expect(enrollment.status == .unknown && enrollment.requestID == 0 && enrollment.caConfigString.isEmpty)
            enrollment.silent = true
            enrollment.parentWindow = 7
            #expect(enrollment.silent && enrollment.parentWindow == 7)
        }
    }

    @Test("every initialization of an initialized object is 0x800704DF")
    func twice() async throws {
        try await EnrollmentFixture.with { fixture in
            let enrollment = fixture.enrollment()
            try enrollment.initialize(.user)
            #expect(await failure { try enrollment.initialize(.user) } == .alreadyInitialized)
            #expect(await failure { try await enrollment.initializeFromTemplateName(.user, templateName: "User") } == .alreadyInitialized)
            let request = X509CertificateRequestPkcs10()
            try request.initialize(.user)
            #expect(await failure { try await enrollment.initializeFromRequest(request) } == .alreadyInitialized)
            #expect(await failure { try request.initialize(.user) } == .alreadyInitialized)
            #expect(await failure { try request.initializeDecode([0x30, 0x00], encoding: .binary) } == .invalidData)
        }
    }

    @Test("initialize gives the context and a default request with the two critical extensions")
    func initialize() async throws {
        try await EnrollmentFixture.with { fixture in
            for (context, number) in [(X509CertificateEnrollmentContext.user, 1), (.machine, 2), (.administratorForceMachine, 3)] {
                let enrollment = fixture.enrollment()
                try enrollment.initialize(context)
                #expect(try enrollment.enrollmentContext.rawValue == number)
                #expect(try enrollment.innermostRequest.criticalExtensions == [OID.Extensions.keyUsage, OID.Extensions.basicConstraints])
            }
            #expect(X509CertificateEnrollmentContext.none.rawValue == 0)
        }
    }

    @Test("contexts have stores of their own")
    func contexts() async throws {
        try await withTemporaryDirectory { directory in
            let stores = EnrollmentStore.Location(user: directory + "/user", machine: directory + "/machine")
            for (context, folder) in [(X509CertificateEnrollmentContext.user, "/user"), (.machine, "/machine")] {
                let enrollment = X509Enrollment(stores: stores)
                try enrollment.initialize(context)
                _ = try await enrollment.createRequest(.base64)
                #expect(try EnrollmentStore(directory: directory + folder).requests().count == 1)
            }
            #expect(EnrollmentStore.Location.standard(environment: ["HOME": "/home/a"]).user == "/home/a/.local/share/chancery/user")
            #expect(EnrollmentStore.Location.standard(environment: [:]).machine == "/var/lib/chancery-client")
        }
    }

    @Test("initializeFromTemplateName puts the template, its usages and purposes into the request")
    func fromTemplate() async throws {
        try await EnrollmentFixture.with { fixture in
            let template = try #require(try await fixture.authority.store.template(named: "User"))
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromTemplateName(.user, templateName: "user")
            let request = try CertificationRequest(derEncoded: try await enrollment.createRequest(.binary).bytes)
            #expect(request.microsoftTemplateName == "User")
            #expect(try request.requestedValue(of: ExtendedKeyUsage.self)?.purposes == template.extendedKeyUsage)
            #expect(try request.requestedValue(of: KeyUsage.self) == template.keyUsage)
            #expect(request.requestedExtensions.first { $0.oid == OID.Extensions.keyUsage }?.critical == true)
        }
    }

    @Test("initializeFromRequest takes a request made elsewhere, and refuses an uninitialized one")
    func fromRequest() async throws {
        try await EnrollmentFixture.with { fixture in
            let request = X509CertificateRequestPkcs10()
            #expect(await failure { try await fixture.enrollment().initializeFromRequest(request) } == .blank)
            try request.initializeFromPrivateKey(.user, key: try PrivateKey(generating: .p384))
            request.subject = try DistinguishedName(rfc4514: "CN=alice")
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromRequest(request)
            try enrollment.nameValuePairs.add("CertificateTemplate", "User")
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrolled)
            #expect(try enrollment.request === request)
        }
    }

    @Test("createRequest is accepted by OpenSSL, and repeats itself")
    func createRequest() async throws {
        try await withTemporaryDirectory { directory in
            for (specification, hash) in [
                (KeySpecification.p256, DigestAlgorithm?.none), (.p384, .sha256), (.p521, .sha512), (.ed25519, .sha256),
                (.rsa(bits: 2048), .sha512),
            ] {
                let enrollment = X509Enrollment(stores: .init(directory: directory + "/store"))
                try enrollment.initialize(.user)
                let request = try enrollment.innermostRequest
                request.keySpecification = specification
                request.hashAlgorithm = hash
                request.subject = try DistinguishedName(rfc4514: "CN=openssl,O=Example")
                request.x509Extensions.append(SubjectAlternativeName([.dnsName("a.example.test")]).asExtension())
                let made = try await enrollment.createRequest(.base64RequestHeader)
                let judged = try runTool(["openssl", "req", "-verify", "-noout", "-text"], input: made.fileContents)
                #expect(judged.status == 0 && (judged.text + judged.errorText).contains("verify OK"), "\(judged.errorText)")
                #expect(judged.text.contains("DNS:a.example.test") && judged.text.contains("Subject Key Identifier"))
                #expect(try await enrollment.createRequest(.base64RequestHeader) == made)
                #expect(try CertificationRequest(derEncoded: made.bytes).clientInformation?.clientID == 5)
            }
        }
    }

    @Test("createPFX gives OpenSSL the key and as much of the chain as the option says")
    func createPFX() async throws {
        try await EnrollmentFixture.with { fixture in
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromTemplateName(.user, templateName: "User")
            #expect(await failure { try await enrollment.createPFX(password: "x", exportOptions: .eeOnly) } == .certsrvPropertyEmpty)
            try enrollment.innermostRequest.exportable = true
            try enrollment.setCertificateFriendlyName("Ünser Name")
            try await enrollment.enroll()
            #expect([PFXExportOptions.eeOnly, .chainNoRoot, .chainWithRoot].map(\.rawValue) == [0, 1, 2])
            let chain = try enrollment.issuedChain()
            let key = try await enrollment.exportPEM().key
            for (option, count) in [(PFXExportOptions.eeOnly, 1), (.chainNoRoot, chain.count - 1), (.chainWithRoot, chain.count)] {
                for password in ["sécret", "", nil] {
                    let pfx = try await enrollment.createPFX(password: password, exportOptions: option, encoding: .binary)
                    let read = try runTool(["openssl", "pkcs12", "-nodes", "-passin", "pass:\(password ?? "")"], input: pfx.bytes)
                    #expect(read.status == 0, "\(read.errorText)")
                    let blocks = try PEMDocument.parse(read.text)
                    #expect(blocks.filter { $0.label == "CERTIFICATE" }.map(\.bytes) == Array(chain.prefix(count)))
                    let found = try #require(blocks.first { $0.label == "PRIVATE KEY" })
                    #expect(try PrivateKey(pkcs8: found.bytes).publicKey == PrivateKey(pem: key).publicKey)
                }
            }
            let text = try await enrollment.createPFX(password: "x", exportOptions: .eeOnly, encoding: .base64Header).text
            #expect(try PKCS12(pfx: EncodingType.base64Header.decode(Array(text.utf8)), password: FilePassword("x")).keys.count == 1)
            #expect(
                await failure { try await enrollment.createPFX(password: "x", exportOptions: .init(rawValue: 3)) } == .invalidArgument
            )
        }
    }

    @Test("createPFX is 0x80095000 when the key was not made exportable")
    func createPFXNotExportable() async throws {
        try await EnrollmentFixture.with { fixture in
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromTemplateName(.user, templateName: "User")
            try enrollment.innermostRequest.exportable = false
            try await enrollment.enroll()
            #expect(await failure { try await enrollment.createPFX(password: "x", exportOptions: .eeOnly) } == .xenrollKeyNotExportable)
        }
    }

    @Test("a PFX installs with its key when no outstanding request is allowed; a wrong password is 0x80070056")
    func pfxInput() async throws {
        try await EnrollmentFixture.with { fixture in
            let first = fixture.enrollment()
            try await first.initializeFromTemplateName(.user, templateName: "User")
            try first.innermostRequest.exportable = true
            try await first.enroll()
            let pfx = try await first.createPFX(password: "secret", exportOptions: .chainWithRoot, encoding: .binary).bytes

            try await withTemporaryDirectory { directory in
                let second = X509Enrollment(stores: .init(directory: directory + "/store"), anchors: [try await fixture.root()])
                try second.initialize(.user)
                func install(_ flags: InstallResponseRestrictionFlags, _ password: String?) async -> HRESULT? {
                    await failure { try await second.installResponse(flags, response: pfx, encoding: .binary, password: password) }
                }
                #expect(await install(.allowNoOutstandingRequest, "Secret") == .invalidPassword)
                #expect(await install(.allowNoOutstandingRequest, nil) == .invalidPassword)
                #expect(await install(.allowNone, "secret") == .cryptNotFound)
                #expect(await install(.allowNoOutstandingRequest, "secret") == nil)
                #expect(second.status.status == .enrolled)
                #expect(try second.issuedChain() == first.issuedChain())
                let keys = (try await first.exportPEM().key, try await second.exportPEM().key)
                #expect(try PrivateKey(pem: keys.0).publicKey == PrivateKey(pem: keys.1).publicKey)
                #expect(await install(.allowNoOutstandingRequest, "secret") == nil)
            }
        }
    }

    @Test("a name or description over 260 characters is 0x800700CE; a password over 64 KiB is 0x80070216")
    func limits() async throws {
        try await EnrollmentFixture.with { fixture in
            let enrollment = fixture.enrollment()
            let long = String(repeating: "a", count: 260)
            try enrollment.setCertificateFriendlyName(long)
            try enrollment.setCertificateDescription("words")
            #expect(enrollment.certificateFriendlyName == long && enrollment.certificateDescription == "words")
            #expect(await failure { try enrollment.setCertificateFriendlyName(long + "a") } == .filenameExceedsRange)
            #expect(await failure { try enrollment.setCertificateDescription(long + "a") } == .filenameExceedsRange)
            try await enrollment.initializeFromTemplateName(.user, templateName: "User")
            let password = String(repeating: "p", count: 65_537)
            #expect(
                await failure { try await enrollment.installResponse(.allowNone, response: [0x30], encoding: .binary, password: password) }
                    == .arithmeticOverflow
            )
            try enrollment.setCertificateFriendlyName("name")
            try await enrollment.enroll()
            let installed = try #require(try fixture.store().certificates().first)
            #expect(installed.friendlyName == "name" && installed.certificateDescription == "words")
        }
    }

    @Test("nameValuePairs go to the CA beside the request")
    func pairs() async throws {
        try await EnrollmentFixture.with { fixture in
            let enrollment = fixture.enrollment()
            try enrollment.initialize(.user)
            let pairs = try enrollment.nameValuePairs
            pairs.add("CertificateTemplate", "Nonsense")
            try pairs.remove(0)
            pairs.add("CertificateTemplate", "User")
            #expect(pairs.count == 1)
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrolled)
            pairs.clear()
            #expect(pairs.count == 0)
        }
    }

    @Test("certificate and response are 0x80094004 before there is one")
    func nothingYet() async throws {
        try await EnrollmentFixture.with { fixture in
            let enrollment = fixture.enrollment()
            try enrollment.initialize(.user)
            #expect(await failure { try enrollment.certificate(.base64) } == .certsrvPropertyEmpty)
            #expect(await failure { try enrollment.response(.base64) } == .certsrvPropertyEmpty)
            #expect(await failure { try await enrollment.exportPEM() } == .certsrvPropertyEmpty)
        }
    }

    @Test("without a server, enroll and template names are 0x80094015")
    func offline() async throws {
        try await EnrollmentFixture.with { fixture in
            let enrollment = fixture.enrollment(online: false)
            #expect(
                await failure { try await enrollment.initializeFromTemplateName(.user, templateName: "User") } == .certsrvNoPolicyServer
            )
            try enrollment.initialize(.user)
            #expect(await failure { try await enrollment.enroll() } == .certsrvNoPolicyServer)
        }
    }

    @Test("an exportable key leaves as PEM that OpenSSL matches with the certificate; another is 0x80095000")
    func export() async throws {
        try await EnrollmentFixture.with { fixture in
            for exportable in [true, false] {
                let enrollment = fixture.enrollment()
                try await enrollment.initializeFromTemplateName(.user, templateName: "User")
                try enrollment.innermostRequest.exportable = exportable
                try await enrollment.enroll()
                guard exportable else {
                    #expect(await failure { try await enrollment.exportPEM() } == .xenrollKeyNotExportable)
                    return
                }
                let (chain, key) = try await enrollment.exportPEM()
                let certificateKey = try runTool(["openssl", "x509", "-noout", "-pubkey"], input: Array(chain.utf8))
                let keyKey = try runTool(["openssl", "pkey", "-pubout"], input: Array(key.utf8))
                #expect(keyKey.status == 0 && keyKey.stdout == certificateKey.stdout)
                #expect(try PEMDocument.parse(chain).count == 3)
            }
        }
    }

    @Test("a private key before an answer in one PEM file is not taken for the answer")
    func keyBeforeAnswer() throws {
        let answer: [UInt8] = [0x30, 0x03, 0x02, 0x01, 0x01]
        let text = PEMDocument(label: "PRIVATE KEY", bytes: [0x30, 0x00]).text + PEMDocument(label: "CERTIFICATE", bytes: answer).text
        #expect(try EncodingType.any.decode(Array(text.utf8)) == answer)
        let key = PEMDocument(label: "RSA PRIVATE KEY", bytes: answer).text
        #expect(throws: (any Error).self) { try EncodingType.base64Header.decode(Array(key.utf8)) }
    }

    @Test("status, encoding and restriction numbers are the documented ones")
    func numbers() {
        typealias Status = X509EnrollmentStatus.EnrollStatus
        #expect(
            [
                Status.enrolled, .enrollPended, .enrollUIDeferredEnrollmentRequired, .enrollError, .enrollUnknown, .enrollSkipped,
                .enrollDenied,
            ]
            .map(\.rawValue) == [1, 2, 4, 16, 32, 64, 256]
        )
        #expect(
            [InstallResponseRestrictionFlags.allowNone, .allowNoOutstandingRequest, .allowUntrustedCertificate, .allowUntrustedRoot].map(
                \.rawValue
            )
                == [0, 1, 2, 4]
        )
        let encodings: [EncodingType] = [
            .base64Header, .base64, .binary, .base64RequestHeader, .hex, .hexASCII, .base64Any, .any, .hexAny, .base64X509CRLHeader,
            .hexAddress,
            .hexASCIIAddress, .hexRaw, .base64URI,
        ]
        #expect(encodings.map(\.rawValue) == Array(0...13))
    }

    @Test("every encoding is read back, and those for decoding alone recognize their input")
    func encodings() throws {
        let bytes = Array(UInt8(0)..<50)
        for raw in [0, 1, 2, 3, 4, 5, 9, 10, 11, 12, 13] as [UInt32] {
            let encoding = EncodingType(rawValue: raw)
            let encoded = try encoding.encode(bytes).fileContents
            #expect(try encoding.decode(encoded) == bytes, "\(raw)")
            if [0, 1].contains(raw) { #expect(try EncodingType.base64Any.decode(encoded) == bytes) }
            if [0, 1, 2].contains(raw) { #expect(try EncodingType.any.decode(encoded) == bytes) }
            if [4, 5, 10, 11].contains(raw) { #expect(try EncodingType.hexAny.decode(encoded) == bytes, "\(raw)") }
        }
        for raw in [6, 7, 8, 14, 99] as [UInt32] { #expect(throws: CAError.self) { try EncodingType(rawValue: raw).encode(bytes) } }
        #expect(throws: CAError.self) { try EncodingType.base64Header.decode(Array("AAEC".utf8)) }
        #expect(throws: CAError.self) { try EncodingType.hex.decode(Array("zz".utf8)) }
    }

    @Test("rawData is 0x80040007 when uninitialized, 0x8007139F before encode; resetForEncode opens it again")
    func requestStates() async throws {
        let request = X509CertificateRequestPkcs10()
        #expect(await failure { try request.rawData() } == .blank)
        #expect(await failure { try await request.encode() } == .blank)
        #expect(await failure { try request.resetForEncode() } == .blank)
        try request.initialize(.user)
        #expect(await failure { try request.rawData() } == .invalidState)
        #expect(await failure { try request.resetForEncode() } == .invalidState)
        try await request.encode()
        let key = try #require(request.publicKey)
        request.subject = try DistinguishedName(rfc4514: "CN=later")
        #expect(try CertificationRequest(derEncoded: request.rawData(.binary).bytes).subject.isEmpty)
        try request.resetForEncode()
        try await request.encode()
        let again = try CertificationRequest(derEncoded: request.rawData(.binary).bytes)
        #expect(again.subject.commonName == "later" && again.subjectPublicKeyInfo == key)
        let bare = X509CertificateRequestPkcs10()
        try bare.initialize(.user)
        bare.suppressDefaults = true
        try await bare.encode()
        #expect(try CertificationRequest(derEncoded: bare.rawData(.binary).bytes).attributes.isEmpty)
        let partly = X509CertificateRequestPkcs10()
        try partly.initialize(.user)
        partly.suppressOids = [OID.Extensions.subjectKeyIdentifier, OID.Extensions.keyUsage]
        try await partly.encode()
        #expect(try CertificationRequest(derEncoded: partly.rawData(.binary).bytes).requestedExtensions.isEmpty)
    }
}
