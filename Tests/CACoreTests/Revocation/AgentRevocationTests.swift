import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

/// An agent with a grant for `revoke` is no officer: it revokes what it asked for in the name of others.
@Suite("Revocation by an agent")
struct AgentRevocationTests {
    private func issued(_ test: TestAuthority, by agent: Principal, for subject: Principal?) async throws -> String {
        let name = BuiltInTemplates.sampleSoftwareName
        let key = try PrivateKey(generating: .rsa(bits: 2048))
        let bytes = try await test.request(key: key)
        let disposition = try await test.bound(agent).submit(
            Submission(bytes: bytes, format: .pkcs10, template: name, onBehalfOf: subject?.id)
        )
        return try Certificate(derEncoded: try #require(disposition.certificate, "\(disposition.message)")).serialHex
    }

    private func code(_ call: () async throws -> Void) async -> CAError.Code? {
        do {
            try await call()
            return nil
        } catch { return (error as? CAError)?.code }
    }

    @Test("the agent revokes, holds and releases what it asked for, and the list shows it")
    func granted() async throws {
        let test = try await TestAuthority.make()
        let serial = try await issued(test, by: test.agent, for: test.alice)
        let agent = try await test.bound(test.agent)
        _ = try await agent.revoke(serial: serial, reason: .certificateHold)
        _ = try await agent.revoke(serial: serial, reason: .removeFromCRL)
        #expect(try await agent.validity(serial: serial).state == .valid)
        let record = try await agent.revoke(serial: serial, reason: .keyCompromise)
        #expect(record.revocationReason == 1)
        let list = try CertificateList(derEncoded: try #require(await test.publisher.published("crl/Chancery Issuing CA.crl")).bytes)
        #expect(list.revoked.count == 1)
    }

    @Test("a grant without the act, for another template or for other people revokes nothing, and an absent serial is refused alike")
    func refused() async throws {
        let test = try await TestAuthority.make()
        let serial = try await issued(test, by: test.agent, for: test.alice)
        let granted = try #require(await test.store.agentGrants().first)
        let agent = try await test.bound(test.agent)
        let others = [
            AgentGrant(agent: granted.agent, template: granted.template, subjects: granted.subjects, acts: [.enroll, .recover]),
            AgentGrant(agent: granted.agent, template: "User", subjects: granted.subjects, acts: [.revoke]),
            AgentGrant(
                agent: granted.agent,
                template: granted.template,
                subjects: WellKnownAccount.auditors.sid(in: TestAuthority.domain),
                acts: [.revoke]
            ),
        ]
        for other in others {
            try await test.store.commit([.agentGrantRemoved(granted), .agentGranted(other)], expecting: .nothing)
            for wanted in [serial, "00aa", "no serial"] {
                #expect(await code { _ = try await agent.revoke(serial: wanted, reason: .unspecified) } == .accessDenied)
            }
            try await test.store.commit([.agentGrantRemoved(other)], expecting: .nothing)
        }
        #expect(try await test.bound(test.officer).validity(serial: serial).reason == nil)
    }

    @Test("what somebody else asked for, and what the agent asked for itself, is not the agent's to revoke")
    func foreign() async throws {
        let test = try await TestAuthority.make()
        let disposition = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        let serial = try Certificate(derEncoded: try #require(disposition.certificate)).serialHex
        let everything = AgentGrant(agent: test.agent.id, template: "User", subjects: .authenticatedUsers, acts: Set(AgentAct.allCases))
        try await test.store.commit([.agentGranted(everything)], expecting: .nothing)
        let agent = try await test.bound(test.agent)
        #expect(await code { _ = try await agent.revoke(serial: serial, reason: .unspecified) } == .accessDenied)
        #expect(await code { try await agent.publishRevocationLists() } == .accessDenied)
    }
}
