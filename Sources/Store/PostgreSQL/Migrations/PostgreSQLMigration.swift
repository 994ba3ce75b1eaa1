/// One numbered step of the schema in PostgreSQL. A step has the number that it has in SQLite. PostgreSQL begins with step 17, which makes what SQLite's steps 1 to
/// 17 made. A released step is never edited: a change is a further step, for both databases.
///
/// Only `chancery store migrate` takes steps (`PostgreSQLSchema`), as the owner: each step and its row of `migration` in one transaction.
///
/// A node that finds a step it does not know works on if the step's `oldest_program` is not above the newest step that the node knows.
struct PostgreSQLMigration: Sendable {
    let number: Int
    let name: String
    /// The newest step that a program must know at least to work after this one. A step that only adds has the number of an earlier step.
    let oldestProgram: Int
    /// A script, whose text the database keeps.
    let sql: String

    /// In the order of their numbers.
    static let all: [PostgreSQLMigration] = [
        .schema, .sharedKeys, .recordLog, .statusSigners, .lists, .authorityLife, .archivedKeys,
    ]

    /// The steps between which a program of this version works.
    static let newestStep = all.last?.number ?? 0
    static let oldestStep = all.first?.number ?? 0

    /// Any number that no other program is likely to use in the same database.
    static let lock = 0x4348_414E_4345_5259

    /// Runs before the first look for steps. The search path holds for the session: the steps name their tables without the schema.
    static let preparation: [String] = [
        "CREATE SCHEMA IF NOT EXISTS chancery",
        "SET search_path = chancery",
        """
        CREATE TABLE IF NOT EXISTS migration (
            number bigint CONSTRAINT migration_pkey PRIMARY KEY,
            name text COLLATE "C" NOT NULL,
            sql text COLLATE "C" NOT NULL,
            -- Milliseconds since 1970.
            applied bigint NOT NULL,
            oldest_program bigint NOT NULL
        )
        """,
    ]
}
