import CardEnrollment
import CertCli
import PKICrypto
import PKIFormats
import PKITesting
import PortableFoundation
import SmartCards
import SoftwareCard
import Testing

@Suite("The documented dance with a card")
struct CardWorkTests {
    /// A server, a card and what belongs to them.
    struct Scene {
        let server: ScriptedManagement
        let pair: CardPair
        let secrets: ScriptedSecrets
        let directory: String

        var client: CertificateManagementClient { CertificateManagementClient(server) }
        var journal: CardJournal { CardJournal(directory: directory) }

        func work(_ pair: CardPair? = nil, secrets: ScriptedSecrets? = nil) -> CardWork {
            CardWork(client: client, card: (pair ?? self.pair).card, secrets: secrets ?? self.secrets, journal: journal)
        }

        func cardID() async throws -> UUID { try #require(try await pair.card.holderID()).guid }

        @discardableResult
        func enroll() async throws -> CardResult {
            try Self.done(try await work().start(.init(type: "Enroll", profileTemplate: ScriptedManagement.template)))
        }

        /// Starts a workflow on the card that was issued.
        func start(_ type: String, secrets: ScriptedSecrets? = nil) async throws -> CardOutcome {
            let again = try await CardPair(pair.software)
            let id = try #require(try await again.card.holderID()).guid
            let smartcard = try #require(try await client.smartcard(cardID: id))
            return try await work(again, secrets: secrets).start(.init(type: type, smartcard: smartcard.id))
        }

        static func done(_ outcome: CardOutcome) throws -> CardResult {
            guard case .done(let result) = outcome else { throw CardEnrollmentError("\(outcome)") }
            return result
        }
    }

    static func scene(
        _ settings: ScriptedManagement.Settings = .init(),
        secrets: ScriptedSecrets = ScriptedSecrets(),
        card: (inout SoftwarePIVCard.Personality) -> Void = { _ in },
        _ body: (Scene) async throws -> Void
    ) async throws {
        let hierarchy = try await SampleHierarchy.make()
        let pair = try await CardPair(card)
        try await withTemporaryDirectory { directory in
            try await body(Scene(server: ScriptedManagement(hierarchy, settings), pair: pair, secrets: secrets, directory: directory))
        }
    }

    /// Whether the card has the PIN, its own management key, and the PUK that follows from it.
    static func hasItsOwnSecrets(_ software: SoftwarePIVCard, pin: String) async throws -> Bool {
        let pair = try await CardPair(software)
        let id = try #require(try await pair.card.holderID()).guid
        try await pair.card.verify(pin: Array(pin.utf8))
        try await pair.card.authenticate(try ManagementKey(.tripleDES, ScriptedManagement.ownKey(id)))
        let puk = CardPUK.derived(from: ScriptedManagement.ownKey(id), card: id)
        try await pair.card.change(.puk, from: puk, to: puk)
        return true
    }

    /// Whether the slot's key and certificate belong together.
    static func works(_ software: SoftwarePIVCard, _ slot: PIVSlot, pin: String) async throws -> Bool {
        let pair = try await CardPair(software)
        guard let certificate = try await pair.card.certificate(slot) else { return false }
        let key = PrivateKey(
            custom: try PIVKey(pair.card, slot, publicKey: certificate.subjectPublicKeyInfo, pin: CardPIN(Array(pin.utf8)))
        )
        let signature = try await key.sign([1, 2, 3])
        return try Signature.isValid(signature, over: [1, 2, 3], algorithm: key.defaultSignatureAlgorithm, key: key.publicKey)
    }

    @Test("a new card gets its own key, its PIN, a key with its certificate, and the request is completed")
    func enroll() async throws {
        try await Self.scene { scene in
            let result = try await scene.enroll()
            #expect(result.certificates.map(\.slot) == [.authentication])
            #expect(result.remarks == [])
            #expect(try await Self.hasItsOwnSecrets(scene.pair.software, pin: "135790"))
            #expect(try await Self.works(scene.pair.software, .authentication, pin: "135790"))
            #expect(await scene.server.rows[result.request]?.status == 8)
            #expect(await scene.server.smartcards[result.smartcard]?.status == 3)
        }
    }

    @Test("the calls have the order of the documented walkthrough")
    func order() async throws {
        try await Self.scene { scene in
            try await scene.enroll()
            let calls = await scene.server.calls.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
            #expect(
                calls == [
                    "POST requests", "GET requests/*", "GET profiletemplates/*/configuration/smartcards", "POST smartcards",
                    "GET smartcards/*",
                    "GET requests/*/smartcards/*/authenticationresponse", "GET requests/*/smartcards/*/diversifiedkey",
                    "GET requests/*/smartcards/*/authenticationresponse", "GET requests/*/certificaterequestgenerationoptions",
                    "POST requests/*/certificatedata", "PUT requests/*",
                ]
            )
        }
    }

