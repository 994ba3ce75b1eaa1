import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite(
    "A server moves to PostgreSQL and back",
    .timeLimit(.minutes(10)),
    .enabled(if: PostgreSQLCluster.isPossible, Comment(rawValue: PostgreSQLCluster.missing))
)
struct StoreMoveTests {
    private struct Check: Decodable {
        struct Table: Decodable, Equatable {
            let table: String
            let rows: Int
            let sha256: String
        }

        let tables: [Table]
        let findings: [String]
    }

    private static func chancery(_ words: [String]) async throws -> ToolResult { try await run([Programs.chancery] + words) }

    private static func check(_ place: [String]) async throws -> [Check.Table] {
        let result = try await chancery(["store", "check", "--json"] + place)
        let check = try JSONDecoder().decode(Check.self, from: Data(result.text.utf8))
        #expect(check.findings == [])
        #expect(result.status == 0, "\(result.errorText)")
        return check.tables
    }

    @Test("certificates, revocations and numbers go on over a copy to PostgreSQL and back, equal by hash")
    func moved() async throws {
        let database = try await PostgreSQLCluster.shared().database("move")
        let (owner, nodes) = (database.url(as: .owner), database.url(as: .application))
        var server = try await RunningServer.start()
        let data = server.data
        let alice = try await server.addAccount("alice")
        var ids: [Int] = []
        var serials: Set<String> = []
        func issue(_ server: RunningServer) async throws -> String {
            let reply = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: alice)
            let serial = try RunningServer.certificate(try #require(reply.certificate)).serialHex
            ids.append(reply.requestId)
            serials.insert(serial)
            return serial
        }
        func revoke(_ serial: String, _ server: RunningServer) async throws {
            let done = try await server.administer(["certificate", "revoke", serial, "--reason", "superseded"])
            #expect(done.status == 0, "\(done.errorText)")
        }
        let first = try await issue(server)
        _ = try await issue(server)
        try await revoke(first, server)
        #expect(await server.stop() == 0)

        let migrated = try await Self.chancery(["store", "migrate", "--store", owner, "--application-role", "chancery_app"])
        #expect(migrated.status == 0, "\(migrated.errorText)")
        let before = try await Self.check(["--data", data])
        let there = try await Self.chancery(["store", "copy", "--from", data, "--to", owner])
        #expect(there.status == 0, "\(there.errorText)")
        for table in before { #expect(there.text.contains(table.sha256), "\(table.table)") }
        let refused = try await Self.chancery(["serve", "--data", data, "--https", "127.0.0.1:0", "--http", "127.0.0.1:0"])
        #expect(refused.status == 1)
        #expect(refused.errorText.contains("was copied to"))

        server = try await RunningServer.start(folder: server.folder, options: ["--store", nodes])
        let third = try await issue(server)
        try await revoke(third, server)
        #expect(await server.stop() == 0)
        let between = try await Self.check(["--store", nodes])

        let back = try await Self.chancery(["store", "copy", "--from", owner, "--to", data])
        #expect(back.status == 0, "\(back.errorText)")
        // The last rows of the record may get their positions only by the copy.
        for table in between where table.table != "audit" { #expect(back.text.contains(table.sha256), "\(table.table)") }
        let away = try await Self.chancery([
            "serve", "--data", server.folder + "/other", "--store", nodes, "--https", "127.0.0.1:0", "--http", "127.0.0.1:0",
        ])
        #expect(away.status == 1)
        #expect(away.errorText.contains("was copied to"))
        server = try await RunningServer.start(folder: server.folder)
        _ = try await issue(server)
        #expect(ids == Array(ids[0]..<ids[0] + 4))
        #expect(serials.count == 4)
        let list = server.folder + "/list.crl"
        try await succeed(["curl", "--silent", "--fail", "--output", list, server.endpoints.http + "/crl/Chancery%20Issuing%20CA.crl"])
        let shown = try await succeed(["openssl", "crl", "-inform", "DER", "-in", list, "-noout", "-text"])
        let text = shown.lowercased().replacing(":", with: "")
        #expect(text.contains(first))
        #expect(text.contains(third))
        #expect(await server.stop() == 0)
        _ = try await Self.check(["--data", data])
        try await database.drop()
    }
}
