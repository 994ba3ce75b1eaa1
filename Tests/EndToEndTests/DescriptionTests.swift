import Foundation
import PKITesting
import Testing

@Suite("The descriptions of the interfaces, by an outside judge", .timeLimit(.minutes(10)))
struct DescriptionTests {
    @Test(
        "schemathesis finds no server error and no undocumented status in certificate management and CM REST",
        .enabled(if: PythonJudge.has(module: "schemathesis"))
    )
    func schemathesis() async throws {
        let server = try await RunningServer.start()
        let judged = try await run([
            "timeout", "500", "python3", Programs.packageRoot.appending(path: "scripts/judge-api").path, "--https", server.endpoints.https,
            "--trust", server.root, "--credentials", server.data + "/admin-credentials", "--seconds", "60",
        ])
        #expect(judged.status == 0, "\(judged.text) \(judged.errorText)")
        #expect(await server.stop() == 0)
    }
}
