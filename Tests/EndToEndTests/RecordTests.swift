import Crypto
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("The record of a running server, and what others prove from it", .timeLimit(.minutes(10)))
struct RecordTests {
    private struct Row: Decodable {
        let position: Int
        let event: String
        let kind: Int
        let salt: String
        let form: Int
        let text: String

        /// The entry of the log, from the documented form alone.
        var entry: String {
            get throws {
                let inner = SHA256.hash(data: try Hex.decode(salt) + [UInt8(form)] + Array(text.utf8))
                return Hex.encode([UInt8(form), UInt8(kind)] + Array(inner))
            }
        }

        func member(_ name: String) throws -> String {
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            return try #require(object?[name] as? String)
        }
    }

    /// The published checkpoint, as soon as it has that many entries.
    private func checkpoint(_ server: RunningServer, of size: Int) async throws -> String {
        while true {
            let reply = try await server.call("GET", "/record/checkpoint", plain: true)
            if let note = SignedNote(reply.body), let found = Checkpoint(text: note.text), found.size >= size { return reply.body }
        }
    }

    private func issued(_ server: RunningServer) async throws -> Row {
        let account = try await server.addAccount("user" + UUID().uuidString.prefix(8).lowercased())
        _ = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: account)
        let list = try await server.administer(["audit", "list", "--event", "requestIssued", "--json"])
        #expect(list.status == 0)
        return try #require(try JSONDecoder().decode([Row].self, from: Data(list.text.utf8)).last)
    }

    @Test(
        "a certificate is proved and the record verified, by the commands and by Python from the rules alone",
        .enabled(if: PythonJudge.isInstalled)
    )
    func proofs() async throws {
        let server = try await RunningServer.start()
        let early = try server.write(try await checkpoint(server, of: 1), to: "early.txt")
        let row = try await issued(server)
        _ = try await checkpoint(server, of: row.position)
        let key = try #require(
            try await server.administer(["audit", "log"]).text.split(separator: "\n").first { $0.hasPrefix("key") }?.split(separator: " ")
                .last
        )
        let verified = try await server.administer(["audit", "verify", "--checkpoint", early, "--verifier-key", String(key)])
        #expect(verified.status == 0)
        #expect(verified.text.contains("The checkpoint \(early) has"))
        #expect(verified.text.hasSuffix("Nothing is wrong.\n"))

        let (receipt, export) = (server.folder + "/certificate.tlog-proof", server.folder + "/export")
        #expect(try await server.administer(["audit", "prove", "--serial", try row.member("serial"), "--out", receipt]).status == 0)
        #expect(try await server.administer(["audit", "export", "--to", export, "--records"]).status == 0)
        #expect(try await run([Programs.chancery, "audit", "verify", "--directory", export, "--checkpoint", early]).status == 0)
        #expect(try await run([Programs.chancery, "audit", "prove", "--directory", export, "--since", early]).status == 0)

        let script = Programs.packageRoot.appending(path: "scripts/verify-record").path
        let python = Programs.packageRoot.appending(path: ".build/venv/bin/python").path
        for log in [export, server.endpoints.http + "/record"] {
            let said = try await succeed([
                python, script, log, String(key), "--since", early, "--index", "\(row.position - 1)", "--receipt", receipt, try row.entry,
            ])
            #expect(said.hasSuffix("nothing is wrong\n"))
        }
        let other = try await run([python, script, export, String(key), "--receipt", receipt, String(repeating: "00", count: 34)])
        #expect(other.status == 1)
        await server.stop()
    }

    @Test("after a restoration another log begins, which names the first one")
    func restoration() async throws {
        let server = try await RunningServer.start()
        let row = try await issued(server)
        _ = try await checkpoint(server, of: row.position)
        let archive = server.folder + "/backup.tape"
        #expect(try await server.administer(["backup", archive, "--with-secrets"]).status == 0)
        let firstText = try await checkpoint(server, of: row.position + 1)
        let first = try #require(SignedNote(firstText))
        await server.stop()
        let folder = try RunningServer.newFolder()
        let restored = try await run([Programs.chancery, "restore", archive, "--data", folder + "/data", "--nothing-published"])
        #expect(restored.status == 0, "\(restored.errorText)")
        let second = try await RunningServer.start(folder: folder)
        let noteText = try await checkpoint(second, of: row.position + 2)
        let note = try #require(SignedNote(noteText))
        let (former, present) = (try #require(Checkpoint(text: first.text)), try #require(Checkpoint(text: note.text)))
        #expect(present.origin == former.origin + "/2")
        #expect(try await second.call("GET", "/record/2/checkpoint", plain: true).status == 200)
        let verified = try await second.administer(["audit", "verify"])
        #expect(verified.status == 0, "\(verified.text)")
        let started = try await second.administer(["audit", "list", "--event", "recordLogStarted", "--json"])
        let last = try #require(try JSONDecoder().decode([Row].self, from: Data(started.text.utf8)).last)
        #expect(try last.member("formerOrigin") == former.origin)
        await second.stop()
    }

    @Test("an older database is not signed, enrollment goes on, and a restart of the log helps")
    func olderDatabase() async throws {
        var server = try await RunningServer.start()
        let account = try await server.addAccount("alice")
        await server.stop()
        let (database, kept) = (server.data + "/chancery.sqlite", server.folder + "/older")
        try await succeed(["sh", "-c", "mkdir '\(kept)' && cp '\(database)'* '\(kept)'"])
        server = try await RunningServer.start(folder: server.folder)
        let row = try await issued(server)
        _ = try await checkpoint(server, of: row.position)
        await server.stop()
        try await succeed(["sh", "-c", "rm '\(database)'* && cp '\(kept)'/* '\(server.data)'"])
        server = try await RunningServer.start(folder: server.folder)
        while try await !server.call("GET", "/readyz").body.contains("an older database was brought back") {}
        let reply = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: account)
        #expect(reply.disposition == "issued")
        let doctor = try await server.administer(["doctor"])
        #expect(doctor.text.contains("an older database was brought back, and the log signs nothing"))
        await server.stop()
        #expect(try await server.administer(["audit", "restart"]).status == 0)
        server = try await RunningServer.start(folder: server.folder)
        let noteText = try await checkpoint(server, of: 1)
        let note = try #require(SignedNote(noteText))
        let present = try #require(Checkpoint(text: note.text))
        #expect(present.origin.hasSuffix("/record/2"))
        #expect(try await !server.call("GET", "/readyz").body.contains("signs nothing"))
        await server.stop()
    }

    @Test("verify, prove and export say what is wrong with a place that has no log", arguments: ["verify", "prove", "export"])
    func noLog(_ verb: String) async throws {
        let folder = try RunningServer.newFolder()
        let more = ["verify": [], "prove": ["--position", "1"], "export": ["--to", folder + "/out"]][verb] ?? []
        let result = try await run([Programs.chancery, "audit", verb, "--data", folder] + more)
        #expect(result.status == 1)
        #expect(result.errorText.contains("has no chancery.sqlite"))
    }
}
