import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKIDirectory
import PKITesting
import Testing

@Suite("Administrators say who may enroll for others")
struct AgentGrantEditingTests {
    @Test("a grant is made, listed with names, removed, and recorded")
    func granted() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let group = try await Self.group(in: test)
        let before = try await administrator.agentGrants().count
        let grant = try await administrator.grantAgent("bob", template: "user", subjects: group.name)
        #expect((grant.agentName, grant.template, grant.subjectsName) == ("EXAMPLE\\bob", "User", group.accountName))
        #expect(grant.acts == [.enroll])
        // A second time changes nothing.
        _ = try await administrator.grantAgent(test.bob.id.uuidString, template: "User", subjects: group.sid.text)
        #expect(try await test.bound(test.auditor).agentGrants().count == before + 1)
        try await administrator.removeAgentGrant("bob", template: "USER", subjects: group.sid.text)
        #expect(try await administrator.agentGrants().count == before)
        let again = await #expect(throws: CAError.self) {
            try await administrator.removeAgentGrant("bob", template: "User", subjects: group.name)
        }
        #expect(again?.code == .notFound)
        let kinds = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
        #expect(kinds.suffix(2) == ["agentGranted", "agentGrantRemoved"])
    }

    @Test("a grant for the same agent, template and group gets other acts, and an empty list is refused")
    func acts() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let group = try await Self.group(in: test)
        for acts: Set<AgentAct> in [[.enroll], [.revoke, .recover], [.enroll, .revoke]] {
            _ = try await administrator.grantAgent("bob", template: "User", subjects: group.name, acts: acts)
            let grants = try await administrator.agentGrants().filter { $0.agent == test.bob.id }
            #expect(grants.map(\.acts) == [acts])
        }
        let error = await #expect(throws: CAError.self) {
            try await administrator.grantAgent("bob", template: "User", subjects: group.name, acts: [])
        }
        #expect(error?.code == .malformed)
    }

    @Test("the first start gives the management agent every act, and leaves a grant that is there as it is")
    func firstStart() async throws {
        let test = try await TestAuthority.make()
        let grant = try #require(await test.store.agentGrants().first)
        #expect(grant.agent == test.agent.id && grant.acts == Set(AgentAct.allCases))
    }

    @Test("a grant names an account, a template and a group that exist")
    func faults() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let group = try await Self.group(in: test)
        for (agent, template, subjects, code) in [
            ("nobody", "User", group.name, CAError.Code.notFound), ("bob", "Nothing", group.name, .notFound),
            ("bob", "User", "Nobody", .notFound), (group.name, "User", group.name, .malformed), ("bob", "User", "alice", .malformed),
        ] {
            let error = await #expect(throws: CAError.self) {
                try await administrator.grantAgent(agent, template: template, subjects: subjects)
            }
            #expect(error?.code == code)
        }
    }

    @Test("only administrators grant and remove; officers and auditors read")
    func rights() async throws {
        let test = try await TestAuthority.make()
        let group = try await Self.group(in: test)
        for principal in [test.alice, test.officer, test.auditor] {
            let bound = try await test.bound(principal)
            for act in [
                { _ = try await bound.grantAgent("bob", template: "User", subjects: group.name) },
                { try await bound.removeAgentGrant("bob", template: "User", subjects: group.name) },
            ] {
                let error = await #expect(throws: CAError.self) { try await act() }
                #expect(error?.code == .accessDenied)
            }
        }
        #expect(try await test.bound(test.officer).agentGrants().count == 1)
        let error = await #expect(throws: CAError.self) { try await test.bound(test.alice).agentGrants() }
        #expect(error?.code == .accessDenied)
    }

    private static func group(in test: TestAuthority) async throws -> Principal {
        let group = Principal(
            id: .init(),
            kind: .group,
            name: "Staff",
            domain: "EXAMPLE",
            sid: .account(domain: TestAuthority.domain, relativeID: 1_400),
            commonName: "Staff",
            displayName: "Staff",
            distinguishedName: test.alice.distinguishedName
        )
        try await test.directory.commit([.added(group)], as: .groupCreated, by: .service(.firstStart), when: test.clock.now)
        return group
    }
}
