package import CACore
package import CertManagement
package import PKIDirectory

/// Everything that a CA must never lose, in one database: its records, the directory, and the rows of certificate management.
package protocol RecordStore: CAStore, DirectoryStore, MailStore {
    /// Reports once why the store can no longer write. Then `/readyz` must answer 503 at once, and the server must end.
    var failures: AsyncStream<String> { get }
    /// The reason why the store can no longer write; nil while it can.
    var failure: String? { get }
    /// The reason why writes cannot be stored for the moment, or nil. While there is one, `/readyz` answers 503, and the server continues.
    var obstacle: String? { get }

    /// The versions of the keys that stored secrets are sealed with.
    func secretKeyVersions() async throws -> Set<Int>
    /// Waits for running work and closes the connections. Later calls fail.
    func close() async throws
}

/// A store whose rows are interpreted by this target: the ports are the extensions of this protocol, and a database supplies how it reads and writes.
protocol RowStore: RecordStore {
    var memory: StoreMemory { get }
    /// The three numbers of the installation's SIDs; they never change.
    var domain: (UInt32, UInt32, UInt32) { get }
    var requestIDs: RequestIDBlocks { get }
    var templateVersions: ProfileTemplateCache { get }
    /// Whether no other process changes the records.
    var isAlone: Bool { get }

    /// Returns when the memory has everything that was committed before the call.
    /// - Throws: `CommitError.unavailable`.
    func confirmed() async throws

    /// Runs `body` on a snapshot of everything committed before.
    /// - Throws: `CommitError.unavailable`, or the error of `body`.
    func read<Value: Sendable>(_ body: @escaping @Sendable (StoreConnection) throws -> Value) async throws -> Value

    /// Runs `body` in a transaction that other writes may share, and returns when its changes are durable. If it throws, only its own changes are undone.
    ///
    /// Only single statements: no `BEGIN` or `COMMIT`, and no deferred constraints, whose failure at `COMMIT` would concern all callers.
    /// - Parameter changesRights: the change raises the rights epoch.
    func write<Value: Sendable>(
        changesRights: Bool,
        _ body: @escaping @Sendable (StoreConnection, inout WriterState) throws -> Value
    ) async throws -> Value
}

extension RowStore {
    /// The small tables as they are now.
    func snapshot() async throws -> RecordSnapshot {
        try await confirmed()
        return memory.snapshot
    }
}
