package import GRDB

/// For the other stores that live in the same file.
extension SQLiteStore {
    /// Runs `body` on the writer, in the same transactions as everything else, and returns when its changes are durable. What it throws undoes it alone.
    ///
    /// Statements only: no `BEGIN` or `COMMIT`, and no deferred foreign keys, whose failure at `COMMIT` would be everybody's.
    /// - Throws: what `body` threw, or `CommitError.storeFailed`.
    package func managementWrite<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await writer.write { database, _ in try body(database) }
    }

    /// Runs `body` on a reader: a snapshot of everything committed before.
    package func managementRead<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await read(body)
    }
}
