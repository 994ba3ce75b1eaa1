import Foundation
import PKITesting
import Testing

@Suite("Templates as files", .timeLimit(.minutes(10)))
struct TemplateFileTests {
    private static let forest = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "TemplateDocumentsTests/Vectors/default-templates.ldf").path

    private func command(_ server: RunningServer, _ arguments: [String]) async throws -> ToolResult {
        try await run([Programs.chancery, "template"] + arguments + ["--data", server.data])
    }

    @Test("templates are exported, planned, applied and compared, with the exit codes that scripts look at")
    func cycle() async throws {
        let server = try await RunningServer.start()
        let file = server.folder + "/all.yaml"
        let export = try await command(server, ["export", "--all"])
        #expect(export.status == 0)
        #expect(try await command(server, ["export", "--all"]).text == export.text)
        try export.text.write(toFile: file, atomically: true, encoding: .utf8)
        let plan = try await command(server, ["plan", file])
        #expect(plan.status == 0, "\(plan.text)\(plan.errorText)")

        let web = try await command(server, ["export", "WebServer"]).text
        let longer = web.replacingOccurrences(of: "validity: 2y", with: "validity: 90d").replacingOccurrences(
            of: "overlap: 6w",
            with: "overlap: 2w"
        )
        try longer.write(toFile: file, atomically: true, encoding: .utf8)
        let difference = try await command(server, ["plan", file])
        #expect(difference.status == 5)
        #expect(difference.text.contains("validitySeconds") && difference.text.contains("valid for 90 days"))
        #expect(try await command(server, ["diff", file]).status == 5)
        let applied = try await command(server, ["apply", file])
        #expect(applied.status == 0, "\(applied.errorText)")
        #expect(try await command(server, ["plan", file]).status == 0)
        #expect(try await command(server, ["diff", file]).status == 0)
        let versions = try await command(server, ["diff", "WebServer"])
        #expect(versions.status == 5 && versions.text.contains("validitySeconds"))

        let risky = longer.replacingOccurrences(of: "[serverAuth]", with: "[serverAuth, clientAuth]")
        try risky.write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try await command(server, ["plan", file]).status == 4)
        let forbidden = try await command(server, ["apply", file])
        #expect(forbidden.status == 4, "\(forbidden.text)\(forbidden.errorText)")
        #expect(forbidden.errorText.contains("ESC1") && forbidden.errorText.contains("--accept RULE='reason'"), "\(forbidden.errorText)")
        let accepting = ["apply", file, "--accept", "ESC1=a trial"]
        #expect(try await command(server, accepting).status == 0)
        let again = try await command(server, accepting)
        #expect(again.text.contains("is unchanged"), "\(again.text)\(again.errorText)")

        let broken = longer.replacingOccurrences(of: "keyUsage:", with: "keyUsag:")
        try broken.write(toFile: file, atomically: true, encoding: .utf8)
        let fault = try await command(server, ["apply", file])
        #expect(fault.status == 1)
        #expect(fault.errorText.contains("all.yaml:") && fault.errorText.contains("did you mean keyUsage?"))
        #expect(await server.stop() == 0)
    }

    @Test("a forest's templates are imported once the CA issues for none that they would make dangerous")
    func forest() async throws {
        let server = try await RunningServer.start()
        let refused = try await command(server, ["import", Self.forest, "--dry-run", "--replace-access"])
        #expect(refused.status == 4)
        let partly = try await command(server, ["import", Self.forest, "--keep-going", "--replace-access", "--dry-run"])
        #expect(partly.status == 0, "\(partly.errorText)")
        #expect(partly.errorText.contains("Left out: WebServer"))
        #expect(partly.text.contains("is an account of another domain; its rights are kept"))
        let imported = try await command(server, ["import", Self.forest, "--keep-going"])
        #expect(imported.status == 0, "\(imported.errorText)")
        #expect(imported.text.contains("User keeps the access list that it has here"), "\(imported.text)")
        #expect(imported.text.contains("keeps the identifier"))
        let list = try await command(server, ["list", "--all"])
        #expect(list.text.contains("OfflineRouter"))
        let export = try await command(server, ["export", "--all", "--format", "ldif"])
        #expect(export.text.contains("dn: CN=OfflineRouter,CN=Certificate Templates"))
        let publish = try await command(server, ["publish", "OfflineRouter"])
        #expect(publish.status == 4 && publish.errorText.contains("ESC"))
        #expect(await server.stop() == 0)
    }
}
