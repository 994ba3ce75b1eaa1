import CertManagement
import PKIDirectory
import PKITesting
import PortableFoundation
import Testing

/// One row of the effect table, for a software profile or a card.
struct EffectRow: Sendable, CustomTestStringConvertible {
    /// New* and Old* when the request is created.
    enum Objects: Sendable { case none, old, both, oldCardAlone }
    enum Link: Sendable { case none, old }

    let operation: CertManagement.Operation
    var isCard = false
    /// Makes the state before with this operation.
    var before: CertManagement.Operation?
    var change: @Sendable (inout WorkflowPolicy) -> Void = { _ in }
    var objects = Objects.both
    let oldStatus: ProfileStatus
    var oldFlags = ["primary"]
    let standing: String
    /// Nil without a new object.
    var newFlags: [String]?
    var parent = Link.none
    var primary = Link.none
    var permanent = Link.none
    var note = ""

    var testDescription: String { "\(operation.word) of a \(isCard ? "card" : "profile") \(note)" }

    /// The same for a card.
    var onCard: EffectRow {
        var row = self
        row.isCard = true
        return row
    }
}

@Suite("The effect table of operations")
struct EffectTableTests {
    private static let superseded = ["superseded"]

    private static let forBoth: [EffectRow] = [
        EffectRow(
            operation: .renew,
            change: { $0.revocation.revokesOldCertificates = false },
            objects: .old,
            oldStatus: .retired,
            oldFlags: superseded,
            standing: "good",
            newFlags: ["primary"],
            parent: .old,
            note: "that revokes nothing"
        ),
        EffectRow(
            operation: .recover,
            objects: .old,
            oldStatus: .disabled,
            oldFlags: superseded,
            standing: "revoked",
            newFlags: ["primary"],
            parent: .old
        ),
        EffectRow(
            operation: .recover,
            change: { $0.revocation = RevocationOptions(revokesOldCertificates: false, disablesOldObject: false) },
            objects: .old,
            oldStatus: .active,
            oldFlags: superseded,
            standing: "good",
            newFlags: ["primary"],
            parent: .old,
            note: "that leaves the old one"
        ),
        EffectRow(
            operation: .recover,
            before: .disable,
            objects: .old,
            oldStatus: .disabled,
            oldFlags: superseded,
            standing: "revoked",
            newFlags: ["primary"],
            parent: .old,
            note: "that is disabled"
        ),
        EffectRow(operation: .duplicate, objects: .old, oldStatus: .active, standing: "good", newFlags: ["duplicate"], primary: .old),
        EffectRow(operation: .onlineUpdate, oldStatus: .active, standing: "good"),
        EffectRow(operation: .suspend, oldStatus: .suspended, standing: "held"),
        EffectRow(operation: .reinstate, before: .suspend, oldStatus: .active, standing: "good"),
        EffectRow(operation: .disable, oldStatus: .disabled, standing: "revoked"),
        EffectRow(operation: .disable, before: .suspend, oldStatus: .disabled, standing: "revoked", note: "that is suspended"),
    ]

    private static let forCards: [EffectRow] = [
        EffectRow(
            operation: .renew,
            change: { $0.reusesCard = true },
            objects: .old,
            oldStatus: .retired,
            oldFlags: superseded,
            standing: "revoked",
            newFlags: ["primary"],
            parent: .old,
            note: "that is used again"
        ),
        EffectRow(
            operation: .renew,
            objects: .old,
            oldStatus: .disabled,
            oldFlags: superseded,
            standing: "revoked",
            newFlags: ["primary"],
            parent: .old,
            note: "with a new card"
        ),
        EffectRow(operation: .unblock, oldStatus: .active, standing: "good"),
        EffectRow(operation: .offlineUnblock, oldStatus: .active, standing: "good"),
        EffectRow(operation: .retire, oldStatus: .retired, standing: "revoked"),
        EffectRow(
            operation: .retire,
            before: .disable,
            change: { $0.revocation.revokesOldCertificates = false },
            oldStatus: .retired,
            standing: "revoked",
            note: "that is disabled"
        ),
        EffectRow(
            operation: .temporaryCards,
            objects: .oldCardAlone,
            oldStatus: .active,
            standing: "good",
            newFlags: ["temporary"],
            permanent: .old
        ),
    ].map(\.onCard)

