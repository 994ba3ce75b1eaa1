import Foundation
import PKITesting
import Testing

@Suite("chancery card-key")
struct CardKeyTests {
    @Test("card-key rotate makes versions while the server is stopped; list, key list and reseal know them")
    func rotate() async throws {
        let server = try await RunningServer.start()
        let data = server.data
        func cardKey(_ arguments: String...) async throws -> ToolResult {
            try await run([Programs.chancery, "card-key"] + arguments + ["--data", data])
        }
        let running = try await cardKey("rotate")
        #expect(running.status == 1 && running.errorText.contains("in use"))
        #expect(try await cardKey("list").text.contains("There is no master key yet"))
        #expect(await server.stop() == 0)

        let wrong = try server.write("wrong\n", to: "wrong")
        let refused = try await cardKey("rotate", "--passphrase-file", wrong)
        #expect(refused.status == 1 && refused.errorText.contains("Nothing was made"), "\(refused.text)\(refused.errorText)")
        for version in 1...2 { #expect(try await cardKey("rotate").text.contains("Made version \(version).")) }
        let recorded = try await succeed([
            "sqlite3", data + "/chancery.sqlite", "SELECT count(*) FROM audit WHERE event = 'cardMasterKeyMade'",
        ])
        #expect(recorded == "2\n")

        let keys = try server.write("new keys passphrase\n", to: "new-keys")
        let resealed = try await run([Programs.chancery, "key", "reseal", "--data", data, "--new-passphrase-file", keys])
        #expect(resealed.status == 0 && resealed.text.contains("card-master-2"), "\(resealed.errorText)")
        let all = try await run([Programs.chancery, "key", "list", "--data", data, "--passphrase-file", keys])
        #expect(all.text.contains("card-master-1"))
        let listed = try await cardKey("list", "--json", "--passphrase-file", keys)
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(listed.text.utf8)) as? [[String: Any]])
        #expect(rows.map { $0["version"] as? Int } == [1, 2])
        #expect(rows.map { $0["isCurrent"] as? Bool } == [false, true])
        #expect(rows.allSatisfy { $0["opens"] as? String == "yes" })
        let closed = try await cardKey("list", "--passphrase-file", wrong)
        #expect(closed.status == 1 && closed.text.contains("no"))
    }
}
