import Logging
import PortableFoundation

/// Brings the schema to the steps that this program knows, and tells whether it is there.
package enum PostgreSQLSchema {
    /// The newest step that this program knows.
    package static var newestStep: Int { PostgreSQLMigration.newestStep }

    /// Takes the owner's role. `serve` never does this.
    /// - Parameter applicationRole: gets the rights that a node needs; nil when nodes work as the owner.
    /// - Returns: the numbers of the steps that were taken.
    /// - Throws: `StoreError` when the database was made by a newer program or with other steps, or the role does not exist.
    package static func migrate(address: String, password: String?, applicationRole: String?) async throws -> [Int] {
        let servers = try PostgreSQLServers(address: address, password: password, node: "migrate")
        return try await DatabaseFile.offPool {
            do { return try migrate(servers.openForScripts(), applicationRole: applicationRole) } catch let error as PostgreSQLError {
                throw StoreError("the database \(servers.shownAddress) cannot be migrated: \(error)")
            }
        }
    }

    private static func migrate(_ database: PostgreSQLScripts, applicationRole: String?) throws -> [Int] {
        let grants = try applicationRole.map { try self.grants(to: $0, in: database) } ?? []
        // One program at a time. The lock ends with the connection. A reader that holds a table must not stop the commits behind us for long.
        try database.run("SET statement_timeout = 0; SET lock_timeout = 0; SELECT pg_advisory_lock(\(PostgreSQLMigration.lock))")
        try database.run("SET lock_timeout = '5s'")
        for statement in PostgreSQLMigration.preparation { try database.run(statement) }
        let done = try steps(in: database)
        try check(done)
        var taken: [Int] = []
        for step in PostgreSQLMigration.all where done[step.number] == nil {
            try database.run(
                """
                BEGIN;
                \(step.sql);
                INSERT INTO migration (number, name, sql, applied, oldest_program) VALUES (\(step.number), \(PostgreSQLScripts.quoted(step.name)),
                    \(PostgreSQLScripts.quoted(step.sql)), (extract(epoch FROM clock_timestamp()) * 1000)::bigint, \(step.oldestProgram));
                COMMIT
                """
            )
            taken.append(step.number)
        }
        // Together, so that nodes at work always have their rights.
        try database.run("BEGIN; \(grants.joined(separator: "; ")); COMMIT")
        return taken
    }

    /// None to the owner itself, who would lose rights by them.
    private static func grants(to role: String, in database: PostgreSQLScripts) throws -> [String] {
        let found = try database.row("SELECT rolname = current_user FROM pg_roles WHERE rolname = \(PostgreSQLScripts.quoted(role))")
        guard let isOwner = found.first else {
            throw StoreError(
                "the role \(role) does not exist, and nodes work as that role: make it with CREATE ROLE, or name another with --application-role"
            )
        }
        return isOwner == "t" ? [] : PostgreSQLMigration.grants(to: role)
    }

    /// - Throws: `StoreError` when a node of this program cannot work on the database, with the version that can.
    static func check(_ servers: PostgreSQLServers) throws {
        try check(servers.openForScripts(), at: servers.shownAddress)
    }

    static func check(_ database: PostgreSQLScripts, at address: String) throws {
        guard try database.row("SELECT to_regclass('chancery.migration') IS NOT NULL").first == "t" else {
            throw StoreError("the database \(address) has no schema of Chancery; run `chancery store migrate` first")
        }
        let done = try steps(in: database)
        try check(done)
        if let missing = PostgreSQLMigration.all.first(where: { done[$0.number] == nil }) {
            throw StoreError("the database lacks the schema step \(missing.number); run `chancery store migrate` first")
        }
    }

    private struct Step {
        let sql: String
        let oldestProgram: Int
    }

    private static func steps(in database: PostgreSQLScripts) throws -> [Int: Step] {
        if let mark = try StoreMark.read(from: database) { throw mark.refusal }
        var done: [Int: Step] = [:]
        for row in try database.rows("SELECT number, sql, oldest_program FROM chancery.migration") {
            guard row.count == 3, let number = Int(row[0]) else { continue }
            done[number] = Step(sql: row[1], oldestProgram: Int(row[2]) ?? number)
        }
        return done
    }

    private static func check(_ done: [Int: Step]) throws {
        let newest = PostgreSQLMigration.newestStep
        // A later step that older programs can live with says so.
        if let barring = done.filter({ $0.key > newest && $0.value.oldestProgram > newest }).keys.max() {
            throw StoreError(
                "the database has the schema step \(barring), which needs a program that knows it; this one knows steps up to \(newest): start a newer version"
            )
        }
        for step in PostgreSQLMigration.all {
            if let stored = done[step.number], stored.sql != step.sql {
                throw StoreError(
                    "schema step \(step.number) (\(step.name)) of the database differs from this program's; use the version that made the database"
                )
            }
        }
    }
}