    @Test("a card without an id gets one under the management key of new cards")
    func empty() async throws {
        try await Self.scene(card: { $0.hasIdentifiers = false }) { scene in
            let result = try await scene.enroll()
            #expect(try await CardPair(scene.pair.software).card.holderID()?.guid == result.card)
        }
    }

    @Test("a card with an AES management key gets its key directly")
    func advanced() async throws {
        var settings = ScriptedManagement.Settings()
        settings.firstKey = Array(1...24)
        try await Self.scene(
            settings,
            card: {
                $0.managementAlgorithm = ManagementAlgorithm.aes192.rawValue
                $0.managementKey = Array(1...24)
            }
        ) { scene in
            let result = try await scene.enroll()
            let pair = try await CardPair(scene.pair.software)
            try await pair.card.authenticate(try ManagementKey(.aes192, ScriptedManagement.ownKey(result.card)))
        }
    }

    @Test("a template that keeps the maker's key says that the PUK stays the maker's")
    func plain() async throws {
        var settings = ScriptedManagement.Settings()
        settings.diversifies = false
        try await Self.scene(settings) { scene in
            let result = try await scene.enroll()
            #expect(result.remarks.count == 1)
            try await CardPair(scene.pair.software).administer()
        }
    }

    @Test("each option gets a key in a slot for its use; a key for decryption has its own")
    func slots() async throws {
        var settings = ScriptedManagement.Settings()
        settings.options = [("ECDSA_P256", 256, 2), ("RSA", 2048, 1), ("ECDSA_P384", 384, 2)]
        try await Self.scene(settings) { scene in
            let result = try await scene.enroll()
            #expect(result.certificates.map(\.slot) == [.authentication, .keyManagement, .signature])
            #expect(try await Self.works(scene.pair.software, .signature, pin: "135790"))
        }
    }

    @Test("a PIN that the server chose is handed over before the card has it")
    func serverPIN() async throws {
        var settings = ScriptedManagement.Settings()
        settings.pinOption = 2
        try await Self.scene(settings) { scene in
            try await scene.enroll()
            #expect(scene.secrets.delivered == ["24681357"])
            #expect(try await Self.hasItsOwnSecrets(scene.pair.software, pin: "24681357"))
        }
    }

    @Test("an unapproved request touches no card, and goes on after the approval")
    func approval() async throws {
        var settings = ScriptedManagement.Settings()
        settings.approvalsNeeded = 1
        try await Self.scene(settings) { scene in
            let before = scene.pair.channel.commands.count
            let outcome = try await scene.work().start(.init(type: "Enroll", profileTemplate: ScriptedManagement.template))
            guard case .awaitingApproval(let id) = outcome else { throw CardEnrollmentError("\(outcome)") }
            #expect(scene.pair.channel.commands.count == before)
            await scene.server.approve(id)
            _ = try Scene.done(try await scene.work().resume(id))
        }
    }

    @Test("while an officer decides, the key waits on the card, and its request gets the certificate later")
    func officer() async throws {
        var settings = ScriptedManagement.Settings()
        settings.keepsCertificatesBack = true
        try await Self.scene(settings) { scene in
            let outcome = try await scene.work().start(.init(type: "Enroll", profileTemplate: ScriptedManagement.template))
            guard case .awaitingIssuance(let id, _) = outcome else { throw CardEnrollmentError("\(outcome)") }
            await scene.server.change { $0.keepsCertificatesBack = false }
            _ = try Scene.done(try await scene.work(CardPair(scene.pair.software)).resume(id))
            #expect(try await Self.works(scene.pair.software, .authentication, pin: "135790"))
        }
    }

    @Test("a refusal leaves the request open, and it can be canceled")
    func refusal() async throws {
        var settings = ScriptedManagement.Settings()
        settings.refusesCertificates = true
        try await Self.scene(settings) { scene in
            let outcome = try await scene.work().start(.init(type: "Enroll", profileTemplate: ScriptedManagement.template))
            guard case .refused(let id, let reasons) = outcome else { throw CardEnrollmentError("\(outcome)") }
            #expect(reasons == ["not now"])
            try await WorkWithoutCard.cancel(id, scene.client, scene.journal)
            #expect(await scene.server.rows[id]?.status == 17)
        }
    }

    @Test("a request that is bound to another card does not touch this one")
    func otherCard() async throws {
        try await Self.scene { scene in
            scene.pair.software.pull(at: .init(afterCommands: 20))
            await #expect(throws: CardEnrollmentError.self) { try await scene.enroll() }
            let request = try #require(await scene.server.rows.keys.first)
            let other = try await CardPair()
            let before = other.channel.commands.count
            await #expect(throws: CardEnrollmentError.self) { try await scene.work(other).resume(request) }
            #expect(other.channel.commands.dropFirst(before).allSatisfy { $0[1] == 0xCB || $0[1] == 0xC0 })
        }
    }

