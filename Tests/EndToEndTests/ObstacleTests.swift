import Foundation
import PKIFormats
import PKITesting
import Testing

/// What the operator is told when the CA cannot work, and whether the commands that are printed do what they say.
@Suite("States in which the CA cannot work", .timeLimit(.minutes(10)))
struct ObstacleTests {
    private struct Finding: Decodable {
        let severity: String
        let subject: String
        let what: String
        let remedy: String
    }

    private func findings(_ data: String) async throws -> [Finding] {
        try JSONDecoder().decode(
            [Finding].self,
            from: Data(try await run([Programs.chancery, "doctor", "--json", "--data", data]).text.utf8)
        )
    }

    /// Runs the command in a text as it is printed, in another directory.
    private func runPrinted(_ text: String) async throws -> ToolResult {
        let start = try #require(text.firstRange(of: "chancery "))
        let command = Programs.chancery + " " + text[start.upperBound...].prefix { !$0.isNewline }
        return try await run(["sh", "-c", command], directory: "/")
    }

    private func issuingSerial(_ server: RunningServer) async throws -> String {
        let authority = try await server.authority()
        return try RunningServer.certificate(authority.certificate).serialHex
    }

    @Test("the hold of a CA is released by the command that the doctor prints")
    func releasedAsPrinted() async throws {
        let server = try await RunningServer.start()
        let revoke = [
            "certificate", "revoke", try await issuingSerial(server), "--authority", "Chancery Root CA", "--reason", "certificateHold",
        ]
        let refused = try await server.administer(revoke)
        #expect(refused.status == 1)
        #expect(refused.errorText.contains("--yes-revoke-authority"), "\(refused.errorText)")
        #expect(try await server.administer(revoke + ["--yes-revoke-authority"]).status == 0)
        let held = try #require(try await findings(server.data).first { $0.what.contains("has been revoked since") })
        let done = try await runPrinted(held.remedy)
        #expect(done.status == 0 && done.text.contains("is no longer on hold"), "\(held.remedy): \(done.text)\(done.errorText)")
        #expect(try await server.administer(["doctor"]).status == 0)
        #expect(await server.stop() == 0)
    }

    @Test("without admin-credentials the greeting names the login instead")
    func noCredentials() async throws {
        let server = try await RunningServer.start()
        #expect(await server.stop() == 0)
        try FileManager.default.removeItem(atPath: server.data + "/admin-credentials")
        let again = try await RunningServer.start(folder: server.folder)
        let greeting = again.greeting.joined(separator: "\n")
        #expect(greeting.contains("is ready") && greeting.contains("chancery login NAME --server \(again.endpoints.https)"), "\(greeting)")
        #expect(!greeting.contains("--credentials"), "\(greeting)")
        #expect(await again.stop() == 0)
    }

    @Test("the doctor looks at the target of a link, and tells another user's directory from an absent one")
    func linksAndOthers() async throws {
        let server = try await RunningServer.start()
        #expect(await server.stop() == 0)
        let link = server.folder + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: server.data)
        #expect(try await findings(link).filter { $0.what == "Others can read it." }.map(\.subject) == [])
        chmod(server.data, 0o750)
        #expect(try await findings(link).filter { $0.what == "Others can read it." }.map(\.subject) == [link])
        chmod(server.data, 0)
        let other = geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
        for command in [["doctor"], ["key", "list"], ["user", "list"]] {
            let denied = try await run(other + [Programs.chancery] + command + ["--data", server.data])
            #expect(denied.status == 1)
            #expect(denied.errorText.contains("cannot be read: permission denied"), "\(command): \(denied.errorText)")
        }
        chmod(server.data, 0o700)
    }
}
