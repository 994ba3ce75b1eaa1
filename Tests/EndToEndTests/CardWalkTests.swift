import Foundation
import PKITesting
import Testing

/// Cards in a reader of pcscd against the running server. Numbers of states and flags are those of the interface: a card is 3 active, 4 disabled, 5 suspended,
/// 6 retired, and a profile one less; flags are 1 primary, 2 superseded, 4 duplicate, 8 temporary, 16 reused.
@Suite(
    "Smart cards of a running server, by certreq card and CM REST alone",
    .serialized,
    .enabled(if: CardReader.isPossible, "\(CardReader.missing)"),
    .timeLimit(.minutes(10))
)
struct CardWalkTests {
    private func person(_ name: String, _ reader: CardReader, groups: [String] = []) async throws -> CardPerson {
        let server = try await ManagementServer.get()
        return try CardPerson(ManagementCalls(server: server, account: try await server.addAccount(name, groups: groups)), reader)
    }

    /// The person's cards that are active, the newest chip by its id.
    private func active(_ person: CardPerson, chip: String) async throws -> ManagementCalls.Smartcard {
        let cards = try await person.calls.get("/smartcards", as: [ManagementCalls.Smartcard].self)
        return try #require(cards.first { $0.SerialNumber.contains(chip) && $0.Status == 3 })
    }

    @Test("a card is issued, unblocked on and off line, renewed, suspended, reinstated, retired; OpenSC signs")
    func life() async throws {
        let reader = try CardReader()
        let user = try await person("walker", reader)
        let desk = try await person("walker-desk", reader, groups: ["Help Desk"])
        let calls = user.calls
        try reader.insert(state: reader.directory + "/card.json")

        try await user.card(["enroll", "--template", "Badge"], pin: "135790")
        let chip = try await user.status().card
        let first = try await active(user, chip: chip)
        #expect(first.state == [3, 1])
        let profiles = try await calls.get("/profiles", as: [ManagementCalls.Profile].self)
        let firstProfile = try #require(profiles.first)
        #expect(profiles.map(\.state) == [[2, 1]])
        #expect(try await user.status().slots.map(\.slot) == ["9a", "9c"])
        #expect(try await user.signs(pin: "135790"))
        #expect(try await calls.validity("smartcards/\(first.Uuid)") == ["valid"])

        try await user.blockPIN()
        #expect(try await user.status().pinAttemptsLeft == 0)
        try await user.card(["unblock"], pin: "777777")
        #expect(try await user.signs(pin: "777777"))
        try await user.blockPIN()
        try await user.unblockOffline(newPIN: "888888", desk: desk)
        #expect(try await user.signs(pin: "888888"))
        #expect(try await calls.smartcard(first.Uuid).state == [3, 1])
        #expect(try await calls.profile(firstProfile.Uuid).state == [2, 1])

        try await user.card(["renew"], pin: "888888")
        let second = try await active(user, chip: chip)
        #expect(second.ParentSmartcardUuid == first.Uuid && second.state == [3, 1])
        #expect(try await calls.smartcard(first.Uuid).state == [6, 2])
        #expect(try await calls.profile(firstProfile.Uuid).state == [5, 2])
        #expect(try await calls.validity("smartcards/\(first.Uuid)") == ["unspecified"])
        #expect(try await calls.validity("smartcards/\(second.Uuid)") == ["valid"])
        #expect(try await user.signs(pin: "888888"))

        let profile = try #require(
            try await calls.get("/profiles", as: [ManagementCalls.Profile].self).first { $0.ParentProfileUuid == firstProfile.Uuid }
        )
        let suspended = try await calls.end(try await calls.start("Suspend", ["smartcard": second.Uuid]))
        #expect(suspended.Status == 8 && suspended.NewSmartcardUuid == second.Uuid && suspended.OldSmartcardUuid == second.Uuid)
        #expect(try await calls.smartcard(second.Uuid).state == [5, 1])
        #expect(try await calls.profile(profile.Uuid).state == [4, 1])
        #expect(try await calls.validity("smartcards/\(second.Uuid)") == ["certificateHold"])
        let refused = try await user.tryCard(["unblock"], pin: "777777")
        #expect(refused.status == 1 && refused.errorText.contains("suspended"), "\(refused.errorText)")

