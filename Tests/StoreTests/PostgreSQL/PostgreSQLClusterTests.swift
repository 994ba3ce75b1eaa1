import Foundation
import PKITesting
import Testing

@Suite("PostgreSQL servers of the tests", .enabled(if: PostgreSQLCluster.isPossible, Comment(rawValue: PostgreSQLCluster.missing)))
struct PostgreSQLClusterTests {
    @Test("a database can be made, asked, copied and dropped")
    func database() async throws {
        let cluster = try await PostgreSQLCluster.shared()
        let first = try await cluster.database("first")
        try await first.ask("CREATE TABLE word (text text); INSERT INTO word VALUES ('one'), ('two')", as: .owner)
        #expect(try await first.ask("SELECT text, length(text) FROM word ORDER BY text") == "one|3\ntwo|3")

        let copy = try await cluster.database("copy", from: first)
        try await copy.ask("DELETE FROM word", as: .owner)
        #expect(try await copy.ask("SELECT count(*) FROM word") == "0")
        #expect(try await first.ask("SELECT count(*) FROM word") == "2")

        try await first.drop()
        let error = await #expect(throws: ContractError.self) { try await first.ask("SELECT 1") }
        #expect("\(try #require(error))".contains("does not exist"))
    }

    @Test("the application's role has only what it is granted, and errors show their SQLSTATE")
    func roles() async throws {
        let database = try await PostgreSQLCluster.shared().database("roles")
        try await database.ask("CREATE TABLE word (text text); GRANT SELECT ON word TO chancery_app", as: .owner)
        #expect(try await database.ask("SELECT count(*) FROM word", as: .application) == "0")
        for refused in ["INSERT INTO word VALUES ('one')", "CREATE TABLE other (text text)"] {
            let error = await #expect(throws: ContractError.self) { try await database.ask(refused, as: .application) }
            #expect("\(try #require(error))".contains("42501"))
        }
    }

    @Test("text is UTF-8 and sorted by its octets; pages have checksums")
    func settings() async throws {
        let database = try await PostgreSQLCluster.shared().database("settings")
        let shown = try await database.ask("SHOW server_encoding; SHOW lc_collate; SHOW lc_ctype; SHOW data_checksums", as: .application)
        #expect(shown == "UTF8\nC\nC.UTF-8\non")
    }

    @Test("the loopback address asks for the role's password")
    func password() async throws {
        let database = try await PostgreSQLCluster.shared().database("password")
        let question = ["psql", database.tcpURL(as: .application), "-Atc", "SELECT current_user"]
        let right = "PGPASSWORD=" + PostgreSQLCluster.Role.application.password
        #expect(try await runToolAside([right] + question).text == "chancery_app\n")
        let wrong = try await runToolAside(["PGPASSWORD=other"] + question)
        #expect(wrong.errorText.contains("password authentication failed"))
    }

    @Test("a killed server is gone, and has what it committed when it starts again; an ended one leaves nothing")
    func killed() async throws {
        let cluster = try await PostgreSQLCluster.started(durable: true)
        let database = try await cluster.database("killed")
        #expect(try await database.ask("CREATE TABLE word (text text); INSERT INTO word VALUES ('one'); SHOW fsync") == "on")

        try await cluster.kill()
        await #expect(throws: ContractError.self) { try await database.ask("SELECT 1") }
        try await cluster.start()
        #expect(try await database.ask("SELECT text FROM word") == "one")
        #expect(cluster.log.contains("was not properly shut down"))

        try await cluster.restart()
        #expect(try await database.ask("SELECT text FROM word") == "one")

        await cluster.end()
        #expect(!FileManager.default.fileExists(atPath: cluster.folder))
    }

    @Test("a standby has every commit that was acknowledged, and goes on when the primary is killed")
    func standby() async throws {
        let primary = try await PostgreSQLCluster.started(durable: true)
        let database = try await primary.database("standby")
        let standby = try await primary.standby()
        try await database.ask("CREATE TABLE word (text text); INSERT INTO word VALUES ('one')")
        let copy = PostgreSQLDatabase(cluster: standby, name: database.name)
        let error = await #expect(throws: ContractError.self) { try await copy.ask("CREATE TABLE other (text text)") }
        #expect("\(try #require(error))".contains("25006"))

        try await primary.kill()
        try await standby.promote()
        #expect(try await copy.ask("INSERT INTO word VALUES ('two'); SELECT text FROM word ORDER BY text") == "one\ntwo")
        await standby.end()
        await primary.end()
    }
}
