import CertManagement
import PKIDirectory
import PKITesting
import PortableFoundation
import Testing

@Suite("The operations that are offered")
struct OfferedOperationsTests {
    private func offered(_ fixture: WorkflowFixture, _ id: UUID, as who: Principal? = nil) async throws -> Set<CertManagement.Operation>? {
        try await fixture.management(who).operations(ofProfile: id).map { Set($0) }
    }

    @Test("the state of a software profile decides")
    func software() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        #expect(try await offered(fixture, id) == [.renew, .recover, .duplicate, .onlineUpdate, .suspend, .disable])
        try await fixture.run(.suspend, on: id, issues: false)
        #expect(try await offered(fixture, id) == [.reinstate, .disable])
        try await fixture.run(.disable, on: id, issues: false)
        #expect(try await offered(fixture, id) == [.recover])
    }

    @Test("a card has the operations of cards too, under its own id and its profile's")
    func card() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active(WorkflowFixture.card)
        let card = try #require(try await fixture.card(of: id))
        let all: Set<CertManagement.Operation> = [
            .renew, .recover, .duplicate, .onlineUpdate, .suspend, .disable, .retire, .unblock, .offlineUnblock, .temporaryCards,
        ]
        #expect(try await offered(fixture, id) == all)
        #expect(try await fixture.management().operations(ofSmartcard: card.id).map { Set($0) } == all)
        let temporary = try await fixture.run(.temporaryCards, on: card.id, issues: true)
        let ofTemporary = try await offered(fixture, try #require(temporary.newProfile))
        #expect(ofTemporary == [.unblock, .offlineUnblock, .temporaryDisable, .temporaryRetire])
        try await fixture.run(.suspend, on: id, issues: false)
        #expect(try await offered(fixture, id) == [.reinstate, .disable, .retire])
        try await fixture.run(.disable, on: id, issues: false)
        #expect(try await offered(fixture, id) == [.recover, .retire])
        try await fixture.run(.retire, on: id, issues: false)
        #expect(try await offered(fixture, id) == [])
    }

    @Test("an open request of the same kind keeps it from being started again; another kind may start")
    func open() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let made = try await fixture.start(.renew, on: id)
        #expect(try await offered(fixture, id)?.contains(.renew) == false)
        #expect(await fixture.refusal { _ = try await fixture.start(.renew, on: id) } == .requestStateInvalid)
        #expect(try await offered(fixture, id)?.contains(.disable) == true)
        _ = try await fixture.management().setStatus(of: made.id, to: .canceled)
        #expect(try await offered(fixture, id)?.contains(.renew) == true)
    }

    @Test("of two creations at once for one object one wins")
    func race() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let codes = await withTaskGroup(of: ManagementError.Code?.self) { group in
            for _ in 0..<8 { group.addTask { await fixture.refusal { _ = try await fixture.start(.renew, on: id) } } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.count { $0 == nil } == 1)
        #expect(await fixture.store.managementRequests(.init()).count { $0.operation == .renew } == 1)
    }

    @Test("each person sees what that person may start")
    func people() async throws {
        let fixture = try await WorkflowFixture.make { workflow, policy in policy.selfService = workflow == .renew }
        let authority = fixture.test.authority
        // Enroll is not self-service here, so the officer starts it and alice executes.
        let made = try await fixture.start(.enroll, template: WorkflowFixture.software, as: authority.officer, for: authority.alice.id)
        try await fixture.execute(made)
        let id = try #require(try await fixture.complete(made).newProfile)
        #expect(try await offered(fixture, id) == [.renew])
        #expect(try await offered(fixture, id, as: authority.officer) == [.renew, .recover, .duplicate, .onlineUpdate, .suspend, .disable])
        #expect(try await offered(fixture, id, as: authority.auditor) == [])
        #expect(try await offered(fixture, id, as: authority.bob) == nil)
    }

    @Test("a switched-off policy and a retired profile template take operations away, but nothing that ends")
    func policies() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        try await fixture.test.changeProfileTemplate { $0.policies[.renew]?.enabled = false }
        #expect(try await offered(fixture, id) == [.recover, .duplicate, .onlineUpdate, .suspend, .disable])
        try await fixture.test.changeProfileTemplate { $0.isRetired = true }
        #expect(try await offered(fixture, id) == [.suspend, .disable])
        #expect(await fixture.refusal { _ = try await fixture.start(.enroll, template: WorkflowFixture.software) } == .policyDisabled)
    }

    @Test("template and target come from the object, and others in the request are refused")
    func conflicts() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let template = await fixture.refusal { _ = try await fixture.start(.renew, on: id, template: WorkflowFixture.card) }
        #expect(template == .invalidClientData)
        let target = await fixture.refusal {
            _ = try await fixture.start(.renew, on: id, as: fixture.test.authority.officer, for: fixture.test.authority.bob.id)
        }
        #expect(target == .invalidClientData)
        let made = try await fixture.start(.renew, on: id, template: WorkflowFixture.software, as: fixture.test.authority.officer)
        #expect(made.target.id == fixture.alice.id && made.profileTemplate == WorkflowFixture.software)
        #expect(await fixture.refusal { _ = try await fixture.start(.enroll, on: id) } == .invalidClientData)
        #expect(await fixture.refusal { _ = try await fixture.start(.renew, on: UUID()) } == .accessDenied)
        #expect(await fixture.refusal { _ = try await fixture.start(.renew, template: WorkflowFixture.software) } == .invalidClientData)
        #expect(await fixture.refusal { _ = try await fixture.start(.unblock, on: id) } == .requestStateInvalid)
    }

    @Test("a preview says what the end does, and stores nothing")
    func preview() async throws {
        let fixture = try await WorkflowFixture.make { workflow, policy in
            if workflow == .recover { policy.revocation = RevocationOptions(reason: 4, delaySeconds: 60) }
        }
        let id = try await fixture.active(WorkflowFixture.card)
        let card = try #require(try await fixture.card(of: id))
        let proposal = RequestProposal(profileTemplate: nil, workflow: .recover, existingObject: card.id)
        let lines = try await fixture.management().previewEffects(of: proposal)
        #expect(lines.map(\.subject).prefix(4) == [.profile(nil), .smartcard(nil), .profile(id), .smartcard(card.id)])
        #expect(lines.prefix(4).map(\.after) == ["active", "active", "disabled", "disabled"])
        #expect(lines.prefix(4).map(\.flags) == [["primary"], ["primary"], ["superseded"], ["superseded"]])
        let certificate = try #require(lines.last)
        #expect(certificate.before == "good" && certificate.after == "revoked" && certificate.reason == 4)
        #expect(certificate.effective == fixture.test.authority.clock.now.addingTimeInterval(60))
        #expect(await fixture.store.managementRequests(.init()).count == 1)
        let bob = await fixture.refusal { _ = try await fixture.management(fixture.test.authority.bob).previewEffects(of: proposal) }
        #expect(bob == .accessDenied)
    }
}
