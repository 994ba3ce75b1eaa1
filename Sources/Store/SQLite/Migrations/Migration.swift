import PortableFoundation
import GRDB

/// One numbered step of the schema. A released step is never edited: a change is a further step. The database keeps the text of every step it has taken, and the
/// store refuses to open one whose text differs, so that two histories cannot be mixed.
struct Migration: Sendable {
    let number: Int
    let name: String
    let sql: String
    /// The functions of the step that SQL does not have.
    var functions: [DatabaseFunction] = []

    /// In the order of their numbers.
    static let all: [Migration] = [
        .authority, .management, .restoration, .templates, .views, .commonName, .officers, .exit, .exchange, .duties, .editing,
        .attestation,
        .officerChanges, .smartcards, .mail, .passwords, .agentActs, .sharedKeys, .recordLog, .statusSigners, .lists, .authorityLife,
        .archivedKeys,
    ]

    /// Brings the database to the newest step, each in its own transaction.
    /// - Throws: `StoreError` when a newer program wrote the database, or when it was made with other steps.
    static func apply(_ migrations: [Migration] = all, to database: Database, now: Date) throws {
        try database.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS migration (
                    number INTEGER PRIMARY KEY, name TEXT NOT NULL, sql TEXT NOT NULL, applied INTEGER NOT NULL
                ) STRICT
                """
        )
        var done: [Int: String] = [:]
        do {
            let rows = try BoundStatement(database, "SELECT number, sql FROM migration")
            while try rows.step() { done[rows.int(0)] = rows.text(1) }
        }
        if let mark = try StoreMark.read(from: database) { throw mark.refusal }
        if let newer = done.keys.max(), newer > (migrations.last?.number ?? 0) {
            throw StoreError(
                "the database has schema step \(newer), this program knows \(migrations.last?.number ?? 0): it was written by a newer version; start that version, or restore an older backup"
            )
        }
        var former = 0
        for migration in migrations {
            guard migration.number > former else {
                throw StoreError("schema step \(migration.number) comes after step \(former) in the list")
            }
            former = migration.number
            if let text = done[migration.number] {
                guard text == migration.sql else {
                    throw StoreError(
                        "schema step \(migration.number) (\(migration.name)) of the database differs from this program's; use the version that made the database, then a released version"
                    )
                }
                continue
            }
            for function in migration.functions { database.add(function: function) }
            defer { for function in migration.functions { database.remove(function: function) } }
            try database.inTransaction(.immediate) {
                try database.execute(sql: migration.sql)
                var row = try BoundStatement(database, "INSERT INTO migration (number, name, sql, applied) VALUES (?, ?, ?, ?)")
                row.bind(migration.number)
                row.bind(migration.name)
                row.bind(migration.sql)
                row.bind(now)
                try row.run()
                return .commit
            }
        }
    }
}
