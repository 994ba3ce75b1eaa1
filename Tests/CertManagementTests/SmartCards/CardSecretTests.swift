import CertManagement
import OpenSSLKeys
import PKIDirectory
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@Suite("Admin keys, answers to challenges and PINs of cards")
struct CardSecretTests {
    private func refusal(_ call: () async throws -> Void) async -> ManagementError.Code? {
        await #expect(throws: ManagementError.self) { try await call() }?.code
    }

    @Test("before a card's own key was given only the default key answers; after that, either key")
    func dance() async throws {
        let fixture = try await CardFixture.make()
        let (request, card) = try await fixture.bound()
        #expect(await refusal { _ = try await fixture.response(true, card, request) } == .accessDenied)
        #expect(try await fixture.response(false, card, request) == CardFixture.defaultResponse)
        #expect(try await fixture.key(card, request) == CardFixture.ownKey)
        #expect(try await fixture.key(card, request) == CardFixture.ownKey)
        #expect(try await fixture.response(false, card, request) == CardFixture.defaultResponse)
        #expect(try await fixture.response(true, card, request) == CardFixture.ownResponse)
        #expect(try await fixture.response(false, card, request) == CardFixture.defaultResponse)
        #expect(try await fixture.response(true, card, request) == CardFixture.ownResponse)
        let given: [HistoryEvent.Kind] = [
            .cardAnswered, .adminKeyGiven, .adminKeyGiven, .cardAnswered, .cardAnswered, .cardAnswered, .cardAnswered,
        ]
        #expect(await Array(fixture.kinds(request).suffix(7)) == given)
    }

    @Test("a completed request settles the key that was claimed last; then the other key answers no more")
    func settled() async throws {
        let fixture = try await CardFixture.make()
        let (request, card) = try await fixture.bound()
        _ = try await fixture.key(card, request)
        _ = try await fixture.response(true, card, request)
        _ = try await fixture.alice.setStatus(of: request, to: .completed)
        let issued = try await fixture.stored(card.id)
        #expect(issued.status == .active && issued.flags == .primary)
        #expect(issued.adminKey == .init(version: 1))
        let unblock = try await fixture.request(.unblock, for: issued)
        #expect(await refusal { _ = try await fixture.response(false, issued, unblock) } == .accessDenied)
        #expect(try await fixture.response(true, issued, unblock) == CardFixture.ownResponse)
        #expect(await fixture.test.store.managementRequest(unblock)?.status == .executing)
    }

    @Test("a request canceled after the key was given leaves a chip for which either key answers")
    func canceledBetween() async throws {
        let fixture = try await CardFixture.make()
        let (request, card) = try await fixture.bound()
        _ = try await fixture.key(card, request)
        _ = try await fixture.alice.setStatus(of: request, to: .canceled)
        let (again, next) = try await fixture.bound()
        #expect(next.adminKey.former?.keys == [.init(version: 1)])
        #expect(try await fixture.response(true, next, again) == CardFixture.ownResponse)
        #expect(try await fixture.response(false, next, again) == CardFixture.defaultResponse)
    }

    @Test("a chip that is bound again has another key, which whoever bound it before does not know", arguments: [true, false])
    func nextAssignment(isIssued: Bool) async throws {
        let fixture = try await CardFixture.make()
        let (request, card) = try await fixture.bound()
        _ = try await fixture.key(card, request)
        if isIssued {
            _ = try await fixture.response(true, card, request)
            _ = try await fixture.alice.setStatus(of: request, to: .completed)
            let retire = try await fixture.request(.retire, for: try await fixture.stored(card.id))
            _ = try await fixture.alice.setStatus(ofCard: card.id, to: .retired, for: retire)
            _ = try await fixture.alice.setStatus(of: retire, to: .completed)
        } else {
            _ = try await fixture.alice.setStatus(of: request, to: .canceled)
        }
        let (again, next) = try await fixture.bound()
        let key = try #require(try await fixture.key(next, again))
        #expect(key != CardFixture.ownKey)
        // The chip has the former key until the client has written the new one with the answer under it.
        #expect(try await fixture.response(true, next, again) == CardFixture.ownResponse)
        let written = try CardCipher(legacy: Legacy()).response(to: CardFixture.challenge, key: Hex.decode(key), algorithm: .tripleDES)
        #expect(try await fixture.response(true, next, again) == Hex.encode(written))
        _ = try await fixture.alice.setStatus(of: again, to: .completed)
        #expect(try await fixture.stored(next.id).adminKey == .init(version: 1, assignment: 2))
    }