        _ = try await calls.end(try await calls.start("Reinstate", ["smartcard": second.Uuid]))
        #expect(try await calls.smartcard(second.Uuid).state == [3, 1])
        #expect(try await calls.profile(profile.Uuid).state == [2, 1])
        #expect(try await calls.validity("smartcards/\(second.Uuid)") == ["valid"])
        #expect(try await user.signs(pin: "888888"))

        try await user.card(["retire"])
        #expect(try await calls.smartcard(second.Uuid).state == [6, 1])
        #expect(try await calls.profile(profile.Uuid).state == [5, 1])
        #expect(try await calls.validity("smartcards/\(second.Uuid)") == ["unspecified"])
        #expect(try await user.status().slots.map(\.slot) == [])
        #expect(try await calls.operations("smartcards/\(second.Uuid)") == [])
    }

    @Test("a temporary card stands in for a forgotten one, is retired, and its chip is issued to somebody else")
    func temporary() async throws {
        let reader = try CardReader()
        let user = try await person("forgetful", reader)
        let other = try await person("next-user", reader)
        let calls = user.calls
        try reader.insert(state: reader.directory + "/permanent.json")
        try await user.card(["enroll", "--template", "Badge"], pin: "135790")
        let permanent = try await active(user, chip: try await user.status().card)
        try reader.pull()

        try reader.insert(state: reader.directory + "/temporary.json")
        let id = try await calls.start("TemporaryCards", ["smartcard": permanent.Uuid])
        #expect(try await calls.request(id).OldSmartcardUuid == permanent.Uuid)
        try await user.card(["enroll", "--request", id], pin: "246802")
        let done = try await calls.request(id)
        #expect(done.Status == 8 && done.OldProfileUuid == ManagementCalls.none)
        let temporary = try await calls.smartcard(done.NewSmartcardUuid)
        #expect(temporary.state == [3, 8] && temporary.PermanentSmartcardUuid == permanent.Uuid)
        #expect(try await calls.profile(done.NewProfileUuid).state == [2, 8])
        #expect(try await calls.smartcard(permanent.Uuid).state == [3, 1])
        #expect(try await user.signs(pin: "246802"))

        try await user.card(["retire"])
        #expect(try await calls.smartcard(temporary.Uuid).state == [6, 8])
        #expect(try await calls.profile(done.NewProfileUuid).state == [5, 8])
        #expect(try await calls.smartcard(permanent.Uuid).state == [3, 1])
        #expect(try await calls.validity("smartcards/\(temporary.Uuid)") == ["unspecified"])
        #expect(try await calls.validity("smartcards/\(permanent.Uuid)") == ["valid"])

        try await other.card(["enroll", "--template", "Badge"], pin: "112233")
        #expect(try await active(other, chip: try await other.status().card).state == [3, 17])
        #expect(try await other.signs(pin: "112233"))
    }

    @Test("a lost card is replaced by another and retired without it; a duplicate works beside its primary")
    func replaced() async throws {
        let reader = try CardReader()
        let user = try await person("loser", reader)
        let calls = user.calls
        try reader.insert(state: reader.directory + "/lost.json")
        try await user.card(["enroll", "--template", "Badge"], pin: "135790")
        let lost = try await active(user, chip: try await user.status().card)
        try reader.pull()

        try reader.insert(state: reader.directory + "/replacement.json")
        let recovery = try await calls.start("Recover", ["smartcard": lost.Uuid])
        try await user.card(["enroll", "--request", recovery], pin: "246802")
        let replacement = try await calls.smartcard(try await calls.request(recovery).NewSmartcardUuid)
        #expect(replacement.state == [3, 1] && replacement.ParentSmartcardUuid == lost.Uuid)
        #expect(try await calls.smartcard(lost.Uuid).state == [4, 2])
        #expect(try await calls.validity("smartcards/\(lost.Uuid)") == ["unspecified"])
        #expect(try await user.signs(pin: "246802"))
        try await user.card(["retire", "--lost", lost.Uuid])
        #expect(try await calls.smartcard(lost.Uuid).state == [6, 2])
        try reader.pull()

        try reader.insert(state: reader.directory + "/duplicate.json")
        let duplication = try await calls.start("Duplicate", ["smartcard": replacement.Uuid])
        try await user.card(["enroll", "--request", duplication], pin: "997531")
        let request = try await calls.request(duplication)
        #expect(try await calls.smartcard(request.NewSmartcardUuid).state == [3, 4])
        #expect(try await calls.smartcard(request.NewSmartcardUuid).PrimarySmartcardUuid == replacement.Uuid)
        #expect(try await calls.profile(request.NewProfileUuid).PrimaryProfileUuid == request.OldProfileUuid)
        #expect(try await calls.smartcard(replacement.Uuid).state == [3, 1])
        #expect(try await user.signs(pin: "997531"))
    }

    @Test("a card that is in use is refused for another enrollment before a request is made")
    func inUse() async throws {
        let reader = try CardReader()
        let user = try await person("greedy", reader)
        try reader.insert(state: reader.directory + "/card.json")
        try await user.card(["enroll", "--template", "Badge"], pin: "135790")
        let refused = try await user.tryCard(["enroll", "--template", "Badge"], pin: "135790")
        #expect(refused.status == 1 && refused.errorText.contains("active and in use"), "\(refused.errorText)")
        #expect(try await user.calls.get("/requests", as: [ManagementCalls.Request].self).map(\.Status) == [8])
        #expect(try await user.signs(pin: "135790"))
    }

    @Test("a card that is pulled while it is issued goes on with the request that the message names")
    func pulled() async throws {
        let reader = try CardReader()
        let user = try await person("hasty", reader)
        let state = reader.directory + "/card.json"
        try reader.insert(state: state, ["--pull-after", "25", "--lose-answer"])
        let first = try await user.tryCard(["enroll", "--template", "Badge"], pin: "135790")
        try #require(first.status == 1, "\(first.text)")
        try reader.waitForPull()
        let request = try #require(first.errorText.split(separator: "--request ").dropFirst().first?.prefix(36))
        try reader.insert(state: state)
        try await user.card(["enroll", "--request", String(request)], pin: "135790")
        #expect(try await user.calls.request(String(request)).Status == 8)
        #expect(try await active(user, chip: try await user.status().card).state == [3, 1])
        #expect(try await user.signs(pin: "135790"))
    }

    @Test("a card with an AES key gets the server's PINs, and a renewal keeps its old decryption key")
    func serverPIN() async throws {
        let reader = try CardReader()
        let user = try await person("vault-keeper", reader)
        try reader.insert(
            state: reader.directory + "/card.json",
            ["--management-cipher", "aes256", "--management-key", ManagementServer.firstAESKey]
        )
        try await user.card(["enroll", "--template", "Vault badge", "--pin-out", "first"])
        #expect(try await user.status().slots.map(\.slot) == ["9a", "9d"])
        try await user.blockPIN()
        try await user.card(["unblock", "--pin-out", "second"])
        #expect(try reader.read("first") != reader.read("second"))
        try await user.card(["renew", "--pin-file", "second"])
        #expect(try await user.status().slots.map(\.slot) == ["9a", "9d", "82"])
        let cards = try await user.calls.get("/smartcards", as: [ManagementCalls.Smartcard].self)
        #expect(cards.map(\.Status).sorted() == [3, 6])
        try await user.card(["retire"])
        #expect(try await user.status().slots.map(\.slot) == [])
    }
}
