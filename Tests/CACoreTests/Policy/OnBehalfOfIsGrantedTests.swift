import CACore
import CAInterface
import CertificateTemplates
import PKIDirectory
import Testing

@Suite("Policy: on behalf of others only with a grant")
struct OnBehalfOfIsGrantedTests {
    private func sample() async throws -> SampleQuestion {
        var sample = try await SampleQuestion(template: BuiltInTemplates.sampleSoftwareName)
        sample.caller = SampleQuestion.user("agent", 1_104, kind: .service)
        sample.subject = KnownPrincipal(principal: SampleQuestion.user("bob", 1_202))
        return sample
    }

    private func grant(_ sample: SampleQuestion) -> AgentGrant {
        AgentGrant(agent: sample.caller.id, template: sample.template.name, subjects: WellKnownAccount.users.sid(in: SampleQuestion.domain))
    }

    @Test("somebody who enrolls for themselves needs no grant")
    func himself() async throws {
        #expect(OnBehalfOfIsGranted().judge(try await SampleQuestion().question()) == .allow)
    }

    @Test("a grant for this agent, template and group allows it")
    func granted() async throws {
        var sample = try await sample()
        sample.grants = [grant(sample)]
        #expect(OnBehalfOfIsGranted().judge(try sample.question()) == .allow)
    }

    @Test("without a grant the answer is 0x80094009")
    func none() async throws {
        let denial = try #require(OnBehalfOfIsGranted().judge(try await sample().question()).denial)
        #expect(denial.status == .certsrvRestrictedOfficer)
        #expect(denial.reason.field == "onBehalfOf")
    }

    @Test("a grant of another agent, for another template or another group does not count")
    func others() async throws {
        var sample = try await sample()
        let machines = WellKnownAccount.machines.sid(in: SampleQuestion.domain)
        let users = WellKnownAccount.users.sid(in: SampleQuestion.domain)
        sample.grants = [
            AgentGrant(agent: SampleQuestion.user("other", 1).id, template: sample.template.name, subjects: users),
            AgentGrant(agent: sample.caller.id, template: "User", subjects: users),
            AgentGrant(agent: sample.caller.id, template: sample.template.name, subjects: machines),
        ]
        #expect(OnBehalfOfIsGranted().judge(try sample.question()).denial?.status == .certsrvRestrictedOfficer)
    }

    @Test("a template of schema 2 without the flag refuses although there is a grant")
    func flag() async throws {
        var sample = try await sample()
        sample.grants = [grant(sample)]
        sample.template.enrollmentFlags.remove(.allowEnrollOnBehalfOf)
        #expect(OnBehalfOfIsGranted().judge(try sample.question()).denial?.reason.field == "CertificateTemplate")
    }

    @Test("a disabled subject receives no certificate, and neither does a group")
    func subject() async throws {
        var sample = try await sample()
        sample.grants = [grant(sample)]
        var bob = SampleQuestion.user("bob", 1_202)
        bob.enabled = false
        sample.subject = KnownPrincipal(principal: bob)
        #expect(OnBehalfOfIsGranted().judge(try sample.question()).denial?.status == .certsrvRestrictedOfficer)
        sample.subject = KnownPrincipal(principal: SampleQuestion.user("Users", 513, kind: .group))
        #expect(OnBehalfOfIsGranted().judge(try sample.question()).denial?.status == .certsrvRestrictedOfficer)
    }
}