    @Test("after a rotation a card keeps its version, and a new card gets the new one")
    func rotation() async throws {
        let fixture = try await CardFixture.make()
        let (request, card) = try await fixture.bound()
        _ = try await fixture.key(card, request)
        await fixture.keys.make(version: 2)
        #expect(try await fixture.key(card, request) == CardFixture.ownKey)
        let (other, second) = try await fixture.bound(chip: UUID())
        _ = try await fixture.key(second, other)
        #expect(try await fixture.stored(second.id).adminKey.alternative == 2)
    }

    @Test("the first card that needs a master key has one made, and the record says so before")
    func firstNeed() async throws {
        let fixture = try await CardFixture.make(keys: InMemoryCardMasterKeys())
        let (request, card) = try await fixture.bound()
        #expect(try await fixture.key(card, request)?.count == 48)
        #expect(await fixture.keys.newestVersion() == 1)
        #expect(await fixture.test.store.records.map(\.event) == ["cardMasterKeyMade"])
    }

    @Test("a template that does not diversify gives no key, and nothing changes")
    func notDiversified() async throws {
        let fixture = try await CardFixture.make { $0.diversifiesAdminKey = false }
        let (request, card) = try await fixture.bound()
        #expect(try await fixture.key(card, request) == nil)
        #expect(await fixture.kinds(request).last == .cardBound)
        #expect(try await fixture.response(false, card, request) == CardFixture.defaultResponse)
    }

    @Test("AES cards take challenges of sixteen octets and are answered by their algorithm")
    func advanced() async throws {
        let fixture = try await CardFixture.make {
            $0.adminKeyAlgorithm = .aes256
            $0.defaultAdminKey = String(repeating: "00", count: 32)
        }
        let (request, card) = try await fixture.bound()
        #expect(await refusal { _ = try await fixture.response(false, card, request) } == .invalidClientData)
        _ = try await fixture.key(card, request)
        let response = try await fixture.alice.authenticationResponse(
            to: Array(0..<16),
            diversified: true,
            of: card.id,
            chip: card.cardID,
            for: request
        )
        #expect(response.map { Hex.encode($0) } == "6688dcffa4610967b8d7e6be7f7f2727")
    }

    // MARK: Who, when, how often

    @Test("another card, another card id, another user and a request that has ended get no secrets")
    func refused() async throws {
        let fixture = try await CardFixture.make()
        let (request, card) = try await fixture.bound()
        let (other, second) = try await fixture.bound(chip: UUID())
        #expect(await refusal { _ = try await fixture.response(false, second, request) } == .cardNotFound)
        #expect(await refusal { _ = try await fixture.alice.diversifiedKey(of: card.id, chip: UUID(), for: request) } == .cardNotFound)
        #expect(try await fixture.bob.diversifiedKey(of: card.id, chip: card.cardID, for: request) == nil)
        #expect(try await fixture.alice.diversifiedKey(of: UUID(), chip: card.cardID, for: request) == nil)
        let officer = fixture.test.management(fixture.test.authority.officer)
        #expect(await refusal { _ = try await officer.diversifiedKey(of: card.id, chip: card.cardID, for: request) } == .accessDenied)
        _ = try await fixture.alice.setStatus(of: other, to: .canceled)
        #expect(await refusal { _ = try await fixture.key(second, other) } == .requestStateInvalid)
    }

    @Test("where a group for secrets is named, only its members get keys, answers, PINs and the configuration")
    func group() async throws {
        let group = SecurityIdentifier.everyone
        let open = try await CardFixture.make(secretsGroup: group)
        let (allowed, first) = try await open.bound()
        #expect(try await open.response(false, first, allowed) != nil)
        let closed = try await CardFixture.make(secretsGroup: open.test.authority.officer.sid) { $0.pinOption = .randomized }
        let (request, card) = try await closed.bound()
        #expect(await refusal { _ = try await closed.response(false, card, request) } == .accessDenied)
        #expect(await refusal { _ = try await closed.key(card, request) } == .accessDenied)
        #expect(await refusal { _ = try await closed.alice.proposedPIN(of: card.id, chip: nil, for: request) } == .accessDenied)
        #expect(await refusal { _ = try await closed.alice.smartcardConfiguration(of: SampleProfileTemplate.id) } == .accessDenied)
        #expect(await closed.kinds(request).last == .cardBound)
    }

    @Test("another request for the same chip has no calls of its own")
    func limitOfChip() async throws {
        let fixture = try await CardFixture.make()
        let (request, card) = try await fixture.bound()
        for _ in 0..<20 { _ = try await fixture.response(false, card, request) }
        _ = try await fixture.alice.setStatus(of: request, to: .canceled)
        let (again, next) = try await fixture.bound()
        #expect(await refusal { _ = try await fixture.response(false, next, again) } == .callLimitReached)
    }

