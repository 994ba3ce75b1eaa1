import CACore
import CAInterface
import CertificateTemplates
import PKIDirectory
import Testing

@Suite("Policy: the caller may enroll")
struct CallerMayEnrollTests {
    @Test("a user may enroll for the User template")
    func allowed() async throws {
        #expect(CallerMayEnroll().judge(try await SampleQuestion().question()) == .allow)
    }

    @Test("without Enroll on the authority the answer is 0x80094011")
    func authority() async throws {
        var sample = try await SampleQuestion()
        sample.authorityAccess = AccessControlList([.init(trustee: .authenticatedUsers, rights: .read)])
        let denial = try #require(CallerMayEnroll().judge(try sample.question()).denial)
        #expect(denial.status == .certsrvEnrollDenied)
        #expect(denial.reason.field == "authority")
        #expect(!denial.reason.remedy.isEmpty)
    }

    @Test("without Enroll on the template the answer is 0x80094012 and names the template")
    func template() async throws {
        let denial = try #require(CallerMayEnroll().judge(try await SampleQuestion(template: "WebServer").question()).denial)
        #expect(denial.status == .certsrvTemplateDenied)
        #expect(denial.reason.rule == "CallerMayEnroll")
        #expect(denial.reason.value == "WebServer")
    }

    @Test("a deny entry wins over every allow")
    func denied() async throws {
        var sample = try await SampleQuestion()
        sample.template.access.entries.append(.init(trustee: sample.caller.sid, rights: .enroll, isDeny: true))
        #expect(CallerMayEnroll().judge(try sample.question()).denial?.status == .certsrvTemplateDenied)
    }

    @Test("a disabled account is refused")
    func disabled() async throws {
        var sample = try await SampleQuestion()
        sample.caller.enabled = false
        #expect(CallerMayEnroll().judge(try sample.question()).denial?.status == .certsrvEnrollDenied)
    }
}
