import CACore
import PortableFoundation
import GRDB
package import Logging
import PKIDirectory
import Synchronization

/// Everything that a CA must never lose, in one SQLite file: its records (`CAStore`), the built-in directory (`DirectoryStore`) and the rows of certificate
/// management.
///
/// There are one writer with group commit, a few readers, and the small tables in memory, so that a submission uses SQL only once: to be
/// stored.
package final class SQLiteStore: RowStore {
    /// Ids below this are for the well-known accounts.
    static let firstRelativeID = Int(WellKnownAccount.firstFreeRelativeID)

    let pool: DatabasePool
    let writer: GroupCommit
    let memory: StoreMemory
    /// The three numbers of the installation's SIDs; they never change.
    let domain: (UInt32, UInt32, UInt32)
    let requestIDs: RequestIDBlocks
    let templateVersions = ProfileTemplateCache()
    /// The leases that this process took. No other process has the file.
    let leases = Mutex<[Lease.Work: Lease]>([:])
    let takenMails = TakenMails()
    let isAlone = true

    /// Opens or creates the file, and brings its schema up to date.
    /// - Throws: `StoreError` or SQLite's error when it cannot be opened, is damaged, or was written by a newer version.
    /// - Parameter committed: called after every durable transaction with its number of writes, for counting.
    package convenience init(
        path: String,
        logger: Logger,
        committed: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        try await self.init(path: path, patience: .standard, logger: logger, committed: committed)
    }

    init(path: String, patience: LockPatience, logger: Logger, committed: @escaping @Sendable (Int) -> Void = { _ in }) async throws {
        let (pool, snapshot, domain) = try await DatabaseFile.offPool {
            let pool = try DatabaseFile.open(path: path, patience: patience, now: Date())
            let (snapshot, domain) = try pool.read { database in
                (try AuthorityRows.snapshot(from: StoreConnection(database)), try Self.domain(in: database))
            }
            return (pool, snapshot, domain)
        }
        let memory = StoreMemory(snapshot: snapshot)
        self.pool = pool
        self.memory = memory
        self.domain = domain
        let writer = GroupCommit(
            pool: pool,
            state: WriterState(snapshot: snapshot),
            patience: patience,
            logger: logger,
            committed: committed
        ) { memory.publish($0) }
        self.writer = writer
        requestIDs = RequestIDBlocks { authority, count in
            try await writer.write { database, _ in try RequestIDRow.reserve(count, of: authority, in: database) }
        }
    }

    /// Reports once why the store can no longer write. Then `/readyz` must answer 503 at once, and the server must end.
    package var failures: AsyncStream<String> { writer.failures }
    /// The reason why the store can no longer write; nil while it can.
    package var failure: String? { writer.failure }
    /// The reason why writes cannot be stored for the moment, or nil. While there is one, `/readyz` answers 503, and the server continues.
    package var obstacle: String? { writer.obstacle }

    /// Waits for running work and closes the file. Later calls fail.
    package func close() async throws {
        // Unused ids are given back, so that an orderly restart leaves no gap; a kill leaves a small one.
        let unused = requestIDs.close()
        try? await writer.write { database, _ in
            for block in unused { try RequestIDRow.giveBack(block, in: database) }
        }
        writer.close()
        let pool = pool
        try await DatabaseFile.offPool { try pool.close() }
    }

    private static func domain(in database: Database) throws -> (UInt32, UInt32, UInt32) {
        let row = try BoundStatement(database, "SELECT domain_a, domain_b, domain_c FROM state")
        guard try row.step() else { throw StoreError("the database has no state row; it is damaged: restore a backup") }
        return (row.word(0), row.word(1), row.word(2))
    }

    /// One process has the file, so that its memory is always the newest.
    func confirmed() async throws {}

    func write<Value: Sendable>(
        changesRights: Bool,
        _ body: @escaping @Sendable (StoreConnection, inout WriterState) throws -> Value
    ) async throws -> Value {
        try await writer.write(body)
    }

    /// - Throws: `CommitError.unavailable` while another process keeps readers away.
    func read<Value: Sendable>(_ body: @escaping @Sendable (StoreConnection) throws -> Value) async throws -> Value {
        do {
            return try await pool.read { try body(StoreConnection($0)) }
        } catch  where LockPatience.isObstacle(error) {
            throw CommitError.unavailable(LockPatience.obstacle)
        }
    }
}
