import Foundation
import PKITesting
import Testing

@Suite("chancery template and agent-grant change what the server issues for")
struct TemplateCommandTests {
    @Test("a template is saved from its JSON, copied, explained and retired by commands")
    func editing() async throws {
        let server = try await RunningServer.start()
        func chancery(_ arguments: [String]) async throws -> String {
            let result = try await server.administer(arguments)
            #expect(result.status == 0, "\(arguments): \(result.errorText)")
            return result.text
        }
        let shown = try await chancery(["template", "show", "CodeSigning", "--json"])
        let file = try server.write(
            shown.replacingOccurrences(of: #""validitySeconds" : 31536000"#, with: #""validitySeconds" : 8640000"#),
            to: "signing.json"
        )
        let plan = try await chancery(["template", "save", file, "--dry-run"])
        #expect(plan.contains("CodeSigning: version 1 would become version 2."), "\(plan)")
        #expect(plan.contains("Certificates are valid for 100 days"), "\(plan)")
        #expect(try await chancery(["template", "save", file]).contains("became version 2"))
        let stale = try await server.administer(["template", "save", file])
        #expect(stale.status == 1)
        #expect(stale.errorText.contains("at version 2"), "\(stale.errorText)")
        #expect(try await chancery(["template", "show", "CodeSigning", "--version", "1"]).contains("365 days"))
        #expect(try await chancery(["template", "versions", "CodeSigning"]).contains("validitySeconds: 31536000 → 8640000"))
        _ = try await chancery(["template", "duplicate", "CodeSigning", "TeamSigning"])
        _ = try await chancery(["template", "publish", "TeamSigning"])
        #expect(try await chancery(["template", "access", "TeamSigning"]).contains("may enroll for TeamSigning"))
        _ = try await chancery(["template", "retire", "TeamSigning"])
        #expect(try await chancery(["template", "list", "--all"]).contains("retired"))
        _ = try await chancery(["agent-grant", "add", "admin", "--template", "User", "--subjects", "Users"])
        #expect(try await chancery(["agent-grant", "list"]).contains("User"))
        _ = try await chancery(["agent-grant", "remove", "admin", "--template", "User", "--subjects", "Users"])
        #expect(await server.stop() == 0)
    }

    @Test("a copy of a template of schema 1 is of schema 2, with purposes as policies, and no default template")
    func duplicate() async throws {
        let server = try await SharedServer.get()
        func template(_ name: String) async throws -> [String: Any] {
            let shown = try await server.administer(["template", "show", name, "--json"])
            return try #require(try JSONSerialization.jsonObject(with: Data(shown.text.utf8)) as? [String: Any])
        }
        let made = try await server.administer(["template", "duplicate", "WebServer", "TeamServer"])
        #expect(made.status == 0, "\(made.errorText)")
        let (former, copy) = (try await template("WebServer"), try await template("TeamServer"))
        #expect(former["schemaVersion"] as? Int == 1)
        #expect(copy["schemaVersion"] as? Int == 2)
        #expect(copy["applicationPolicies"] as? [String] == former["extendedKeyUsage"] as? [String])
        let flag = 0x10000
        #expect((former["flags"] as? Int).map { $0 & flag } == flag)
        #expect((copy["flags"] as? Int).map { $0 & flag } == 0)
    }

    @Test("the doctor lists what administrators accept of templates, and what issues nothing without")
    func doctor() async throws {
        let server = try await RunningServer.start()
        let refused = try await server.administer(["template", "publish", "OfflineRouter"])
        #expect(refused.errorText.contains("ESC1"), "\(refused.errorText)")
        let accepted = try await server.administer(["template", "accept", "OfflineRouter", "ESC1", "--reason", "only the network team"])
        #expect(accepted.status == 0, "\(accepted.errorText)")
        #expect(try await server.administer(["template", "publish", "OfflineRouter"]).status == 0)
        let report = try await server.administer(["doctor"]).text
        #expect(report.contains("It breaks the rule ESC1"), "\(report)")
        #expect(report.contains("accepted that today: only the network team"), "\(report)")
        #expect(report.contains("chancery template withdraw-acceptance OfflineRouter ESC1"), "\(report)")
        #expect(try await server.administer(["template", "withdraw-acceptance", "OfflineRouter", "ESC1"]).status == 0)
        let withdrawn = try await server.administer(["doctor"]).text
        #expect(withdrawn.contains("It is published and issues nothing: it breaks the rule ESC1"), "\(withdrawn)")
        #expect(!withdrawn.contains("accepted that"), "\(withdrawn)")
        let again = try await server.administer(["template", "publish", "OfflineRouter"])
        #expect(again.status == 4, "\(again.text)")
        #expect(again.errorText.contains("chancery template accept OfflineRouter ESC1"), "\(again.errorText)")
        #expect(try await server.administer(["template", "withdraw", "OfflineRouter"]).status == 0)
        #expect(try await server.administer(["doctor"]).text.contains("ESC1") == false)
        #expect(await server.stop() == 0)
    }

    @Test("a dry run of save ends as plan does when a rule forbids it, and the refusal names --accept")
    func refusedSave() async throws {
        let server = try await SharedServer.get()
        let shown = try await server.administer(["template", "show", "CodeSigning", "--json"]).text
        // The subject comes from the request, and Domain Users may enroll.
        let text = shown.replacing(/"nameFlags" : [0-9]+/, with: #""nameFlags" : 1"#)
            .replacing("1.3.6.1.5.5.7.3.3", with: "1.3.6.1.5.5.7.3.2")
        let file = try server.write(text, to: "any-subject.json")
        let plan = try await server.administer(["template", "save", file, "--dry-run"])
        #expect(plan.status == 4, "\(plan.text)\(plan.errorText)")
        #expect(plan.text.contains("ESC1 (must be accepted)"), "\(plan.text)")
        let refused = try await server.administer(["template", "save", file])
        #expect(refused.status == 4)
        #expect(refused.errorText.contains("--accept RULE --reason TEXT"), "\(refused.errorText)")
    }

    @Test("a list of templates of an unknown CA is refused, and a list of known columns is shown whole")
    func wholeRefusals() async throws {
        let server = try await SharedServer.get()
        let list = try await server.administer(["template", "list", "--authority", "Nosuch"])
        #expect(list.status == 1)
        #expect(list.errorText.contains("Nosuch"), "\(list.errorText)")
        let view = try await server.administer(["view", "requests", "--columns", "nothing"])
        #expect(view.errorText.contains("CertificateTemplate"), "\(view.errorText)")
        #expect(view.errorText.hasSuffix(".\n"), "\(view.errorText)")
        let absent = try await server.administer(["request", "preview", "/nonexistent/request.pem"])
        #expect(absent.errorText.contains("The file /nonexistent/request.pem cannot be read."), "\(absent.errorText)")
    }
}