    @Test("a blocked card gets a new PIN with the PUK that follows from its own key")
    func unblock() async throws {
        try await Self.scene { scene in
            try await scene.enroll()
            let pair = try await CardPair(scene.pair.software)
            for _ in 0..<3 { _ = await cardFailure { try await pair.card.verify(pin: Array("000000".utf8)) } }
            _ = try Scene.done(try await scene.start("Unblock", secrets: ScriptedSecrets(pin: "777777")))
            #expect(try await Self.hasItsOwnSecrets(scene.pair.software, pin: "777777"))
            #expect(try await Self.works(scene.pair.software, .authentication, pin: "777777"))
        }
    }

    @Test("a help desk answers a card's challenge on the telephone, and gives the code that the card asks for")
    func offline() async throws {
        try await Self.scene { scene in
            let issued = try await scene.enroll()
            let pair = try await CardPair(scene.pair.software)
            for _ in 0..<3 { _ = await cardFailure { try await pair.card.verify(pin: Array("000000".utf8)) } }
            let challenge = try await pair.card.managementChallenge(.tripleDES)
            let answer = try await OfflineUnblocking.response(to: challenge, cardID: issued.card, scene.client)
            let puk = try #require(answer.puk)
            try await OfflineUnblocking.setPIN(Array("888888".utf8), response: answer.response, algorithm: .tripleDES, pair.card) { puk }
            #expect(try await Self.hasItsOwnSecrets(scene.pair.software, pin: "888888"))
            #expect(await scene.server.rows[answer.request]?.status == 8)
        }
    }

    @Test("a wrong response on the telephone sets no PIN")
    func wrongResponse() async throws {
        try await Self.scene { scene in
            try await scene.enroll()
            let pair = try await CardPair(scene.pair.software)
            _ = try await pair.card.managementChallenge(.tripleDES)
            let kind = await cardFailure {
                try await OfflineUnblocking.setPIN(
                    Array("888888".utf8),
                    response: [1, 2, 3, 4, 5, 6, 7, 8],
                    algorithm: .tripleDES,
                    pair.card
                ) {
                    Array("12345678".utf8)
                }
            }
            #expect(kind == .wrongManagementKey)
            #expect(try await Self.hasItsOwnSecrets(scene.pair.software, pin: "135790"))
        }
    }

    @Test("a renewed card has new keys and its old PIN; keys for decryption stay beside the new ones")
    func renew() async throws {
        var settings = ScriptedManagement.Settings()
        settings.options = [("ECDSA_P256", 256, 2), ("RSA", 2048, 1)]
        try await Self.scene(settings) { scene in
            let first = try await scene.enroll()
            let second = try Scene.done(try await scene.start("Renew"))
            #expect(second.certificates.map(\.slot) == [.authentication, .retired(1)])
            #expect(second.smartcard != first.smartcard)
            let card = try await CardPair(scene.pair.software).card
            #expect(try await card.certificate(.keyManagement) == first.certificates.last?.certificate)
            #expect(try await card.certificate(.authentication) == second.certificates.first?.certificate)
            #expect(try await Self.works(scene.pair.software, .authentication, pin: "135790"))
        }
    }

    @Test("a retired card is empty, has its maker's secrets again, and can be issued anew")
    func retire() async throws {
        try await Self.scene { scene in
            let issued = try await scene.enroll()
            #expect(try await CardPair(scene.pair.software).card.hasMakersManagementKey() == false)
            _ = try Scene.done(try await scene.start("Retire"))
            #expect(await scene.server.smartcards[issued.smartcard]?.status == 6)
            let pair = try await CardPair(scene.pair.software)
            #expect(try await pair.card.certificate(.authentication) == nil)
            try await pair.card.verify(pin: CardPUK.factoryPIN)
            #expect(try await pair.card.hasMakersManagementKey() == true)
            try await pair.card.change(.puk, from: CardPUK.factory, to: CardPUK.factory)
            _ = try Scene.done(
                try await scene.work(CardPair(scene.pair.software)).start(
                    .init(type: "Enroll", profileTemplate: ScriptedManagement.template)
                )
            )
        }
    }

    @Test("a lost card is retired without it")
    func lost() async throws {
        try await Self.scene { scene in
            let issued = try await scene.enroll()
            _ = try Scene.done(try await WorkWithoutCard.retire(lost: issued.smartcard, comment: "", scene.client))
            #expect(await scene.server.smartcards[issued.smartcard]?.status == 6)
        }
    }

    @Test("a card with an unknown PUK keeps its last attempt, and the error says what to give")
    func unknownPUK() async throws {
        try await Self.scene(card: { $0.puk = "31415926" }) { scene in
            let error = await #expect(throws: CardEnrollmentError.self) { try await scene.enroll() }
            #expect(error?.reason.contains("--puk-file") == true)
            let request = try #require(error?.request)
            let given = ScriptedSecrets(puk: "31415926")
            _ = try Scene.done(try await scene.work(CardPair(scene.pair.software), secrets: given).resume(request))
            #expect(try await Self.hasItsOwnSecrets(scene.pair.software, pin: "135790"))
        }
    }
}
