import CertManagement
import Foundation
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@testable import chancery

@Suite("Mail to a server", .enabled(if: SMTPServer.isAvailable), .timeLimit(.minutes(5)))
struct SMTPClientTests {
    private static func client(
        _ server: SMTPServer,
        _ security: SMTPClient.Security = .plain,
        host: String = "localhost",
        password: String? = nil,
        trusts: Bool = true
    ) throws -> SMTPClient {
        SMTPClient(
            host: host,
            port: server.port,
            security: security,
            user: password.map { _ in SMTPServer.user },
            password: password.map { Array($0.utf8) },
            roots: trusts ? try PEMDocument.parse(String(contentsOfFile: server.root, encoding: .utf8)).map(\.bytes) : nil,
            name: "pki.example.com",
            limits: .init(connect: 5, answer: 5, mail: 2)
        )
    }

    private static func message(
        to: String = "alice@example.com",
        subject: String = "A subject",
        text: String = "Hello\n"
    ) throws -> MailMessage {
        try MailMessage(
            from: try #require(MailAddress("pki@example.com")),
            to: try #require(MailAddress(to)),
            subject: subject,
            text: text,
            date: Date(timeIntervalSince1970: 1_795_219_205),
            identifier: "one@example.com"
        )
    }

    private static func kind(_ client: SMTPClient, _ message: MailMessage) async throws -> MailSendError.Kind? {
        do { try await client.send(message) } catch let error as MailSendError { return error.kind }
        return nil
    }

    @Test(
        "a mail reaches its server by each way of security, and after a sign-in",
        arguments: [
            (SMTPServer.Mode.plain, SMTPClient.Security.plain, nil), (.starttls, .starttls, SMTPServer.password),
            (.login, .starttls, SMTPServer.password), (.tls, .tls, SMTPServer.password),
        ] as [(SMTPServer.Mode, SMTPClient.Security, String?)]
    )
    func ways(_ mode: SMTPServer.Mode, _ security: SMTPClient.Security, password: String?) async throws {
        try await withTemporaryDirectory { folder in
            let server = try SMTPServer(mode, folder: folder)
            try await Self.client(server, security, password: password).send(try Self.message())
            let mail = try await server.next()
            #expect(mail.from == "pki@example.com")
            #expect(mail.to == "alice@example.com")
            #expect(mail.subject == "A subject")
            #expect(mail.text == "Hello\n")
            #expect(mail.messageID == "<one@example.com>")
            #expect(mail.date == "2026-11-21T00:00:05+00:00")
            #expect(mail.defects.isEmpty)
            #expect(mail.tls == (security != .plain))
        }
    }

    @Test(
        "Python's email reads every subject and text as it was written",
        arguments: [
            ("Grüße aus Köln — und ein sehr langer Betreff, der über mehrere kodierte Wörter geht 🔐🔐🔐 ende", "Ä\n"),
            (String(repeating: "long subject ", count: 100).trimmingCharacters(in: .whitespaces), "x\n"),
            ("=?utf-8?Q?not_encoded?=", "x\n"), ("dots", ".\n..\n.a\nb.\n"), ("long line", String(repeating: "a", count: 5_000) + "\n"),
            ("long line of others", String(repeating: "ß🔐", count: 2_000) + "\n"), ("blanks", "a  \n\tb\t\n=20\n"),
            ("controls", "a\u{1}b\u{7F}\n"), ("many lines", String(repeating: "line\n", count: 10_000)), ("empty", ""),
        ]
    )
    func texts(_ subject: String, _ text: String) async throws {
        try await withTemporaryDirectory { folder in
            for mode in [SMTPServer.Mode.plain, .old] {
                let server = try SMTPServer(mode, folder: folder)
                try await Self.client(server).send(try Self.message(subject: subject, text: text))
                let mail = try await server.next()
                #expect(mail.subject == subject)
                #expect(mail.text == text)
                #expect(mail.defects.isEmpty)
                #expect(mail.longest <= 998)
                #expect(mode == .plain ? mail.options.contains("BODY=8BITMIME") : mail.encoding != "8bit" && mail.options.isEmpty)
            }
        }
    }

    @Test("an address with other characters needs SMTPUTF8")
    func internationalAddress() async throws {
        try await withTemporaryDirectory { folder in
            let server = try SMTPServer(.plain, folder: folder)
            let message = try Self.message(to: "änne@exämple.com")
            try await Self.client(server).send(message)
            let mail = try await server.next()
            #expect(mail.to == "änne@exämple.com")
            #expect(mail.options.contains("SMTPUTF8"))
            let old = try SMTPServer(.old, folder: folder)
            #expect(try await Self.kind(try Self.client(old), message) == .refused)
        }
    }

    @Test("a refusal for good, one for now and a lost connection are told apart")
    func refusals() async throws {
        try await withTemporaryDirectory { folder in
            let server = try SMTPServer(.plain, folder: folder)
            let client = try Self.client(server)
            #expect(try await Self.kind(client, try Self.message(to: "no@example.com")) == .refused)
            #expect(try await Self.kind(client, try Self.message(to: "later@example.com")) == .later)
            #expect(try await Self.kind(client, try Self.message(to: "drop@example.com")) == .unreachable)
            #expect(try await Self.kind(client, try Self.message(to: "hang@example.com")) == .unreachable)
            await server.stop()
            #expect(try await Self.kind(client, try Self.message()) == .unreachable)
        }
    }

    @Test("a server without STARTTLS, with another root or name, or that refuses the password, gets no mail")
    func distrust() async throws {
        try await withTemporaryDirectory { folder in
            let server = try SMTPServer(.starttls, folder: folder)
            let password = SMTPServer.password
            let message = try Self.message()
            #expect(try await Self.kind(Self.client(server, .starttls, password: password, trusts: false), message) == .unreachable)
            #expect(try await Self.kind(Self.client(server, .starttls, host: "127.0.0.1", password: password), message) == .unreachable)
            #expect(try await Self.kind(Self.client(server, .starttls, password: "wrong"), message) == .unreachable)
            #expect(try await Self.kind(Self.client(server, .starttls), message) == .unreachable)
            #expect(try await Self.kind(Self.client(server, .plain), message) == .unreachable)
            let bare = try SMTPServer(.bare, folder: folder)
            #expect(try await Self.kind(Self.client(bare, .starttls), message) == .unreachable)
            try #require(try await Self.kind(Self.client(server, .starttls, password: password), message) == nil)
            #expect(try await server.next().messageID == "<one@example.com>")
        }
    }

    @Test("an answer that came before TLS is not taken for one under TLS")
    func injection() async throws {
        try await withTemporaryDirectory { folder in
            let server = try SMTPServer(.injecting, folder: folder)
            do {
                try await Self.client(server, .starttls).send(try Self.message())
                Issue.record("the mail was sent")
            } catch let error as MailSendError {
                #expect(error.reason.contains("before TLS began"))
            }
        }
    }
}
