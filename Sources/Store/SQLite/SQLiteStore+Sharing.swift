package import GRDB

/// Access for the other stores in the same file.
extension SQLiteStore {
    /// Runs `body` on the writer, in the same transactions as all other writes, and returns when its changes are durable. If it throws, only its own
    /// changes are undone.
    ///
    /// Only single statements: no `BEGIN` or `COMMIT`, and no deferred foreign keys, whose failure at `COMMIT` would concern all callers.
    /// - Throws: the error of `body`, or `CommitError.storeFailed`.
    package func managementWrite<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await writer.write { database, _ in try body(database) }
    }

    /// Runs `body` on a reader: a snapshot of everything committed before.
    package func managementRead<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await read(body)
    }
}
