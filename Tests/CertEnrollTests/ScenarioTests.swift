import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("The three scenarios of IX509Enrollment")
struct ScenarioTests {
    @Test("automatic: enroll installs a certificate of the template, with Status, RequestId and CAConfigString")
    func automatic() async throws {
        try await EnrollmentFixture.with { fixture in
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromTemplateName(.user, templateName: "User")
            try enrollment.setCertificateFriendlyName("my certificate")
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrolled && enrollment.status.status.rawValue == 1)
            #expect(enrollment.requestID > 0)
            #expect(enrollment.caConfigString == "localhost\\\(TestAuthority.issuingName)")
            let certificate = try Certificate(derEncoded: enrollment.certificate(.binary).bytes)
            #expect(try enrollment.request.publicKey == certificate.subjectPublicKeyInfo)
            #expect(try SignedData(contentInfo: enrollment.response(.binary).bytes).contentType == OID.CMC.pkiResponse)
            let store = try fixture.store()
            #expect(try store.requests().isEmpty)
            let installed = try #require(try store.certificates().first)
            #expect(
                installed.friendlyName == "my certificate" && installed.requestID == enrollment.requestIDString
                    && installed.template == "User"
            )
            #expect(try await StoreKeyProvider(store: store).open(#require(installed.key)).publicKey == certificate.subjectPublicKeyInfo)
            #expect(try enrollment.issuedChain().count == 3)
        }
    }

    @Test("a template is found by its object identifier too, an unknown one is 0x80094800")
    func templateByIdentifier() async throws {
        try await EnrollmentFixture.with { fixture in
            let template = try #require(try await fixture.authority.store.template(named: "User"))
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromTemplateName(.user, templateName: template.oid.dotted)
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrolled)
            #expect(
                await failure { try await fixture.enrollment().initializeFromTemplateName(.user, templateName: "Nothing") }
                    == .certsrvUnsupportedCertType
            )
        }
    }

    @Test("out of band: the request is handed over and each form of answer installs", arguments: ["pkcs7", "cmc", "certificate"])
    func outOfBand(_ form: String) async throws {
        try await EnrollmentFixture.with { fixture in
            let enrollment = fixture.enrollment(online: false, anchors: [try await fixture.root()])
            try enrollment.initialize(.user)
            let request = try await enrollment.createRequest(.binary)
            #expect(enrollment.status.status == .enrollPended && enrollment.requestID == 0 && enrollment.caConfigString.isEmpty)
            let client = try await fixture.submit(request.bytes, template: "User", fullResponse: true)
            let issuers = try client.issuers()
            let answer: [UInt8]
            switch form {
            case "pkcs7": answer = try client.certificate(OutputFlags(.binary, .chain)).bytes
            case "cmc": answer = try #require(try client.fullResponseProperty(.fullResponse).bytes)
            default:
                // A bare certificate needs its issuer in the store.
                try fixture.store().addAuthority(#require(issuers.first))
                answer = try client.certificate(.binary).bytes
            }
            try await enrollment.installResponse(.allowNone, response: answer, encoding: .binary)
            #expect(enrollment.status.status == .enrolled)
            #expect(try enrollment.certificate(.binary).bytes == client.certificate(.binary).bytes)
            let kept9 = try fixture.store()
            let holds9 = try kept9.requests().isEmpty
            #expect(holds9)
        }
    }

    @Test("delayed: a new object with the context alone installs what another one asked for")
    func delayed() async throws {
        try await EnrollmentFixture.with { fixture in
            let first = fixture.enrollment(online: false)
            try first.initialize(.user)
            let request = try await first.createRequest(.base64)
            let client = try await fixture.submit(Base64.decode(request.text), template: "User")
            let second = fixture.enrollment(online: false, anchors: [try await fixture.root()])
            try second.initialize(.user)
            try await second.installResponse(.allowNone, response: try client.certificate(.pkcs7Chain).text, encoding: .base64Header)
            #expect(try second.certificate(.binary).bytes == client.certificate(.binary).bytes)
        }
    }

    @Test("delayed: a new object around the stored request installs the answer")
    func delayedWithRequest() async throws {
        try await EnrollmentFixture.with { fixture in
            let first = fixture.enrollment(online: false)
            try first.initialize(.user)
            let stored = try await first.createRequest(.base64RequestHeader).text
            let request = X509CertificateRequestPkcs10()
            try request.initializeDecode(Array(stored.utf8))
            let second = fixture.enrollment(online: false, anchors: [try await fixture.root()])
            try await second.initializeFromRequest(request)
            #expect(try await second.createRequest(.base64RequestHeader).text == stored)
            let client = try await fixture.submit(request.rawData(.binary).bytes, template: "User")
            try await second.installResponse(
                .allowNone,
                response: try client.certificate(OutputFlags(.binary, .chain)).bytes,
                encoding: .binary
            )
            #expect(second.status.status == .enrolled)
        }
    }

    @Test("pending: nothing is installed, and another object fetches it by its RequestId after approval")
    func pending() async throws {
        try await EnrollmentFixture.with { fixture in
            try await fixture.authority.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromTemplateName(.user, templateName: "User")
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrollPended && enrollment.status.text == "Taken Under Submission")
            #expect(await failure { try enrollment.certificate(.binary) } == .certsrvPropertyEmpty)
            let waiting = try #require(try fixture.store().requests().first)
            #expect(waiting.requestID == enrollment.requestIDString && waiting.enrollmentAddress == enrollment.caConfigString)
            _ = try await fixture.authority.bound(fixture.authority.officer).approve(RequestID(enrollment.requestID))
            let later = fixture.enrollment()
            try later.initialize(.user)
            try await later.retrieve(requestID: enrollment.requestID)
            #expect(later.status.status == .enrolled)
            let kept10 = try fixture.store()
            let holds10 = try kept10.requests().isEmpty
            #expect(holds10)
        }
    }

    @Test("denied: no error, the status says why")
    func denied() async throws {
        try await EnrollmentFixture.with { fixture in
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromTemplateName(.user, templateName: "WebServer")
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrollDenied && enrollment.status.status.rawValue == 256)
            #expect(
                enrollment.status.error == .certsrvTemplateDenied && !enrollment.status.errorText.isEmpty && enrollment.status.reason != nil
            )
        }
    }

    @Test("a CA that cannot be reached: the error is thrown and the status says so")
    func unreachable() async throws {
        try await EnrollmentFixture.with { fixture in
            let server = InProcessEnrollmentServer(
                authorities: fixture.authority.service,
                caller: fixture.authority.caller(fixture.caller),
                authority: "No Such CA"
            )
            let enrollment = X509Enrollment(stores: .init(directory: fixture.directory), server: server)
            try enrollment.initialize(.user)
            #expect(await failure { try await enrollment.enroll() } == .invalidArgument)
            #expect(enrollment.status.status == .enrollError && enrollment.status.error == .invalidArgument)
        }
    }
}
