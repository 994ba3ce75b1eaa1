import GRDB

/// The savepoint each write of a shared transaction runs in.
enum Savepoint {
    static func begin(_ database: Database) throws { try BoundStatement(database, "SAVEPOINT one_write").run() }
    static func release(_ database: Database) throws { try BoundStatement(database, "RELEASE one_write").run() }

    /// Takes back what the write did; the transaction goes on.
    static func undo(_ database: Database) throws {
        try BoundStatement(database, "ROLLBACK TO one_write").run()
        try release(database)
    }
}
