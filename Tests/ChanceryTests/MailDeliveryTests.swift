import CACore
import CertManagement
import Foundation
import Logging
import PKIFormats
import PKITesting
import Store
import Testing
import WireProtocols

@testable import chancery

@Suite("Mails from the store to a mail server", .enabled(if: SMTPServer.isAvailable), .timeLimit(.minutes(5)))
struct MailDeliveryTests {
    private static var logger: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }

    private static func sender(_ server: SMTPServer, _ folder: String) throws -> SMTPMailSender {
        SMTPMailSender(
            client: SMTPClient(
                host: "127.0.0.1",
                port: server.port,
                security: .plain,
                user: nil,
                password: nil,
                roots: nil,
                name: "pki.example.com",
                limits: .init(connect: 5, answer: 5, mail: 5)
            ),
            from: try #require(MailAddress("pki@example.com")),
            texts: MailTexts(directory: folder + "/mail"),
            domain: "example.test",
            clock: { Date() }
        )
    }

    private static func mail(to address: String, _ variables: [String: String] = ["user": "Ännchen"]) -> OutgoingMail {
        OutgoingMail(id: UUID(), event: .approved, template: nil, address: address, variables: variables, queued: Date())
    }

    @Test("a mail whose acceptance was lost comes again under the same Message-ID, and then leaves the store")
    func lostAnswer() async throws {
        try await withTemporaryDirectory { folder in
            let server = try SMTPServer(.plain, folder: folder)
            let store = try await SQLiteStore(path: folder + "/store.sqlite", logger: Self.logger)
            let mail = Self.mail(to: "drop@example.com")
            try await store.commit([.mail(.queued(mail))])
            let clock = TestClock(Date())
            func deliver() async throws {
                await MailDelivery(store: store, sender: try Self.sender(server, folder), clock: { clock.now }, logger: Self.logger)
                    .deliverDue()
            }
            try await deliver()
            let waiting = try #require(try await store.mail(mail.id))
            #expect(waiting.attempts == 1)
            clock.advance(seconds: 60)
            try await deliver()
            #expect(try await store.mail(mail.id) == nil)
            let (first, second) = (try await server.next(), try await server.next())
            #expect(first.messageID == "<\(mail.id.uuidString.lowercased())@example.test>")
            #expect(second.messageID == first.messageID)
            #expect(first.subject.contains("Ännchen"))
            try await store.close()
        }
    }

    @Test("each mail meets its own fate: accepted, refused for good, tried again")
    func fates() async throws {
        try await withTemporaryDirectory { folder in
            let server = try SMTPServer(.plain, folder: folder)
            let store = try await SQLiteStore(path: folder + "/store.sqlite", logger: Self.logger)
            let mails = ["no@example.com", "alice@example.com", "once@example.com", "not an address"].map { Self.mail(to: $0) }
            try await store.commit(mails.map { .mail(.queued($0)) })
            let clock = TestClock(Date())
            let delivery = MailDelivery(store: store, sender: try Self.sender(server, folder), clock: { clock.now }, logger: Self.logger)
            await delivery.deliverDue()
            #expect(try await server.next().to == "alice@example.com")
            #expect(try await store.mails(isFailed: true, after: nil, limit: 9).map(\.address) == ["no@example.com", "not an address"])
            #expect(try await store.mails(isFailed: false, after: nil, limit: 9).map(\.reason).first?.contains("451") == true)
            clock.advance(seconds: 31)
            await delivery.deliverDue()
            #expect(try await server.next().to == "once@example.com")
            #expect(try await store.mailBacklog().waiting == 0)
            try await store.close()
        }
    }

    @Test("an event of a CA comes as a mail with its document")
    func exitEvent() async throws {
        try await withTemporaryDirectory { folder in
            let server = try SMTPServer(.plain, folder: folder)
            let id = UUID()
            let document = Array(#"{"event":"CERTPENDING","id":"1"}"#.utf8)
            let receiver = try ExitReceiver(line: "box CERTPENDING mailto:officers@example.com")
            let event = ExitEvent(id: id, authority: AuthorityNumber(rawValue: 2), event: .pending, document: document, when: Date())
            let sender = try Self.sender(server, folder)
            try await ModuleExitSender(directory: folder, mail: sender).send(event, to: receiver)
            let mail = try await server.next()
            #expect(mail.to == "officers@example.com")
            #expect(mail.subject == "CA event CERTPENDING")
            #expect(mail.text == #"{"event":"CERTPENDING","id":"1"}"# + "\n")
            #expect(mail.messageID == "<\(id.uuidString.lowercased())@example.test>")
            await #expect(throws: CommandError.self) { try await ModuleExitSender(directory: folder).send(event, to: receiver) }
        }
    }

    @Test(
        "a line names a mailbox as its receiver, or is refused",
        arguments: ["a@b.example", "", "a", "a@", "a@b@c", "<a@b>", "a@b\"", "ä@b"]
    )
    func receivers(_ address: String) {
        let isTaken = (try? ExitReceiver(line: "box CERTPENDING mailto:\(address)")) != nil
        #expect(isTaken == (address == "a@b.example"))
    }
}
