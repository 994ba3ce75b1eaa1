import CACore
import CAInterface
import CertManagement
import PKIDirectory
import PKITesting
import PortableFoundation
import Testing

@Suite("The end of a request, interrupted")
struct SettlementTests {
    private static let endings: [(CertManagement.Operation, String)] = [
        (.disable, "revoked"), (.suspend, "held"), (.recover, "revoked"), (.renew, "revoked"),
    ]

    @Test("a repetition finishes an end whose acts at the CA were done or not", arguments: endings, [(1, 0), (0, 1)])
    func repeated(ending: (CertManagement.Operation, String), losses: (Int, Int)) async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let made = try await fixture.start(ending.0, on: id)
        if [.recover, .renew].contains(ending.0) { try await fixture.execute(made) }
        fixture.lossy.loseRevocations(before: losses.0, after: losses.1)
        #expect(await fixture.refusal { try await fixture.complete(made) } == .unavailable)
        let between = try #require(await fixture.store.managementRequest(made.id))
        #expect(try JSONDecoder().decode(ManagementRequest.self, from: JSONEncoder().encode(between)) == between)
        #expect(between.status != .completed && between.settlement?.outcome == .completed)
        #expect(try await fixture.profile(id).status == .active)
        #expect(try await fixture.standing(of: id) == (losses.0 == 1 ? "good" : ending.1))

        let canceled = await fixture.refusal { _ = try await fixture.management().setStatus(of: made.id, to: .canceled) }
        #expect(canceled == .requestStateInvalid)
        let submitted = await fixture.refusal { _ = try await fixture.management().submitCertificateRequests([], to: made.id) }
        #expect(submitted == .requestStateInvalid)

