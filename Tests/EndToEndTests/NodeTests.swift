import Foundation
import PKITesting
import Testing

/// Servers of this build on one PostgreSQL database of a test.
@Suite(
    "Several servers on one database",
    .enabled(if: PostgreSQLCluster.isPossible, Comment(rawValue: PostgreSQLCluster.missing)),
    .timeLimit(.minutes(10))
)
struct NodeTests {
    /// A database with the schema, and the folder for the files of the test.
    private struct Place {
        let database: PostgreSQLDatabase
        let folder: String

        static func make() async throws -> Place {
            let place = Place(database: try await PostgreSQLCluster.shared().database("nodes"), folder: try RunningServer.newFolder())
            try await succeed([Programs.chancery, "store", "migrate", "--store", place.database.url(as: .owner)])
            return place
        }

        /// Options of `serve` for a node.
        func options(_ name: String) -> [String] { ["--store", database.url(as: .application), "--node", name] }

        func folder(_ name: String) throws -> String {
            let path = folder + "/" + name
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            return path
        }

        func first() async throws -> RunningServer {
            try await RunningServer.start(folder: folder("a"), options: options("a"))
        }

        /// A second node with the keys of the first.
        func second(of first: RunningServer) async throws -> RunningServer {
            let folder = try folder("b")
            try await succeed([Programs.chancery, "node", "add", "--from", first.data, "--data", folder + "/data"])
            // The same administrator; commands and tests find the password there.
            try FileManager.default.copyItem(atPath: first.data + "/admin-credentials", toPath: folder + "/data/admin-credentials")
            return try await RunningServer.start(folder: folder, options: ["--node", "b"])
        }

        /// A start that must fail.
        func refused(_ data: String, _ options: [String]) async throws -> ToolResult {
            try await run([Programs.chancery, "serve", "--data", data, "--https", "127.0.0.1:0", "--http", "127.0.0.1:0"] + options)
        }

        func end() async throws { try await database.drop() }
    }

    private struct Node: Decodable {
        let name: String
        let state: String
        let leases: [String]
    }

    private func nodes(_ server: RunningServer) async throws -> [Node] {
        let text = try await succeed([Programs.chancery, "node", "list", "--json", "--data", server.data])
        return try JSONDecoder().decode([Node].self, from: Data(text.utf8))
    }

    /// Asks until the answer is the wanted one. Each question takes the time of a program.
    private func wait(for what: String, _ isTrue: () async throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(60)
        while try await !isTrue() {
            guard ContinuousClock.now < end else { throw ContractError("within a minute there was no \(what)") }
        }
    }

    @Test("what one node issues the other shows, and gives again to a repeat of the submission key")
    func issuedElsewhere() async throws {
        let place = try await Place.make()
        let one = try await place.first()
        let two = try await place.second(of: one)
        let account = try await one.addAccount(.alice)
        let request = try await one.newRequest()
        let issued = try await one.submit(request, template: "ClientAuth", as: account, more: ["submissionKey": "k-1"])
        #expect(issued.disposition == "issued")
        let path = try await one.authorityPath() + "/requests"
        let shown: SubmitReply = try await two.call("GET", path + "/\(issued.requestId)", as: account).json()
        #expect(shown.certificate == issued.certificate)
        let again = try await two.submit(request, template: "ClientAuth", as: account, more: ["submissionKey": "k-1"])
        #expect(again.requestId == issued.requestId)
        #expect(again.certificate == issued.certificate)
        await two.stop()
        await one.stop()
        try await place.end()
    }

    @Test("a template that is withdrawn at one node is refused at the other in the next request")
    func withdrawn() async throws {
        let place = try await Place.make()
        let one = try await place.first()
        let two = try await place.second(of: one)
        let account = try await one.addAccount(.alice)
        let request = try await two.newRequest()
        #expect(try await two.submit(request, template: "ClientAuth", as: account).disposition == "issued")
        #expect(try await one.administer(["template", "withdraw", "ClientAuth"]).status == 0)
        #expect(try await two.submit(request, template: "ClientAuth", as: account).disposition == "denied")
        await two.stop()
        await one.stop()
        try await place.end()
    }

    @Test("both nodes give the same exchange certificate, and both have its key")
    func exchangeCertificate() async throws {
        let place = try await Place.make()
        let one = try await place.first()
        let two = try await place.second(of: one)
        let property = try await one.authorityPath() + "/properties/15"
        let first = try await one.call("GET", property, as: one.admin)
        #expect(first.status == 200, "\(first.body)")
        #expect(try await two.call("GET", property, as: one.admin).body == first.body)
        #expect(try await one.call("GET", property, as: one.admin).body == first.body)
        #expect(FileManager.default.contentsEqual(atPath: one.data + "/keys/exchange-2-0.p8", andPath: two.data + "/keys/exchange-2-0.p8"))
        await two.stop()
        await one.stop()
        try await place.end()
    }