    @Test("twenty calls an hour for one card; the next hour has twenty again")
    func limit() async throws {
        let fixture = try await CardFixture.make()
        let (request, card) = try await fixture.bound()
        for _ in 0..<20 { _ = try await fixture.response(false, card, request) }
        #expect(await refusal { _ = try await fixture.response(false, card, request) } == .callLimitReached)
        #expect(await refusal { _ = try await fixture.key(card, request) } == .callLimitReached)
        let (other, second) = try await fixture.bound(chip: UUID())
        #expect(try await fixture.response(false, second, other) != nil)
        fixture.test.authority.clock.advance(seconds: 3_601)
        #expect(try await fixture.response(false, card, request) != nil)
    }

    @Test("calls at once never exceed the limit together")
    func limitAtOnce() async throws {
        let fixture = try await CardFixture.make()
        let (request, card) = try await fixture.bound()
        for _ in 0..<17 { _ = try await fixture.response(false, card, request) }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<6 { group.addTask { _ = try? await fixture.response(false, card, request) } }
        }
        _ = try? await fixture.response(false, card, request)
        _ = try? await fixture.response(false, card, request)
        _ = try? await fixture.response(false, card, request)
        #expect(await fixture.kinds(request).count { $0 == .cardAnswered } == 20)
    }

    // MARK: PINs

    private func pin(_ fixture: CardFixture, _ card: Smartcard, _ request: UUID?) async throws -> String? {
        try await fixture.alice.proposedPIN(of: card.id, chip: card.cardID, for: request)
    }

    @Test("where the user chooses, the server proposes no PIN", arguments: [UserPINOption.none, .userProvided])
    func userChooses(option: UserPINOption) async throws {
        let fixture = try await CardFixture.make { $0.pinOption = option }
        let (request, card) = try await fixture.bound()
        #expect(try await pin(fixture, card, request) == nil)
    }

    @Test("a randomized PIN is the same until its request is completed, by both routes, and then forgotten")
    func randomized() async throws {
        let fixture = try await CardFixture.make { $0.pinOption = .randomized }
        let (request, card) = try await fixture.bound()
        let first = try #require(try await pin(fixture, card, request))
        #expect(try await pin(fixture, card, request) == first)
        #expect(try await pin(fixture, card, nil) == first)
        let name = request.uuidString.lowercased()
        let sealed = try #require(await fixture.test.store.secret(.pin, of: card.id, named: name))
        #expect(!String(decoding: sealed.sealed, as: UTF8.self).contains(first))
        _ = try await fixture.alice.setStatus(of: request, to: .completed)
        #expect(await fixture.test.store.secret(.pin, of: card.id, named: name) == nil)
        #expect(await refusal { _ = try await pin(fixture, card, request) } == .requestStateInvalid)
        #expect(try await fixture.alice.storedPIN(of: card.id) == nil)
    }

    @Test("a PIN of a canceled request is forgotten", arguments: [UserPINOption.randomized, .serverDistributed])
    func canceled(option: UserPINOption) async throws {
        let fixture = try await CardFixture.make { $0.pinOption = option }
        let (request, card) = try await fixture.bound()
        _ = try await pin(fixture, card, request)
        _ = try await fixture.alice.setStatus(of: request, to: .canceled)
        #expect(await fixture.test.store.secret(.pin, of: card.id, named: request.uuidString.lowercased()) == nil)
    }

    @Test("a PIN that the server distributes is kept, each look recorded, until the next takes its place")
    func distributed() async throws {
        let fixture = try await CardFixture.make { $0.pinOption = .serverDistributed }
        let (request, card) = try await fixture.bound()
        let first = try #require(try await pin(fixture, card, request))
        _ = try await fixture.alice.setStatus(of: request, to: .completed)
        #expect(try await fixture.alice.storedPIN(of: card.id) == first)
        #expect(await fixture.kinds(request).last == .pinGiven)
        #expect(
            await refusal { _ = try await fixture.test.management(fixture.test.authority.auditor).storedPIN(of: card.id) } == .accessDenied
        )

        let issued = try await fixture.stored(card.id)
        let unblock = try await fixture.request(.unblock, for: issued)
        let second = try #require(try await pin(fixture, issued, unblock))
        #expect(try await fixture.alice.storedPIN(of: card.id) == first, "until the request is completed the card has its former PIN")
        _ = try await fixture.alice.setStatus(of: unblock, to: .completed)
        #expect(await fixture.test.store.secret(.pin, of: card.id, named: request.uuidString.lowercased()) == nil)
        #expect(try await fixture.stored(card.id).pinRequest == unblock)
        #expect(second.count == 8)
    }

    @Test("many calls at once get one PIN")
    func onePIN() async throws {
        let fixture = try await CardFixture.make { $0.pinOption = .randomized }
        let (request, card) = try await fixture.bound()
        let pins = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<5 { group.addTask { try? await fixture.alice.proposedPIN(of: card.id, chip: nil, for: request) } }
            return await group.reduce(into: Set<String>()) { if let pin = $1 { $0.insert(pin) } }
        }
        #expect(pins.count == 1)
    }

    private struct FixedPINs: PINProvider {
        let pin: String
        func pin(for card: UUID, of user: UUID, length: ClosedRange<Int>) -> String { pin }
    }

    @Test("a custom provider makes the PIN; one that breaks the rules, or a missing provider, is a fault")
    func custom() async throws {
        for (provider, expected) in [
            (FixedPINs(pin: "Hasel7"), "Hasel7"), (FixedPINs(pin: "123456"), nil), (FixedPINs(pin: "1"), nil), (nil, nil),
        ] {
            let fixture = try await CardFixture.make(customPINs: provider) { $0.pinOption = .customServerDistributed }
            let (request, card) = try await fixture.bound()
            if let expected {
                #expect(try await pin(fixture, card, request) == expected)
            } else {
                #expect(await refusal { _ = try await pin(fixture, card, request) } == .cardKeyUnavailable)
            }
        }
    }

    // MARK: Offline unblock, status

    @Test("a help desk gets the answer to a challenge that was read out, under the key that the card has")
    func offline() async throws {
        let fixture = try await CardFixture.make()
        let (request, card) = try await fixture.bound()
        _ = try await fixture.key(card, request)
        _ = try await fixture.response(true, card, request)
        _ = try await fixture.alice.setStatus(of: request, to: .completed)
        let issued = try await fixture.stored(card.id)
        let unblock = try await fixture.request(.offlineUnblock, for: issued)
        // The sample template has no policy for it, so its holder executes; approvers of a policy distribute.
        let code = try await fixture.alice.offlineUnblockCode(for: CardFixture.challenge, request: unblock)
        #expect(code.map { Hex.encode($0) } == CardFixture.ownResponse)
        #expect(await fixture.kinds(unblock).last == .unblockCodeGiven)
        #expect(try await fixture.bob.offlineUnblockCode(for: CardFixture.challenge, request: unblock) == nil)
        #expect(
            await refusal { _ = try await fixture.alice.offlineUnblockCode(for: CardFixture.challenge, request: request) }
                == .requestStateInvalid
        )
    }

    @Test("an approver of the policy for offline unblocking gets the code without executing rights")
    func helpDesk() async throws {
        let fixture = try await CardFixture.make()
        let (_, card) = try await fixture.issued()
        let officer = fixture.test.authority.officer
        try await fixture.test.changeProfileTemplate { $0.policies[.offlineUnblock] = WorkflowPolicy(approvers: [officer.sid]) }
        let unblock = try await fixture.request(.offlineUnblock, for: card)
        let desk = fixture.test.management(officer)
        let code = try await desk.offlineUnblockCode(for: CardFixture.challenge, request: unblock)
        #expect(code.map { Hex.encode($0) } == CardFixture.defaultResponse)
        #expect(await refusal { _ = try await desk.diversifiedKey(of: card.id, chip: card.cardID, for: unblock) } == .accessDenied)
    }

    @Test(
        "the client reports only the status to which its request leads",
        arguments: [
            (CertManagement.Operation.retire, SmartcardStatus.retired, true), (.disable, .disabled, true), (.suspend, .suspended, true),
            (.retire, .disabled, false), (.unblock, .retired, false), (.unblock, .active, false), (.suspend, .retired, false),
        ]
    )
    func status(operation: CertManagement.Operation, status: SmartcardStatus, isTaken: Bool) async throws {
        let fixture = try await CardFixture.make()
        let (_, card) = try await fixture.issued()
        let request = try await fixture.request(operation, for: card)
        if isTaken {
            #expect(try await fixture.alice.setStatus(ofCard: card.id, to: status, for: request)?.status == status)
            #expect(await fixture.kinds(request) == [.executionStarted, .cardStatusChanged])
            #expect(try await fixture.alice.setStatus(ofCard: card.id, to: status, for: request)?.status == status)
            #expect(await fixture.kinds(request).count == 2, "a repetition is no second event")
        } else {
            #expect(
                await refusal { _ = try await fixture.alice.setStatus(ofCard: card.id, to: status, for: request) } == .requestStateInvalid
            )
            #expect(try await fixture.stored(card.id) == card)
        }
    }

    @Test("a suspended card is reinstated to active")
    func reinstated() async throws {
        let fixture = try await CardFixture.make()
        let (_, card) = try await fixture.issued()
        let suspend = try await fixture.request(.suspend, for: card)
        _ = try await fixture.alice.setStatus(ofCard: card.id, to: .suspended, for: suspend)
        _ = try await fixture.alice.setStatus(of: suspend, to: .completed)
        let reinstate = try await fixture.request(.reinstate, for: card)
        #expect(try await fixture.alice.setStatus(ofCard: card.id, to: .active, for: reinstate)?.status == .active)
    }
}
