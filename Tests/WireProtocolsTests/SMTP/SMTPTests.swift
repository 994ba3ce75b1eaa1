import Foundation
import Testing

@testable import WireProtocols

@Suite("SMTP and mail")
struct SMTPTests {
    private func message(_ subject: String, identifier: String = "1@example.com") throws -> MailMessage {
        try MailMessage(
            from: try #require(MailAddress("a@example.com")),
            to: try #require(MailAddress("b@example.com")),
            subject: subject,
            text: "",
            date: Date(timeIntervalSince1970: 0),
            identifier: identifier
        )
    }

    @Test(
        "a header with a control character is refused",
        arguments: ["a\r\nBcc: c@example.com", "a\nb", "a\rb", "a\u{0}", "a\u{85}b", "a\u{2028}b", "a\u{1B}[31m"]
    )
    func injection(_ text: String) {
        #expect(throws: MailMessage.HeaderError.self) { try message(text) }
        #expect(throws: MailMessage.HeaderError.self) { try message("a", identifier: text + "@example.com") }
    }

    @Test(
        "only plain addresses are taken",
        arguments: [
            ("alice@example.com", true), ("a.b+c@x-y.example", true), ("änne@exämple.com", true), ("a@b", true), ("@example.com", false),
            ("alice", false), ("alice@", false), ("a@b@c", false), ("a b@example.com", false), ("a@example.com>", false),
            ("<a@example.com>", false), ("a@example.com\r\nRCPT TO:<b@example.com>", false), ("a,b@example.com", false), (".a@b", false),
            ("a..b@c", false), ("a@-b", false), ("a@b-", false), ("a@b..c", false), ("\"a\"@b", false), ("a\u{202E}b@c", false),
            (String(repeating: "a", count: 65) + "@b", false),
        ]
    )
    func addresses(_ text: String, isAddress: Bool) {
        #expect((MailAddress(text) != nil) == isAddress)
    }

    @Test(
        "a date is written as RFC 5322 has it",
        arguments: [
            (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
            (1_795_219_205, "Sat, 21 Nov 2026 00:00:05 +0000"), (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 +0000"),
            (4_107_542_400, "Mon, 1 Mar 2100 00:00:00 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
        ]
    )
    func dates(_ seconds: Double, text: String) {
        #expect(MailMessage.text(of: Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test("an answer is read when it is complete, whatever follows it")
    func replies() throws {
        let octets = Array("250-mail.example\r\n250-AUTH PLAIN LOGIN\r\n250-auth=LOGIN\r\n250 8bitmime\r\n220 next\r\n".utf8)
        let end = octets.count - "220 next\r\n".utf8.count
        for length in 0..<end { #expect(try SMTPReply.read(octets.prefix(length)) == nil) }
        let (reply, length) = try #require(try SMTPReply.read(octets))
        #expect(length == end)
        #expect(reply.code == 250)
        #expect(reply.offer("AUTH") == ["PLAIN", "LOGIN"])
        #expect(reply.offer("8BITMIME") == [])
        #expect(reply.offer("STARTTLS") == nil)
        #expect(try SMTPReply.read(octets.dropFirst(end))?.reply == SMTPReply(code: 220, lines: ["next"]))
    }

    @Test(
        "octets that are no answer are refused",
        arguments: [
            "HTTP/1.1 200 OK\r\n", "99 a\r\n", "199 a\r\n", "600 a\r\n", "250-a\r\n251 b\r\n", "250x\r\n", "\r\n", "25\r\n",
            String(repeating: "2", count: 5_000), String(repeating: "250-a\r\n", count: 300),
        ]
    )
    func malformed(_ text: String) {
        #expect(throws: SMTPReply.SyntaxError.self) { try SMTPReply.read(Array(text.utf8)) }
    }

    @Test("an answer is shown without control characters")
    func shown() {
        #expect(SMTPReply(code: 550, lines: ["a\u{1B}[31m", "b"]).shown == "550 a [31m b")
    }

    @Test("each line that begins with a dot gets another one, and a line with a dot ends the mail")
    func stuffing() {
        func stuffed(_ text: String) -> String { String(decoding: SMTPData.stuffed(Array(text.utf8)), as: UTF8.self) }
        #expect(stuffed(".\r\na.\r\n..b\r\n") == "..\r\na.\r\n...b\r\n.\r\n")
        #expect(stuffed("a") == "a\r\n.\r\n")
        #expect(stuffed("") == ".\r\n")
    }
}
