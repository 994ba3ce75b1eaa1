import CertManagement
import PKIDirectory
import PKITesting
import PortableFoundation
import Testing

@Suite("Binding a card to a request")
struct CardBindingTests {
    private func refusal(_ call: () async throws -> Void) async -> ManagementError? {
        await #expect(throws: ManagementError.self) { try await call() }
    }

    @Test("binding moves the request to executing, makes profile and card, and the request names both")
    func bind() async throws {
        let fixture = try await CardFixture.make()
        let (id, card) = try await fixture.bound()
        let request = try #require(await fixture.test.store.managementRequest(id))
        #expect(request.status == .executing)
        #expect(request.newSmartcard == card.id)
        #expect(request.newProfile == card.profile)
        #expect(await fixture.test.store.profile(card.profile)?.smartcard == card.id)
        #expect(card.status == .assigned && card.flags == [] && card.cardID == CardFixture.chip && card.atr == "3b00")
        #expect(card.id != CardFixture.chip)
        #expect(await fixture.kinds(id) == [.initiated, .executionStarted, .cardBound])
    }

    @Test("a repetition with the same card returns the same assignment, and another card is refused")
    func again() async throws {
        let fixture = try await CardFixture.make()
        let (id, card) = try await fixture.bound()
        #expect(try await fixture.alice.bindSmartcard(CardFixture.chip, atr: "", to: id) == card)
        #expect(await refusal { _ = try await fixture.alice.bindSmartcard(UUID(), atr: "", to: id) }?.code == .cardNotFound)
        #expect(await fixture.test.store.smartcards(.init()).count == 1)
    }

    @Test("an absent request, and one of others, bind nothing")
    func invisible() async throws {
        let fixture = try await CardFixture.make()
        let request = try await fixture.test.enroll(fixture.test.authority.alice).request.id
        #expect(try await fixture.bob.bindSmartcard(UUID(), atr: "", to: request) == nil)
        #expect(try await fixture.alice.bindSmartcard(UUID(), atr: "", to: UUID()) == nil)
    }

    @Test("without the right to execute, in a final state and for a software profile nothing is bound")
    func refused() async throws {
        let fixture = try await CardFixture.make()
        let authority = fixture.test.authority
        let id = try await fixture.test.enroll(authority.alice).request.id
        let officer = fixture.test.management(authority.officer)
        #expect(await refusal { _ = try await officer.bindSmartcard(UUID(), atr: "", to: id) }?.code == .accessDenied)
        _ = try await fixture.alice.setStatus(of: id, to: .canceled)
        #expect(await refusal { _ = try await fixture.alice.bindSmartcard(UUID(), atr: "", to: id) }?.code == .requestStateInvalid)

        let software = try await TestManagement.make()
        let request = try await software.enroll(software.authority.alice).request.id
        let alice = software.management(software.authority.alice)
        #expect(await refusal { _ = try await alice.bindSmartcard(UUID(), atr: "", to: request) }?.code == .requestStateInvalid)
    }

    @Test("a chip that waits for another request, or is in use, is refused until it is retired or released")
    func inUse() async throws {
        let fixture = try await CardFixture.make()
        let (first, _) = try await fixture.bound()
        let second = try await fixture.test.enroll(fixture.test.authority.bob).request.id
        func bind() async throws -> Smartcard? { try await fixture.bob.bindSmartcard(CardFixture.chip, atr: "", to: second) }
        let waiting = await refusal { _ = try await bind() }
        #expect(waiting?.message.contains("waits for request \(first.uuidString.lowercased())") == true)
        _ = try await fixture.alice.setStatus(of: first, to: .canceled)
        let card = try #require(try await bind())
        #expect(card.assignment == 2 && card.flags == [])
        _ = try await fixture.bob.setStatus(of: second, to: .completed)
        let third = try await fixture.test.enroll(fixture.test.authority.alice).request.id
        let active = await refusal { _ = try await fixture.alice.bindSmartcard(CardFixture.chip, atr: "", to: third) }
        #expect(active?.message.contains("is Active") == true)
    }

    @Test("a retired chip is issued again, flagged as reused for somebody else, unless the template forbids")
    func reuse() async throws {
        let fixture = try await CardFixture.make()
        let (_, card) = try await fixture.issued()
        let retire = try await fixture.request(.retire, for: card)
        _ = try await fixture.alice.setStatus(ofCard: card.id, to: .retired, for: retire)
        _ = try await fixture.alice.setStatus(of: retire, to: .completed)
        let forBob = try await fixture.test.enroll(fixture.test.authority.bob).request.id
        let second = try #require(try await fixture.bob.bindSmartcard(CardFixture.chip, atr: "", to: forBob))
        #expect(second.flags == .reused && second.id != card.id && second.assignment == 2)
        _ = try await fixture.bob.setStatus(of: forBob, to: .canceled)

        try await fixture.configure { $0.allowsReuse = false }
        let last = try await fixture.test.enroll(fixture.test.authority.alice).request.id
        let refused = await refusal { _ = try await fixture.alice.bindSmartcard(CardFixture.chip, atr: "", to: last) }
        #expect(refused?.message.contains("does not allow retired cards") == true)
    }

    @Test("a chip of a canceled request was never issued, and is free where retired cards are not")
    func released() async throws {
        let fixture = try await CardFixture.make { $0.allowsReuse = false }
        let (first, card) = try await fixture.bound()
        _ = try await fixture.alice.setStatus(of: first, to: .canceled)
        #expect(try await fixture.stored(card.id).status == .retired)
        #expect(try await fixture.bound().card.assignment == 2)
    }

