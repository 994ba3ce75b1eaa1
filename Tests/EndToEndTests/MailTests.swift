import Foundation
import PKITesting
import Testing

@Suite("Mails of a running server", .enabled(if: SMTPServer.isAvailable), .timeLimit(.minutes(10)))
struct MailTests {
    private static let template = "Chancery Sample Software Profile"

    /// Gives the sample profile template a rule, as a new version, while no server runs.
    private static let rules = #"""
        import json, sqlite3, sys
        database = sqlite3.connect(sys.argv[1])
        identifier, version, text = database.execute("SELECT t.id, t.version, v.document FROM profile_template t JOIN profile_template_version v "
            "USING (id, version)").fetchone()
        document = json.loads(text)
        document["value"]["policies"]["enroll"]["mails"] = [{"event": "initiated", "to": ["target", "no@example.com"]}]
        document["value"]["version"] = version + 1
        database.execute("UPDATE profile_template SET version = ? WHERE id = ?", (version + 1, identifier))
        database.execute("INSERT INTO profile_template_version (id, version, document) VALUES (?, ?, ?)", (identifier, version + 1, json.dumps(document)))
        database.commit()
        """#

    @Test("a request sends its mails with STARTTLS and a sign-in; a refused one is listed and sent again")
    func request() async throws {
        let folder = try RunningServer.newFolder()
        let mailbox = try SMTPServer(.starttls, folder: folder)
        try Data((SMTPServer.password + "\n").utf8).write(to: URL(filePath: folder + "/password"))
        let options = [
            "--mail-host", "localhost", "--mail-port", "\(mailbox.port)", "--mail-from", "pki@example.com", "--mail-user", SMTPServer.user,
            "--mail-password-file", folder + "/password", "--mail-roots-file", mailbox.root,
        ]
        var server = try await RunningServer.start(folder: folder, options: options)
        await server.stop()
        try await succeed(["python3", "-c", Self.rules, folder + "/data/chancery.sqlite"])
        server = try await RunningServer.start(folder: folder, options: options)
        let data = folder + "/data"
        func chancery(_ arguments: String...) async throws -> ToolResult {
            try await run([Programs.chancery] + arguments + ["--data", data])
        }
        _ = try await chancery("user", "set", "admin", "--mail", "admin@example.com")

        let test = try await chancery("mail", "test", "alice@example.com")
        #expect(test.status == 0, "\(test.errorText)")
        #expect(try await mailbox.next().to == "alice@example.com")
        #expect(try await chancery("mail", "test", "no@example.com").status == 1)

        let base = "/CertificateManagement/api/v1.0"
        let templates: [ManagementTests.ProfileTemplate] = try await server.call("GET", base + "/profiletemplates", as: server.admin).json()
        let template = try #require(templates.first { $0.Name == Self.template })
        let made = try await server.call(
            "POST",
            base + "/requests",
            as: server.admin,
            body: #"{"profiletemplateuuid":"\#(template.Uuid)","datacollection":"[]","type":"Enroll","comment":"Grüße"}"#
        )
        #expect(made.status == 201, "\(made.body)")
        let mail = try await mailbox.next()
        #expect(mail.to == "admin@example.com")
        #expect(mail.tls)
        #expect(mail.text.contains("Comment: Grüße"))
        #expect(mail.messageID.hasSuffix("@example.test>"))

        var failed = ""
        for _ in 0..<100 {
            failed = try await chancery("mail", "list", "--failed").text
            if failed.contains("no@example.com") { break }
        }
        #expect(failed.contains("550"))
        let doctor = try await chancery("doctor")
        #expect(doctor.text.contains("outgoing mail"))
        let retried = try await chancery("mail", "retry", "--all")
        #expect(retried.text.contains("1 mail is sent again."), "\(retried.errorText)")
        #expect(await server.stop() == 0)
    }
}
