import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("IX509EnrollmentStatus, member by member and answer by answer")
struct EnrollmentStatusTests {
    @Test("a fresh status is EnrollUnknown 32, without error and text, and every member can be set")
    func members() {
        var status: IX509EnrollmentStatus = X509EnrollmentStatus()
        #expect(status == .unknown)
        let fresh = (status.status.rawValue, status.error, status.errorText, status.text)
        #expect(fresh == (32, .ok, "", ""))
        status.text = "one"
        status.appendText(", two")
        #expect(status.text == "one, two")
        status.selected = .yes
        status.display = .no
        #expect((status.selected.rawValue, status.display.rawValue) == (1, 0))
        status.status = .enrollSkipped
        #expect(status.status.rawValue == 64)
    }

    @Test("ErrorText is the text of Error, whenever Error is set")
    func errorText() {
        var status = X509EnrollmentStatus()
        for code in [HRESULT.certsrvTemplateDenied, .certsrvAdminDeniedRequest, .cryptRevoked, .accessDenied] {
            status.error = code
            #expect(status.errorText == code.name?.text)
            #expect(!status.errorText.isEmpty)
        }
        status.error = .ok
        #expect(status.errorText.isEmpty)
    }

    @Test("pended: Status 2, Error 0, the CA's words; denied by an officer: Status 256, 0x80094014")
    func pendedThenDenied() async throws {
        try await EnrollmentFixture.with { fixture in
            try await fixture.authority.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromTemplateName(.user, templateName: "User")
            try await enrollment.enroll()
            let pended = enrollment.status
            #expect((pended.status.rawValue, pended.error, pended.errorText) == (2, .ok, ""))
            #expect(pended.text == "Taken Under Submission")
            _ = try await fixture.authority.bound(fixture.authority.officer).deny(RequestID(enrollment.requestID))
            let later = fixture.enrollment()
            try later.initialize(.user)
            try await later.retrieve(requestID: enrollment.requestID)
            #expect((later.status.status.rawValue, later.status.error) == (256, .certsrvAdminDeniedRequest))
            #expect(later.status.errorText == HRESULT.certsrvAdminDeniedRequest.name?.text)
            #expect(!later.status.text.isEmpty)
            #expect(await failure { try later.certificate() } == .certsrvPropertyEmpty)
        }
    }

    @Test("revoked: the certificate is not installed, and Status is 16 with 0x80092010")
    func revoked() async throws {
        try await EnrollmentFixture.with { fixture in
            let first = fixture.enrollment()
            try await first.initializeFromTemplateName(.user, templateName: "User")
            try await first.enroll()
            let serial = try Certificate(derEncoded: first.certificate(.binary).bytes).serialHex
            _ = try await fixture.authority.bound(fixture.authority.officer).revoke(serial: serial, Revocation(reason: .superseded))
            let later = fixture.enrollment()
            try later.initialize(.user)
            try await later.retrieve(requestID: first.requestID)
            #expect((later.status.status.rawValue, later.status.error) == (16, .cryptRevoked))
            #expect(later.status.errorText == HRESULT.cryptRevoked.name?.text)
            #expect(await failure { try later.certificate() } == .certsrvPropertyEmpty)
        }
    }

    @Test("the next enrollment of an object forgets status, certificate, response and number of the last")
    func notStale() async throws {
        try await EnrollmentFixture.with { fixture in
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromTemplateName(.user, templateName: "User")
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrolled)
            try await fixture.authority.changeTemplate("User") { $0.access = .init([]) }
            try enrollment.request.resetForEncode()
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrollDenied)
            #expect(await failure { try enrollment.certificate() } == .certsrvPropertyEmpty)
            #expect(enrollment.issuedCertificate == nil)
        }
    }
}
