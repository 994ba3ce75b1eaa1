extension Migration {
    /// Keys of servers that share a PostgreSQL database. With SQLite all keys are files, and the table is empty, unless the records were copied from there.
    static let sharedKeys = Migration(
        number: 18,
        name: "shared keys",
        sql: "CREATE TABLE shared_key (name TEXT PRIMARY KEY CHECK (name <> ''), sealed BLOB NOT NULL) STRICT;"
    )
}
