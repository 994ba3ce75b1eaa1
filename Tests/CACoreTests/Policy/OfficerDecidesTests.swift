import CACore
import CAInterface
import CertificateTemplates
import PKIDirectory
import Testing

@Suite("Policy: an officer decides if the template says so")
struct OfficerDecidesTests {
    @Test("a template that pends holds, until an officer approved")
    func pends() async throws {
        var sample = try await SampleQuestion(template: "EnrollmentAgent")
        #expect(OfficerDecides().judge(try sample.question()) == .hold)
        sample.officerApproved = true
        #expect(OfficerDecides().judge(try sample.question()) == .allow)
        #expect(OfficerDecides().judge(try await SampleQuestion().question()) == .allow)
    }

    @Test("a refusal by any rule comes before the officer is asked")
    func order() async throws {
        var sample = try await SampleQuestion(template: "EnrollmentAgent")
        #expect(Policy.standard.judge(try sample.question()).denial?.reason.rule == "CallerMayEnroll")
        sample.template.access.entries.append(.init(trustee: sample.caller.sid, rights: .enroll))
        #expect(Policy.standard.judge(try sample.question()) == .hold)
    }
}