    static let rows =
        forBoth.filter { $0.note != "that revokes nothing" || !$0.isCard } + forBoth.filter { $0.operation != .renew }.map(\.onCard)
        + forCards

    @Test("each operation has at creation and at its end the effect of its row", arguments: rows)
    func effect(row: EffectRow) async throws {
        let fixture = try await WorkflowFixture.make { workflow, policy in
            if workflow == row.operation.workflow { row.change(&policy) }
        }
        let id = try await fixture.active(row.isCard ? WorkflowFixture.card : WorkflowFixture.software)
        if let before = row.before { try await fixture.run(before, on: id, issues: false) }
        let issues = row.newFlags != nil || row.operation == .onlineUpdate
        let card = try await fixture.card(of: id)
        #expect((card != nil) == row.isCard)

        let made = try await fixture.start(row.operation, on: card?.id ?? id)
        switch row.objects {
        case .none: #expect(made.newProfile == nil && made.oldProfile == nil)
        case .old: #expect(made.newProfile == nil && made.newSmartcard == nil && made.oldProfile == id && made.oldSmartcard == card?.id)
        case .both:
            #expect(made.newProfile == id && made.oldProfile == id)
            #expect(made.newSmartcard == card?.id && made.oldSmartcard == card?.id)
        case .oldCardAlone: #expect(made.newProfile == nil && made.oldProfile == nil && made.oldSmartcard == card?.id)
        }
        if issues { try await fixture.execute(made) }
        let ended = try await fixture.complete(made)

        #expect(ended.status == .completed && ended.settlement == nil)
        let old = try await fixture.profile(id)
        #expect(old.status == row.oldStatus)
        #expect(old.flags.words == row.oldFlags)
        #expect(try await fixture.standing(of: id) == row.standing)
        let oldCard = try await fixture.card(of: id)
        // The numbers of cards are one more, because a card can be assigned.
        #expect(oldCard.map { $0.status.rawValue - 1 } == (row.isCard ? row.oldStatus.rawValue : nil))
        #expect(oldCard.map(\.flags.rawValue) == (row.isCard ? old.flags.rawValue : nil))
        guard let flags = row.newFlags else {
            #expect(ended.newProfile == id)
            return
        }
        let new = try await fixture.profile(ended.newProfile)
        #expect(new.id != id && new.status == .active && new.flags.words == flags)
        #expect(new.parent == (row.parent == .old ? id : nil))
        #expect(new.primary == (row.primary == .old ? id : nil))
        #expect(try await fixture.standing(of: new.id) == "good")
        guard row.isCard else { return }
        let newCard = try #require(try await fixture.card(of: new.id))
        #expect(ended.newSmartcard == newCard.id && newCard.status == .active && newCard.flags.rawValue == new.flags.rawValue)
        #expect(newCard.parent == (row.parent == .old ? card?.id : nil))
        #expect(newCard.primary == (row.primary == .old ? card?.id : nil))
        #expect(newCard.permanent == (row.permanent == .old ? card?.id : nil))
        #expect((newCard.cardID == card?.cardID) == (row.note == "that is used again"))
    }

    @Test("an enrollment makes a primary profile, and with a smart-card template a primary card", arguments: [false, true])
    func enroll(isCard: Bool) async throws {
        let fixture = try await WorkflowFixture.make()
        let made = try await fixture.start(.enroll, template: isCard ? WorkflowFixture.card : WorkflowFixture.software)
        #expect(made.newProfile == nil && made.oldProfile == nil && made.newSmartcard == nil && made.oldSmartcard == nil)
        try await fixture.execute(made)
        let ended = try await fixture.complete(made)
        let profile = try await fixture.profile(ended.newProfile)
        #expect(profile.status == .active && profile.flags == .primary && profile.parent == nil)
        let card = try await fixture.card(of: profile.id)
        #expect(card?.status == (isCard ? .active : nil) && card?.flags == (isCard ? .primary : nil))
    }