        let ended = try await fixture.complete(made)
        #expect(ended.status == .completed && ended.settlement == nil)
        #expect(try await fixture.standing(of: id) == ending.1)
        let certificate = try #require(await fixture.store.managedCertificates(ofProfile: id).first)
        #expect(certificate.standing.rawValue == ending.1)
        let kinds = await fixture.store.history(of: made.id).map(\.kind)
        #expect(kinds.count { $0 == .settlementBegun } == 1 && kinds.last == .completed)
    }

    @Test("the next start finishes an end that an interruption left")
    func nextStart() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let made = try await fixture.start(.disable, on: id)
        fixture.lossy.loseRevocations(before: 1)
        _ = await fixture.refusal { try await fixture.complete(made) }
        #expect(await fixture.store.managementRequest(made.id)?.status == .executing)
        await fixture.test.service.finishInterruptedEnds()
        #expect(await fixture.store.managementRequest(made.id)?.status == .completed)
        #expect(try await fixture.profile(id).status == .disabled)
        #expect(try await fixture.standing(of: id) == "revoked")
    }

    @Test("of many nodes, one finishes an end that nobody has touched since its last look")
    func otherNodes() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let made = try await fixture.start(.disable, on: id)
        fixture.lossy.loseRevocations(before: 1)
        _ = await fixture.refusal { try await fixture.complete(made) }
        let service = fixture.test.service
        let found = await service.finishInterruptedEnds(unchangedSince: [:])
        #expect(await found == [made.id: fixture.store.managementRequest(made.id)?.revision])
        #expect(await service.finishInterruptedEnds(unchangedSince: found.mapValues { $0 - 1 }) == found)
        #expect(await service.finishInterruptedEnds(unchangedSince: found) { false } == found)
        #expect(await fixture.store.managementRequest(made.id)?.status == .executing)
        #expect(await service.finishInterruptedEnds(unchangedSince: found).isEmpty)
        #expect(await fixture.store.managementRequest(made.id)?.status == .completed)
        #expect(try await fixture.standing(of: id) == "revoked")
    }

    @Test("a node that slept in the middle of an end does not undo what a later request did")
    func sleeper() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        try await fixture.complete(try await fixture.start(.suspend, on: id))
        let made = try await fixture.start(.reinstate, on: id)
        fixture.lossy.loseRevocations(before: 1)
        _ = await fixture.refusal { try await fixture.complete(made) }
        fixture.lossy.sleepBeforeRevocation {
            await fixture.test.service.finishInterruptedEnds()
            try await fixture.complete(try await fixture.start(.suspend, on: id))
        }
        await fixture.test.service.finishInterruptedEnds()
        #expect(await fixture.store.managementRequest(made.id)?.status == .completed)
        #expect(try await fixture.standing(of: id) == "held")
        #expect(try await fixture.profile(id).status == .suspended)
    }

    @Test("of two nodes that finish one end at once, both come through, and it ends once", arguments: endings)
    func twoNodes(ending: (CertManagement.Operation, String)) async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let made = try await fixture.start(ending.0, on: id)
        if [.recover, .renew].contains(ending.0) { try await fixture.execute(made) }
        fixture.lossy.loseRevocations(before: 1)
        _ = await fixture.refusal { try await fixture.complete(made) }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { await fixture.test.service.finishInterruptedEnds() } }
        }
        #expect(await fixture.store.managementRequest(made.id)?.status == .completed)
        #expect(try await fixture.standing(of: id) == ending.1)
        #expect(await fixture.store.history(of: made.id).map(\.kind).count { $0 == .completed } == 1)
    }

    @Test("canceling asks the CA about certificates whose answer was lost, and revokes them too")
    func lostAnswer() async throws {
        let fixture = try await WorkflowFixture.make { $1.revokesWhenCanceled = true }
        let made = try await fixture.start(.enroll, template: WorkflowFixture.software)
        fixture.lossy.loseAnswers(1)
        _ = try await fixture.management().submitCertificateRequests([try SampleVectors.cmCertificateRequest], to: made.id)
        let profile = try #require(await fixture.store.managementRequest(made.id)?.newProfile)
        #expect(await fixture.store.managedCertificates(ofProfile: profile).isEmpty)
        _ = try await fixture.management().setStatus(of: made.id, to: .canceled)
        #expect(try await fixture.standing(of: profile) == "revoked")
        #expect(Set(fixture.lossy.submissions.compactMap(\.submissionKey)).count == 1)
    }

    @Test("another request for the object finishes what an interruption left, and decides after it")
    func another() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let suspended = try await fixture.start(.suspend, on: id)
        fixture.lossy.loseRevocations(after: 1)
        _ = await fixture.refusal { try await fixture.complete(suspended) }
        let disabled = try await fixture.start(.disable, on: id, as: fixture.test.authority.officer)
        try await fixture.complete(disabled, as: fixture.test.authority.officer)
        #expect(await fixture.store.managementRequest(suspended.id)?.status == .completed)
        #expect(try await fixture.profile(id).status == .disabled)
        #expect(try await fixture.standing(of: id) == "revoked")
    }

    @Test("of eight completions at once all agree, and the effects are there once")
    func atOnce() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let made = try await fixture.start(.disable, on: id)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { _ = await fixture.refusal { try await fixture.complete(made) } } }
        }
        #expect(await fixture.store.managementRequest(made.id)?.status == .completed)
        #expect(try await fixture.profile(id).status == .disabled)
        let kinds = await fixture.store.history(of: made.id).map(\.kind)
        #expect(kinds.count { $0 == .completed } == 1 && kinds.count { $0 == .certificateRevoked } == 1)
    }

    @Test("without the act revoke in the agent's grant the request waits, and the message says what to do")
    func withoutGrant() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let authority = fixture.test.authority
        let old = try #require(await authority.store.agentGrants().first)
        try await authority.store.commit(
            [.agentGranted(AgentGrant(agent: old.agent, template: old.template, subjects: old.subjects))],
            expecting: .nothing
        )
        let made = try await fixture.start(.disable, on: id)
        let error = await #expect(throws: ManagementError.self) { try await fixture.complete(made) }
        #expect(error?.code == .accessDenied && error?.message.contains("agent-grant add") == true)
        #expect(try await fixture.standing(of: id) == "good")
        try await authority.store.commit([.agentGranted(old)], expecting: .nothing)
        #expect(try await fixture.complete(made).status == .completed)
        #expect(try await fixture.standing(of: id) == "revoked")
    }

    @Test(
        "canceling an executing request revokes what it brought as the policy or the caller says",
        arguments: [nil, false, true],
        [false, true]
    )
    func cancel(choice: Bool?, policy: Bool) async throws {
        let fixture = try await WorkflowFixture.make { $1.revokesWhenCanceled = policy }
        let made = try await fixture.start(.enroll, template: WorkflowFixture.card)
        try await fixture.execute(made)
        let canceled = try #require(try await fixture.management().setStatus(of: made.id, to: .canceled, revokes: choice)).request
        #expect(canceled.status == .canceled && canceled.settlement == nil)
        let profile = try await fixture.profile(canceled.newProfile)
        // The policy of revoking is no choice.
        let isRevoked = policy || choice == true
        #expect(try await fixture.standing(of: profile.id) == (isRevoked ? "revoked" : "good"))
        #expect(profile.status == .disabled)
        let ending = try #require(await fixture.store.history(of: made.id).last { $0.kind == .canceled })
        let serial = try #require(await fixture.store.managedCertificates(ofProfile: profile.id).first).serialNumber
        #expect(ending.detail.contains("not revoked: \(serial) at ") == !isRevoked)
        #expect(try await fixture.card(of: profile.id)?.status == .retired)
    }

    @Test("the reason and the delay come from the policy, and from the initiator where it lets them choose")
    func options() async throws {
        let fixture = try await WorkflowFixture.make { workflow, policy in
            if workflow == .revoke { policy.revocation = RevocationOptions(reason: 5, allowsOtherReason: true, delaySeconds: 3600) }
        }
        let id = try await fixture.active()
        func propose(_ choice: RevocationChoice) async throws -> ManagementRequest {
            try await fixture.management().createRequest(
                RequestProposal(profileTemplate: nil, workflow: .revoke, existingObject: id, revocation: choice)
            ).request
        }
        #expect(await fixture.refusal { _ = try await propose(.init(delaySeconds: 5)) } == .invalidClientData)
        #expect(await fixture.refusal { _ = try await propose(.init(reason: 6)) } == .invalidClientData)
        try await fixture.complete(try await propose(.init(reason: 1)))
        let certificate = try #require(await fixture.store.managedCertificates(ofProfile: id).first)
        let officer = try await fixture.test.authority.bound(fixture.test.authority.officer)
        let validity = try await officer.validity(serial: certificate.serialNumber)
        #expect(validity.state == .valid && validity.reason == 1)
        let from = try #require(validity.revokedFrom)
        #expect(abs(from.timeIntervalSince(fixture.test.authority.clock.now) - 3600) <= 1)
    }

    @Test("nothing replaces an object before the new one has a certificate and its card")
    func results() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active(WorkflowFixture.card)
        let made = try await fixture.start(.recover, on: id)
        #expect(await fixture.refusal { try await fixture.complete(made) } == .requestStateInvalid)
        _ = try await fixture.management().submitCertificateRequests([], to: made.id)
        #expect(await fixture.refusal { try await fixture.complete(made) } == .requestStateInvalid)
        _ = try await fixture.management().submitCertificateRequests([try SampleVectors.cmCertificateRequest], to: made.id)
        #expect(await fixture.refusal { try await fixture.complete(made) } == .requestStateInvalid)
        try await fixture.bind(made.id)
        #expect(try await fixture.complete(made).status == .completed)
    }

    @Test("a renewal does not go on when its profile was disabled meanwhile")
    func disabledMeanwhile() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let renewal = try await fixture.start(.renew, on: id)
        try await fixture.run(.disable, on: id, issues: false)
        #expect(await fixture.refusal { try await fixture.execute(renewal) } == .requestStateInvalid)
        #expect(await fixture.refusal { try await fixture.complete(renewal) } == .requestStateInvalid)
        #expect(try await fixture.management().setStatus(of: renewal.id, to: .abandoned)?.request.status == .canceled)
    }
}