    @Test("when a node is killed the other goes on, and publishes the lists after the lease")
    func killed() async throws {
        let place = try await Place.make()
        let one = try await place.first()
        let two = try await place.second(of: one)
        let account = try await one.addAccount(.alice)
        await one.killed()
        #expect(try await two.submit(two.newRequest(), template: "ClientAuth", as: account).disposition == "issued")
        try await wait(for: "new list") { try await two.administer(["revocation-list", "publish"]).status == 0 }
        await two.stop()
        try await place.end()
    }

    @Test("a node that drains answers 503 to readyz, gives its work away and goes on serving")
    func drained() async throws {
        let place = try await Place.make()
        let one = try await place.first()
        let two = try await place.second(of: one)
        let account = try await one.addAccount(.alice)
        #expect(try await one.call("GET", "/readyz", plain: true).body.contains("node: a\npublication: "))
        #expect(try await two.administer(["node", "drain", "a"]).status == 0)
        try await wait(for: "503") { try await one.call("GET", "/readyz", plain: true).status == 503 }
        #expect(try await one.call("GET", "/readyz", plain: true).body.hasPrefix("not ready: This node is draining"))
        #expect(try await nodes(two).map(\.state) == ["draining", "running"])
        #expect(try await one.submit(one.newRequest(), template: "ClientAuth", as: account).disposition == "issued")
        #expect(try await two.administer(["revocation-list", "publish"]).status == 0)
        let leases = try await nodes(two).map(\.leases)
        #expect(leases.first == [])
        #expect(leases.last?.contains("publication") == true)
        await two.stop()
        await one.stop()
        try await place.end()
    }

    @Test("a data directory remembers its database and its node, without a password")
    func remembered() async throws {
        let place = try await Place.make()
        var one = try await place.first()
        one = try await one.restarted()
        #expect(try await nodes(one).map(\.name) == ["a"])
        let mode = try FileManager.default.attributesOfItem(atPath: one.data + "/store")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        await one.stop()
        try await place.end()
    }

    @Test("a start on a database without schema or of others, or beside a SQLite database, says what to do")
    func refusedStarts() async throws {
        let place = try await Place.make()
        let one = try await place.first()
        await one.stop()
        let empty = try await PostgreSQLCluster.shared().database("nodes")
        let bare = try await place.refused(place.folder + "/c", ["--store", empty.url(as: .owner)])
        #expect(bare.errorText.contains("run `chancery store migrate` first"), "\(bare.errorText)")
        try await succeed([Programs.chancery, "store", "migrate", "--store", empty.url(as: .owner)])
        let other = try await place.refused(one.data, ["--store", empty.url(as: .application)])
        #expect(other.errorText.contains("the database is empty, and this data directory belongs to an installation"), "\(other.errorText)")
        let file = try await RunningServer.start()
        await file.stop()
        let moved = try await place.refused(file.data, place.options("d"))
        #expect(moved.errorText.contains("chancery store copy --from \(file.data)"), "\(moved.errorText)")
        try await empty.drop()
        try await place.end()
    }

    @Test("a second process under the name of a running node is refused")
    func sameName() async throws {
        let place = try await Place.make()
        let one = try await place.first()
        let folder = try place.folder("b")
        try await succeed([Programs.chancery, "node", "add", "--from", one.data, "--data", folder + "/data"])
        let second = try await place.refused(folder + "/data", ["--node", "a"])
        #expect(second.status == 1)
        #expect(second.errorText.contains("another process runs as the node a of this database"), "\(second.errorText)")
        await one.stop()
        try await place.end()
    }

    @Test("a node without the key of the authority serves what it can, and says who can do the rest")
    func withoutKey() async throws {
        let place = try await Place.make()
        let one = try await place.first()
        var two = try await place.second(of: one)
        let account = try await one.addAccount(.alice)
        await two.stop()
        try FileManager.default.removeItem(atPath: two.data + "/keys/issuing-0.p8")
        two = try await RunningServer.start(folder: place.folder("b"))
        let readyz = try await two.call("GET", "/readyz", plain: true)
        #expect(readyz.body.contains("not ready: The key of \"Chancery Issuing CA\" could not be opened"), "\(readyz.body)")
        #expect(try await two.call("GET", "/api/v1/authorities", as: account).status == 200)
        let request = try await two.newRequest().replacing("\n", with: "\\n")
        let body = #"{"request": "\#(request)", "attributes": {"CertificateTemplate": "ClientAuth"}}"#
        let reply = try await two.call("POST", two.authorityPath() + "/requests", as: account, body: body)
        #expect(reply.status == 503)
        #expect(reply.body.contains("Ask another server of the installation"), "\(reply.body)")
        await two.stop()
        await one.stop()
        try await place.end()
    }

    @Test("a new data directory without keys joins no installation, and learns how to get them")
    func newDirectory() async throws {
        let place = try await Place.make()
        let one = try await place.first()
        let second = try await place.refused(place.folder + "/c", place.options("c"))
        #expect(second.status == 1)
        #expect(second.errorText.contains("chancery node add --from DIR --data NEWDIR"), "\(second.errorText)")
        await one.stop()
        try await place.end()
    }
}
