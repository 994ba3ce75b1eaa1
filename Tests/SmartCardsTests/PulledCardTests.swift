import CardEnrollment
import CertCli
import PKICrypto
import PKIFormats
import PKITesting
import PortableFoundation
import SmartCards
import SoftwareCard
import Testing

/// The card leaves the reader after each single command of a workflow: once before the command reached it, once before its answer got back.
@Suite("A card pulled in the middle of a workflow")
struct PulledCardTests {
    private typealias Scene = CardWorkTests.Scene

    /// How many commands the workflow sends.
    private func commandCount(_ type: String) async throws -> Int {
        var count = 0
        try await CardWorkTests.scene { scene in
            if type != "Enroll" { try await scene.enroll() }
            let pair = try await CardPair(scene.pair.software)
            let before = pair.channel.commands.count
            _ = try Scene.done(try await start(type, scene, pair))
            count = pair.channel.commands.count - before
        }
        return count
    }

    private func start(_ type: String, _ scene: Scene, _ pair: CardPair) async throws -> CardOutcome {
        if type == "Enroll" { return try await scene.work(pair).start(.init(type: type, profileTemplate: ScriptedManagement.template)) }
        let id = try #require(try await pair.card.holderID()).guid
        let smartcard = try #require(try await scene.client.smartcard(cardID: id))
        return try await scene.work(pair).start(.init(type: type, smartcard: smartcard.id))
    }

    @Test(
        "the workflow goes on, and no key, PIN or certificate is lost",
        arguments: ["Enroll", "Renew", "Unblock", "Retire"],
        [false, true]
    )
    func pulled(_ type: String, _ losesAnswer: Bool) async throws {
        let count = try await commandCount(type)
        #expect(count > 5)
        for number in 0..<count {
            try await CardWorkTests.scene { scene in
                if type != "Enroll" { try await scene.enroll() }
                let pair = try await CardPair(scene.pair.software)
                scene.pair.software.pull(at: .init(afterCommands: number, losesAnswer: losesAnswer))
                do {
                    _ = try await start(type, scene, pair)
                    Issue.record("\(type): command \(number) was not in the workflow")
                } catch let error as CardEnrollmentError {
                    #expect((error.cause as? CardError)?.kind == .removed, "\(type), \(number): \(error)")
                } catch let error as CardError {
                    // Before a request was made: the card was asked for its id.
                    #expect(error.kind == .removed)
                }
                scene.pair.software.insert()
                let open = await scene.server.rows.filter { $0.value.status != 8 }.keys.first
                let again = try await CardPair(scene.pair.software)
                if let open {
                    _ = try Scene.done(try await scene.work(again).resume(open))
                } else {
                    _ = try Scene.done(try await start(type, scene, again))
                }
                try await judge(type, number, scene)
            }
        }
    }

    private func judge(_ type: String, _ number: Int, _ scene: Scene) async throws {
        let rows = await scene.server.rows
        #expect(rows.values.allSatisfy { $0.status == 8 }, "\(type), \(number)")
        // One certificate for each request that makes some, and each is on the card.
        #expect(await scene.server.issued.count == (type == "Renew" ? 2 : 1), "\(type), \(number)")
        let pair = try await CardPair(scene.pair.software)
        if type == "Retire" {
            try await pair.card.verify(pin: CardPUK.factoryPIN)
            try await pair.administer()
            return
        }
        #expect(try await pair.card.certificate(.authentication) == (await scene.server.issued.last), "\(type), \(number)")
        #expect(try await CardWorkTests.hasItsOwnSecrets(scene.pair.software, pin: "135790"), "\(type), \(number)")
        #expect(try await CardWorkTests.works(scene.pair.software, .authentication, pin: "135790"), "\(type), \(number)")
    }
}
