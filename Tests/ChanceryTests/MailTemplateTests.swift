import CertManagement
import Foundation
import PKITesting
import Testing

@testable import chancery

@Suite("Texts of mails")
struct MailTemplateTests {
    @Test("the built-in text of each event can be used, and shows every value that it has", arguments: MailRule.Event.allCases)
    func builtIn(_ event: MailRule.Event) throws {
        let template = try MailTemplate(MailTexts.builtIn(event))
        let values = Dictionary(uniqueKeysWithValues: MailVariable.allCases.map { ($0.rawValue, "<\($0.rawValue)&>") })
        let full = template.rendered(values)
        #expect(full.subject.contains("<user&>"))
        #expect(full.text.contains("<account&>"))
        #expect(!full.text.contains("{{"))
        let empty = template.rendered([:])
        #expect(!empty.text.contains("Comment:"))
        #expect(!empty.text.contains("Password:"))
    }

    @Test("values are filled in as they are, and a section is shown when its value is there")
    func rendered() throws {
        let template = try MailTemplate(
            "Subject: For {{user}}\r\n\r\nDear {{ user }},\n{{#comment}}\nHe said: {{comment}}\n{{/comment}}\n{{^reason}}\nNo reason.\n{{/reason}}\nend\n"
        )
        let with = template.rendered(["user": "Ann & <Bob>", "comment": "\"x\"", "reason": "r"])
        #expect(with.subject == "For Ann & <Bob>")
        #expect(with.text == "Dear Ann & <Bob>,\nHe said: \"x\"\nend\n")
        #expect(template.rendered(["user": "A", "comment": ""]).text == "Dear A,\nNo reason.\nend\n")
    }

    @Test("a subject is one line, whatever the values are")
    func subject() throws {
        let template = try MailTemplate("Subject: {{comment}}\n\n{{comment}}")
        let rendered = template.rendered(["comment": "a\r\nBcc: b@example.com\u{0}{{user}}"])
        #expect(rendered.subject == "a  Bcc: b@example.com {{user}}")
        #expect(rendered.text == "a\r\nBcc: b@example.com\u{0}{{user}}")
        #expect(template.rendered(["comment": String(repeating: "x", count: 1_000)]).subject.count == 300)
    }

    @Test(
        "a text that cannot be used is refused with the reason",
        arguments: [
            ("Hello\n", "Subject"), ("Subject:\n\nx", "subject is empty"), ("Subject: a\nb", "second line"),
            ("Subject: a\n\n{{usr}}", "no variable “usr”"), ("Subject: {{Usr}}\n\n", "no variable “Usr”"),
            ("Subject: a\n\n{{user", "no “}}”"),
            ("Subject: a\n\n{{> file}}", "no variable"), ("Subject: a\n\n{{=<% %>=}}", "no variable"),
            ("Subject: a\n\n{{#user}}", "Mustache"),
            ("Subject: a\n\n{{user.name}}", "no variable"), ("Subject: a\n\n{{.}}", "no variable"), ("Subject: a\u{7}\n\n", "control"),
        ]
    )
    func faults(_ text: String, reason: String) {
        do {
            _ = try MailTemplate(text)
            Issue.record("it was taken")
        } catch {
            #expect(error.reason.contains(reason), "\(error.reason)")
        }
    }

    @Test("a file replaces the built-in text of its event, and a rule may name another one")
    func files() async throws {
        try await withTemporaryDirectory { folder in
            let texts = MailTexts(directory: folder + "/mail")
            #expect(texts.faults().isEmpty)
            #expect(try texts.template(nil, of: .denied).rendered(["user": "A"]).subject.contains("Denied"))
            try FileManager.default.createDirectory(atPath: folder + "/mail", withIntermediateDirectories: true)
            for (name, text) in [
                ("denied", "Subject: no\n\nx"), ("other", "Subject: other\n\nx"), ("wrong", "Subject: {{x}}\n"), ("bytes", "\u{FF}"),
            ] {
                let data = name == "bytes" ? Data([0xFF]) : Data(text.utf8)
                try data.write(to: URL(filePath: folder + "/mail/\(name).txt"))
            }
            #expect(try texts.template(nil, of: .denied).rendered([:]).subject == "no")
            #expect(try texts.template("other", of: .denied).rendered([:]).subject == "other")
            for name in ["absent", "wrong", "bytes", "../mail/other", "", "a/b", String(repeating: "a", count: 65)] {
                #expect(throws: MailTemplateError.self) { try texts.template(name, of: .denied) }
            }
            #expect(texts.faults().map(\.file) == ["bytes.txt", "wrong.txt"])
        }
    }

    @Test(
        "settings of mail that do not go together stop the start",
        arguments: [
            MailSettings(from: "a@b.example"), MailSettings(host: "mail.example"),
            MailSettings(host: "mail.example", from: "a@b.example", user: "u"),
            MailSettings(host: "mail.example", security: .plain, from: "a@b.example"),
            MailSettings(host: "mail.example", from: "a@b.example", user: "u", passwordFile: "/absent"),
            MailSettings(host: "mail.example", from: "a@b.example", rootsFile: "/absent"),
        ]
    )
    func settings(_ settings: MailSettings) {
        #expect(throws: CommandError.self) { try settings.sender(data: "/absent", domain: "a.example", name: "a.example") { Date() } }
    }

    @Test("without a mail server there is no sender")
    func none() throws {
        #expect(try MailSettings().sender(data: "/absent", domain: "a.example", name: "a.example") { Date() } == nil)
    }
}