    @Test("a renewal takes the card that it renews, and no other card that is in use")
    func renewal() async throws {
        let fixture = try await CardFixture.make()
        let (_, card) = try await fixture.issued()
        let renew = try await fixture.request(.renew, for: card)
        let renewed = try #require(try await fixture.alice.bindSmartcard(CardFixture.chip, atr: "", to: renew))
        #expect(renewed.parent == card.id && renewed.assignment == 2 && renewed.adminKey == card.adminKey)
        #expect(await fixture.test.store.profile(renewed.profile)?.parent == card.profile)
        let (_, other) = try await fixture.issued(chip: UUID())
        let second = try await fixture.request(.renew, for: card)
        #expect(await refusal { _ = try await fixture.alice.bindSmartcard(other.cardID, atr: "", to: second) }?.code == .cardNotFound)
    }

    @Test(
        "a duplicate names its primary card, a temporary one its permanent card, and an escrow card neither",
        arguments: [CertManagement.Operation.duplicate, .temporaryCards, .recoverOnBehalf, .recover]
    )
    func links(operation: CertManagement.Operation) async throws {
        let fixture = try await CardFixture.make()
        let (_, card) = try await fixture.issued()
        let request = try await fixture.request(operation, for: card)
        let made = try #require(try await fixture.alice.bindSmartcard(UUID(), atr: "", to: request))
        #expect(made.primary == (operation == .duplicate ? card.id : nil))
        #expect(made.permanent == (operation == .temporaryCards ? card.id : nil))
        #expect(made.parent == (operation == .recover ? card.id : nil))
        let flags: [CertManagement.Operation: SmartcardFlags] = [
            .duplicate: .duplicate, .temporaryCards: .temporary, .recoverOnBehalf: .keyEscrow,
        ]
        #expect(made.flags == flags[operation] ?? [])
    }

    @Test("two requests that bind one chip at once: one gets it, the other is refused")
    func race() async throws {
        let fixture = try await CardFixture.make()
        let mine = try await fixture.test.enroll(fixture.test.authority.alice).request.id
        let yours = try await fixture.test.enroll(fixture.test.authority.bob).request.id
        async let first = try? fixture.alice.bindSmartcard(CardFixture.chip, atr: "", to: mine)
        async let second = try? fixture.bob.bindSmartcard(CardFixture.chip, atr: "", to: yours)
        let bound = [await first, await second].compactMap(\.self)
        #expect(bound.count == 1)
        #expect(await fixture.test.store.smartcards(.init()).count == 1)
    }

    // MARK: Reading

    @Test("a chip is found by its card id, the assignment in use first, and a smart card by its own id")
    func found() async throws {
        let fixture = try await CardFixture.make()
        let (first, old) = try await fixture.bound()
        _ = try await fixture.alice.setStatus(of: first, to: .canceled)
        let (second, card) = try await fixture.bound()
        #expect(try await fixture.alice.smartcard(onChip: CardFixture.chip)?.id == card.id)
        _ = try await fixture.alice.setStatus(of: second, to: .canceled)
        #expect(try await fixture.alice.smartcard(onChip: CardFixture.chip)?.id == card.id)
        #expect(try await fixture.alice.smartcard(onChip: old.id)?.id == old.id)
        #expect(try await fixture.alice.smartcard(onChip: UUID()) == nil)
    }

    @Test("a card is visible to its holder and to those who may see the requests of its template")
    func visible() async throws {
        let fixture = try await CardFixture.make()
        let (_, card) = try await fixture.bound()
        let authority = fixture.test.authority
        #expect(try await fixture.bob.smartcard(card.id) == nil)
        #expect(try await fixture.bob.smartcard(onChip: CardFixture.chip) == nil)
        for who in [authority.alice, authority.auditor, authority.officer] {
            #expect(try await fixture.test.management(who).smartcard(card.id)?.id == card.id)
        }
        var own: [UUID] = []
        try await fixture.alice.smartcards { own.append($0.id) }
        #expect(own == [card.id])
        own = []
        try await fixture.test.management(authority.auditor).smartcards { own.append($0.id) }
        #expect(own.isEmpty)
    }

    @Test("the configuration is for those who may execute a workflow of cards, and each look is recorded")
    func configuration() async throws {
        let fixture = try await CardFixture.make()
        let authority = fixture.test.authority
        let found = try #require(try await fixture.alice.smartcardConfiguration(of: SampleProfileTemplate.id))
        #expect(found.configuration.defaultAdminKey == CardFixture.defaultKey)
        let record = try #require(await fixture.test.store.records.last)
        #expect(record.event == "cardConfigurationGiven")
        try await fixture.test.changePolicy {
            $0.enrollmentAgentRequired = true
            $0.enrollmentAgents = [authority.officer.sid]
        }
        #expect(await refusal { _ = try await fixture.alice.smartcardConfiguration(of: SampleProfileTemplate.id) }?.code == .accessDenied)
        #expect(await fixture.test.store.records.count == 1)
        let officer = fixture.test.management(authority.officer)
        #expect(try await officer.smartcardConfiguration(of: SampleProfileTemplate.id) != nil)
        let software = try await TestManagement.make()
        let alice = software.management(software.authority.alice)
        #expect(try await alice.smartcardConfiguration(of: SampleProfileTemplate.id) == nil)
    }
}
