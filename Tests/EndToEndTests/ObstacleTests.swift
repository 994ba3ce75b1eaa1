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
