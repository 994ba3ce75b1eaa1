import GRDB
import PortableFoundation

import SystemFiles

/// Checks a store against itself and hashes its tables, whether servers run on it or not. Two stores with the same hashes hold the same.
package struct StoreCheck: Sendable {
    package let tables: [TableDigest]
    /// What is wrong; empty when all is well.
    package let findings: [String]
    /// What is not wrong, and worth knowing.
    package let notes: [String]

    /// The SQLite database of a data directory, with its objects.
    /// - Throws: `StoreError`, or SQLite's error, when it cannot be read at all.
    package static func directory(_ path: String) async throws -> StoreCheck {
        let file = path + "/" + BackupLayout.database
        guard SystemCalls.exists(file) else {
            throw StoreError("\(path) has no \(BackupLayout.database); give the data directory with --data, or a database with --store")
        }
        return try await DatabaseFile.offPool {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.label = "chancery.check"
            return try DatabaseQueue(path: file, configuration: configuration).read { database in
                let mark = try StoreMark.read(from: database)
                let contents = SQLiteContents(database: database, objects: path + "/" + BackupLayout.objects)
                let steps = try steps(in: database)
                let integrity = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
                guard steps.isEmpty else { return StoreCheck(tables: [], findings: integrity + steps, notes: notes(of: mark)) }
                return try check(contents, StoreRule.all, findings: integrity, notes: notes(of: mark))
            }
        }
    }

    /// A PostgreSQL database. The role of the nodes may do it.
    /// - Throws: `StoreError` when it cannot be read at all.
    package static func database(address: String, password: String?) async throws -> StoreCheck {
        let servers = try PostgreSQLServers(address: address, password: password, node: "store check")
        return try await DatabaseFile.offPool {
            do {
                let session = try servers.openForScripts()
                let mark = try StoreMark.read(from: session)
                if mark == nil { try PostgreSQLSchema.check(session, at: servers.shownAddress) }
                try session.run(
                    """
                    SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET plan_cache_mode = auto;
                    BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY
                    """
                )
                let contents = PostgreSQLContents(session: session)
                let waiting = try contents.number("SELECT sum(size) FROM commit_group WHERE first_position IS NULL")
                return try check(
                    contents,
                    StoreRule.all + StoreRule.postgreSQL,
                    notes: notes(of: mark) + (waiting > 0 ? ["\(waiting) rows of the record have no position yet"] : [])
                )
            } catch let error as PostgreSQLError {
                throw StoreError("the database \(servers.shownAddress) cannot be checked: \(error)")
            }
        }
    }

    private static func check(_ contents: some StoreContents, _ rules: [StoreRule], findings: [String] = [], notes: [String]) throws
        -> StoreCheck
    {
        var findings = findings
        var examination = RowExamination()
        let tables = try StoreTable.all.map { table in try contents.digest(of: table) { examination.look(at: $0, of: table) } }
        if tables.first?.rows != 1 { findings.append("the state has \(tables.first?.rows ?? 0) rows and must have one") }
        for rule in rules {
            let count = try contents.number(rule.sql)
            if count != 0 { findings.append("\(count) \(rule.fault)") }
        }
        return StoreCheck(tables: tables, findings: findings + examination.all, notes: notes)
    }

    private static func notes(of mark: StoreMark?) -> [String] { mark.map { [$0.refusal.description] } ?? [] }

    /// The steps of the schema are those of this program.
    private static func steps(in database: Database) throws -> [String] {
        guard try database.tableExists("migration") else { return ["the file is not a store: it has no steps of a schema"] }
        var done: [Int: String] = [:]
        let rows = try BoundStatement(database, "SELECT number, sql FROM migration")
        while try rows.step() { done[rows.int(0)] = rows.text(1) }
        done[StoreMark.step] = nil
        let newest = Migration.all.last?.number ?? 0
        var findings = done.keys.filter { $0 > newest }.sorted().map { "schema step \($0) is of a newer version; check with that one" }
        for step in Migration.all where done[step.number] != step.sql {
            findings.append(
                done[step.number] == nil
                    ? "schema step \(step.number) (\(step.name)) is missing; start the server once, which takes it"
                    : "schema step \(step.number) (\(step.name)) differs from this program's"
            )
        }
        return findings
    }
}
