import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("IX509Enrollment2: templates of a policy server")
struct Enrollment2Tests {
    @Test("InitializeFromTemplate enrolls at a CA of the policy server, and keeps PolicyServer and Template")
    func fromTemplate() async throws {
        try await EnrollmentFixture.with { fixture in
            let policyServer = try await fixture.loadedPolicyServer()
            let template = try policyServer.getTemplates().itemByName("user")
            let enrollment: any IX509Enrollment2 = fixture.enrollment(online: false)
            try await enrollment.initializeFromTemplate(.user, policyServer: policyServer, template: template)
            #expect(try enrollment.policyServer === policyServer)
            #expect(try enrollment.template === template)
            #expect(try enrollment.enrollmentContext == .user)
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrolled)
            #expect(enrollment.requestIDString == String(enrollment.requestID))
            #expect(enrollment.caConfigString == "localhost\\\(TestAuthority.issuingName)")
            let certificate = try Certificate(derEncoded: enrollment.certificate(.binary).bytes)
            #expect(try certificate.value(of: MicrosoftTemplateName.self)?.name == "User")
        }
    }

    @Test("a null policy server or template is 0x80004003, and the object can be initialized afterwards")
    func null() async throws {
        try await EnrollmentFixture.with { fixture in
            let policyServer = try await fixture.loadedPolicyServer()
            let template = try policyServer.getTemplates().itemByName("User")
            let enrollment = fixture.enrollment(online: false)
            #expect(
                await failure { try await enrollment.initializeFromTemplate(.user, policyServer: nil, template: template) } == .pointer
            )
            #expect(
                await failure { try await enrollment.initializeFromTemplate(.user, policyServer: policyServer, template: nil) } == .pointer
            )
            try await enrollment.initializeFromTemplate(.user, policyServer: policyServer, template: template)
            #expect(
                await failure { try await enrollment.initializeFromTemplate(.user, policyServer: policyServer, template: template) }
                    == .alreadyInitialized
            )
        }
    }

    @Test("a template that no CA issues for is 0x80094800, and Status says so")
    func unpublished() async throws {
        try await EnrollmentFixture.with { fixture in
            let policyServer = try await fixture.loadedPolicyServer()
            let template = X509CertificateTemplate(
                try policyServer.getTemplates().itemByName("User").certificateTemplate.renamed("Elsewhere")
            )
            let enrollment = fixture.enrollment(online: false)
            #expect(
                await failure { try await enrollment.initializeFromTemplate(.user, policyServer: policyServer, template: template) }
                    == .certsrvUnsupportedCertType
            )
            #expect(enrollment.status.status == .enrollError)
            #expect(await failure { try enrollment.request } == .blank)
        }
    }

    @Test("PolicyServer and Template are 0x80040007 when blank, 0x80094004 when the initialization had none")
    func unset() async throws {
        try await EnrollmentFixture.with { fixture in
            let enrollment = fixture.enrollment()
            #expect(await failure { try enrollment.policyServer } == .blank)
            #expect(await failure { try enrollment.template } == .blank)
            try enrollment.initialize(.user)
            #expect(await failure { try enrollment.policyServer } == .certsrvPropertyEmpty)
            #expect(await failure { try enrollment.template } == .certsrvPropertyEmpty)
            let named = fixture.enrollment()
            try await named.initializeFromTemplateName(.user, templateName: "User")
            #expect(await failure { try named.policyServer } == .certsrvPropertyEmpty)
            #expect(try named.template.property(.commonName).text == "User")
        }
    }

    @Test("a request of an unknown type is 0x80070057")
    func unknownType() async throws {
        try await EnrollmentFixture.with { fixture in
            let inner = X509CertificateRequestPkcs10()
            try inner.initialize(.user)
            let request = OtherRequest(inner)
            #expect(await failure { try await fixture.enrollment().initializeFromRequest(request) } == .invalidArgument)
        }
    }

    @Test("every restriction flag, pair and initialization is refused on a blank object or a second time")
    func illegalCalls() async throws {
        try await EnrollmentFixture.with { fixture in
            for raw in [0, 1, 2, 4, 7] as [UInt32] {
                let blank = fixture.enrollment()
                #expect(
                    await failure { try await blank.installResponse(.init(rawValue: raw), response: [1], encoding: .binary) } == .blank
                )
            }
            let policyServer = try await fixture.loadedPolicyServer()
            let template = try policyServer.getTemplates().itemByName("User")
            let request = X509CertificateRequestPkcs10()
            try request.initialize(.user)
            for way in 0..<4 {
                let enrollment = fixture.enrollment()
                switch way {
                case 0: try enrollment.initialize(.user)
                case 1: try await enrollment.initializeFromTemplateName(.user, templateName: "User")
                case 2: try await enrollment.initializeFromRequest(request)
                default: try await enrollment.initializeFromTemplate(.user, policyServer: policyServer, template: template)
                }
                #expect(await failure { try enrollment.initialize(.machine) } == .alreadyInitialized)
                #expect(
                    await failure { try await enrollment.initializeFromTemplateName(.user, templateName: "User") } == .alreadyInitialized
                )
                #expect(await failure { try await enrollment.initializeFromRequest(request) } == .alreadyInitialized)
                #expect(
                    await failure { try await enrollment.initializeFromTemplate(.user, policyServer: policyServer, template: template) }
                        == .alreadyInitialized
                )
                #expect(await failure { try await enrollment.createPFX(password: "", exportOptions: .eeOnly) } == .certsrvPropertyEmpty)
            }
        }
    }
}

extension CertificateTemplate {
    func renamed(_ name: String) -> CertificateTemplate {
        var template = self
        template.name = name
        return template
    }
}

/// A request of a type that is not documented.
private final class OtherRequest: IX509CertificateRequest {
    let type = X509RequestType(rawValue: 9)
    let format = RequestFormat.pkcs10
    var renewalCertificate: [UInt8]?
    var silent = false
    var parentWindow = 0
    var uiContextMessage = ""
    var suppressDefaults = false
    var clientID = RequestClientInfoClientId.test
    var hashAlgorithm: DigestAlgorithm?
    var alternateSignatureAlgorithm = false
    let encryptedKeyHash: [UInt8]? = nil
    let innermost: X509CertificateRequestPkcs10

    init(_ inner: X509CertificateRequestPkcs10) { innermost = inner }

    var enrollmentContext: X509CertificateEnrollmentContext { innermost.enrollmentContext }
    var publicKey: SubjectPublicKeyInfo? { innermost.publicKey }
    func initialize(_ context: X509CertificateEnrollmentContext) throws { try innermost.initialize(context) }
    func innerRequest(_ level: InnerRequestLevel) throws -> any IX509CertificateRequest { innermost }
    func encode(with keys: any KeyMaker) async throws { try await innermost.encode(with: keys) }
    func resetForEncode() throws { try innermost.resetForEncode() }
    func rawData(_ encoding: EncodingType) throws -> EncodedBytes { try innermost.rawData(encoding) }
}