    @Test("a recovery on behalf gives the agent's target an escrow profile; the source stays as it is")
    func recoverOnBehalf() async throws {
        let fixture = try await WorkflowFixture.make()
        let nothing = try await fixture.active()
        let early = await fixture.refusal {
            _ = try await fixture.start(.recoverOnBehalf, on: nothing, as: fixture.test.authority.officer, for: fixture.alice.id)
        }
        #expect(early == .requestStateInvalid, "nothing is archived")

        let bench = try await ServerKeyBench.make()
        let (officer, agent, bob) = (bench.authority.officer, bench.authority.agent, bench.authority.bob)
        try await bench.test.changeProfileTemplate {
            $0.policies[.recoverOnBehalf] = WorkflowPolicy(initiators: [officer.sid], enrollmentAgents: [agent.sid])
        }
        let id = try await bench.enrolled()
        let proposal = RequestProposal(profileTemplate: nil, workflow: .recoverOnBehalf, target: bob.id, existingObject: id)
        let own = await fixture.refusal { _ = try await bench.alice.createRequest(proposal) }
        #expect(own == .accessDenied)
        let made = try await bench.test.management(officer).createRequest(proposal).request
        #expect(made.isEnrollmentAgent && made.target.id == bob.id && made.oldProfile == id)
        let byTarget = await fixture.refusal {
            _ = try await bench.test.management(bob).submitCertificateRequests([], pfxPassword: ServerKeyBench.password, to: made.id)
        }
        #expect(byTarget == .accessDenied)
        let executing = bench.test.management(agent)
        _ = try await executing.submitCertificateRequests([], pfxPassword: ServerKeyBench.password, to: made.id)
        let ended = try #require(try await executing.setStatus(of: made.id, to: .completed)).request
        let escrow = try #require(ended.newProfile)
        let new = try #require(await bench.test.store.profile(escrow))
        #expect(new.assignedUser == bob.id && new.status == .active && new.flags == .keyEscrow && new.parent == nil)
        let source = try #require(await bench.test.store.profile(id))
        #expect(source.status == .active && source.flags == .primary)
        #expect(await bench.test.store.managedCertificates(ofProfile: id).allSatisfy { $0.standing == .good })
    }

    @Test(
        "a temporary card ends by the policy of its issue and leaves the permanent card as it is",
        arguments: [(CertManagement.Operation.temporaryDisable, ProfileStatus.disabled), (.temporaryRetire, .retired)]
    )
    func temporaryEnd(operation: CertManagement.Operation, status: ProfileStatus) async throws {
        let fixture = try await WorkflowFixture.make()
        let permanent = try await fixture.active(WorkflowFixture.card)
        let permanentCard = try #require(try await fixture.card(of: permanent))
        let enrolled = try await fixture.run(.temporaryCards, on: permanentCard.id, issues: true)
        let temporary = try #require(enrolled.newProfile)
        // A later version would revoke nothing.
        var newer = try #require(await fixture.store.profileTemplate(WorkflowFixture.card))
        newer.version += 1
        newer.policies[.temporaryCards]?.revocation.revokesOldCertificates = false
        try await fixture.store.commit([
            .profileTemplateSaved(newer, audit: try newer.audited(by: .service(.command), when: fixture.test.authority.clock.now))
        ])
        let made = try await fixture.management().createRequest(
            RequestProposal(
                profileTemplate: nil,
                workflow: operation == .temporaryDisable ? .revoke : .retire,
                existingObject: enrolled.newSmartcard
            )
        ).request
        #expect(made.operation == operation && made.profileTemplateVersion == 1)
        let ended = try await fixture.complete(made)
        #expect(ended.status == .completed)
        #expect(try await fixture.profile(temporary).status == status)
        #expect(try await fixture.standing(of: temporary) == "revoked")
        #expect(try await fixture.card(of: permanent)?.status == .active)
        #expect(try await fixture.standing(of: permanent) == "good")
    }

    @Test("a recovery ends the duplicates too when the policy has options for them")
    func duplicates() async throws {
        let fixture = try await WorkflowFixture.make { workflow, policy in
            if workflow == .recover { policy.duplicateRevocation = RevocationOptions(reason: 4) }
        }
        let id = try await fixture.active()
        let duplicate = try #require(try await fixture.run(.duplicate, on: id, issues: true).newProfile)
        try await fixture.run(.recover, on: id, issues: true)
        #expect(try await fixture.profile(duplicate).status == .disabled)
        #expect(try await fixture.standing(of: duplicate) == "revoked")
    }
}
