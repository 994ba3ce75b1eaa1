extension PostgreSQLMigration {
    /// Everything that SQLite's steps 1 to 17 made, with the same names, and what several nodes share.
    ///
    /// - Integers, flags and instants (milliseconds since 1970) are `bigint`, identifiers `uuid`, octets `bytea`, texts `text COLLATE "C"`, which compares octets and
    ///   folds ASCII letters only, as SQLite does. Documents are `json`, which keeps the text. A document with U+0000 in it is refused, because PostgreSQL could not
    ///   search it.
    /// - Names that compare without case have a unique index on `lower(name)` instead of a key. Foreign keys to such names are triggers, because a foreign key
    ///   compares octets.
    /// - A broken constraint is told by its name (`PostgreSQLConstraint`). Keys, indices, foreign keys and checks of several columns are named here; a check of one
    ///   column has PostgreSQL's own name for it, table_column_check. A trigger that refuses has SQLSTATE CH002 and the trigger's name.
    /// - Tables whose rows stay refuse DELETE and TRUNCATE by statement, even one that finds no row. Rights (`grants(to:)`) refuse most of that to the nodes' role
    ///   already; the triggers are also for the owner.
    static let schema = PostgreSQLMigration(
        number: 17,
        name: "schema",
        oldestProgram: 17,
        sql: [
            Schema17.authorities, Schema17.requests, Schema17.revocations, Schema17.record, Schema17.directory, Schema17.management,
            Schema17.nodes,
        ].joined(separator: "\n")
    )

    /// The parts of step 17.
    enum Schema17 {}
}
