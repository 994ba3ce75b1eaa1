import CACore
import CAInterface
import CertCli
import Foundation
import Logging
import PKIFormats
import PKITesting
import Testing

@testable import chancery

@Suite("Exit events to an address", .enabled(if: WebhookReceiver.isAvailable), .timeLimit(.minutes(5)))
struct WebhookTests {
    private let body = Array(#"{"event":"CERTISSUED","id":"1"}"#.utf8)

    private func withSecret(_ secret: String, _ body: (String) async throws -> Void) async throws {
        try await withTemporaryDirectory { directory in
            try Data(secret.utf8).write(to: URL(fileURLWithPath: directory + "/hook.secret"))
            try await body(directory)
        }
    }

    private func receiver(_ url: String) throws -> ExitReceiver { try ExitReceiver(line: "hook 0xff \(url) hook.secret") }

    private func configured(_ url: String) async throws -> TestAuthority {
        let test = try await TestAuthority.make()
        let lines = ["hook CERTISSUED \(url) hook.secret"]
        try await test.bound(test.administrator).setConfigurationEntry(node: "exit", entry: "Receivers", value: .texts(lines))
        return test
    }

    private func delivery(_ test: TestAuthority, _ directory: String) -> ExitDelivery {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return ExitDelivery(
            store: test.store,
            sender: ModuleExitSender(directory: directory),
            clock: { test.clock.now },
            logger: logger
        )
    }

    @Test("Python's HMAC verifies the signature of an event under the secret of the file, without its line end")
    func signature() async throws {
        let server = try WebhookReceiver()
        try await withSecret(WebhookReceiver.secret + "\n") { directory in
            let test = try await configured(server.url("/ok"))
            _ = try await test.bound(test.alice).submit(test.submission(try await test.request(), template: "User"))
            let waiting = try #require(try await test.store.exitEvents(for: "hook", of: AuthorityNumber(rawValue: 2), limit: 1).first)
            await delivery(test, directory).deliverDue()
            let post = try await server.next()
            #expect(post.signed)
            #expect(post.id == waiting.event.id.uuidString.lowercased())
            #expect(post.type == "application/json")
            #expect(Array(post.body.utf8) == waiting.event.document)
            #expect(try await test.store.exitBacklogs().isEmpty)
        }
    }

    @Test("an event signed with another secret is not taken for ours by the receiver")
    func otherSecret() async throws {
        let server = try WebhookReceiver()
        try await WebhookPost.send(body, id: "1", to: server.url("/ok"), secret: Array("another secret of some length".utf8))
        #expect(try await server.next().signed == false)
        try await WebhookPost.send(body, id: "1", to: server.url("/ok"), secret: Array(WebhookReceiver.secret.utf8))
        #expect(try await server.next().signed)
    }

    @Test("an answer from 300 on is no delivery, and no redirection is followed", arguments: ["/no", "/once", "/away"])
    func refused(_ path: String) async throws {
        let server = try WebhookReceiver()
        let error = await #expect(throws: CAError.self) {
            try await WebhookPost.send(body, id: "1", to: server.url(path), secret: Array(WebhookReceiver.secret.utf8))
        }
        #expect(error?.message.contains("answered with HTTP status") == true, "\(String(describing: error))")
        #expect(try await server.next().path == path)
        // What comes next is this post and no redirected one.
        try await WebhookPost.send(body, id: "2", to: server.url("/ok"), secret: Array(WebhookReceiver.secret.utf8))
        #expect(try await server.next().id == "2")
    }

    @Test("a slow receiver is given up after the time it has, a dead one at once, both in words")
    func silent() async throws {
        let server = try WebhookReceiver()
        let slow = await #expect(throws: CAError.self) {
            try await WebhookPost.send(
                body,
                id: "1",
                to: server.url("/slow"),
                secret: Array(WebhookReceiver.secret.utf8),
                seconds: 1
            )
        }
        #expect(slow?.message == "\(server.url("/slow")) did not answer within 1 seconds.")
        let closed = try ClosedPort()
        let dead = await #expect(throws: CAError.self) {
            try await WebhookPost.send(body, id: "1", to: "http://127.0.0.1:\(closed.number)/", secret: Array(WebhookReceiver.secret.utf8))
        }
        #expect(dead?.message.contains("cannot be reached") == true, "\(String(describing: dead))")
    }

    @Test("a body that trickles in does not hold the delivery: the status in the head decides")
    func trickle() async throws {
        let server = try WebhookReceiver()
        let start = ContinuousClock.now
        try await WebhookPost.send(
            body,
            id: "1",
            to: server.url("/trickle"),
            secret: Array(WebhookReceiver.secret.utf8),
            seconds: 20
        )
        #expect(ContinuousClock.now - start < .seconds(240))
        #expect(try await server.next().path == "/trickle")
    }

    @Test("a receiver that failed gets the same event again, with the same id, and then the next")
    func retried() async throws {
        let server = try WebhookReceiver()
        try await withSecret(WebhookReceiver.secret) { directory in
            let test = try await configured(server.url("/once"))
            for _ in 1...2 { _ = try await test.bound(test.alice).submit(test.submission(try await test.request(), template: "User")) }
            let delivery = delivery(test, directory)
            await delivery.deliverDue()
            let first = try await server.next()
            #expect(try await test.store.exitBacklogs().first?.count == 2)
            test.clock.advance(seconds: 300)
            await delivery.deliverDue()
            let again = try await server.next()
            #expect(again.id == first.id)
            #expect(again.body == first.body)
            #expect(try await server.next().id != first.id)
            #expect(try await test.store.exitBacklogs().isEmpty)
        }
    }

    @Test("a slow receiver delays no certificate, and its events wait")
    func issuanceGoesOn() async throws {
        let server = try WebhookReceiver()
        try await withSecret(WebhookReceiver.secret) { directory in
            let test = try await configured(server.url("/slow"))
            let alice = try await test.bound(test.alice)
            _ = try await alice.submit(test.submission(try await test.request(), template: "User"))
            let delivery = delivery(test, directory)
            let delivering = Task { await delivery.deliverDue() }
            // The receiver has the event and does not answer.
            _ = try await server.next()
            let answer = try await alice.submit(test.submission(try await test.request(), template: "User"))
            #expect(answer.code == .issued)
            delivering.cancel()
            await delivering.value
            #expect(try await test.store.exitBacklogs().first?.count == 2)
        }
    }

    @Test("a secret that is absent or short is named, and nothing is sent")
    func withoutSecret() async throws {
        let server = try WebhookReceiver()
        let event = ExitEvent(id: UUID(), authority: AuthorityNumber(rawValue: 2), event: .issued, document: body, when: Date())
        try await withSecret("short") { directory in
            let sender = ModuleExitSender(directory: directory)
            let receiver = try receiver(server.url("/ok"))
            let error = await #expect(throws: ModuleError.self) { try await sender.send(event, to: receiver) }
            #expect(error?.reason == "The secret hook.secret has fewer than 16 octets.")
            try FileManager.default.removeItem(atPath: directory + "/hook.secret")
            let absent = await #expect(throws: ModuleError.self) { try await sender.send(event, to: receiver) }
            #expect(absent?.reason.contains("absent") == true)
        }
    }
}
