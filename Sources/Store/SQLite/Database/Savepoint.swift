import GRDB

/// The savepoint in which each write of a shared transaction runs.
enum Savepoint {
    static func begin(_ database: Database) throws { try BoundStatement(database, "SAVEPOINT one_write").run() }
    static func release(_ database: Database) throws { try BoundStatement(database, "RELEASE one_write").run() }

    /// Undoes the write; the transaction continues.
    static func undo(_ database: Database) throws {
        try BoundStatement(database, "ROLLBACK TO one_write").run()
        try release(database)
    }
}
