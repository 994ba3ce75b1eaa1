import CACore
import FoundationEssentials
import GRDB
package import Logging
import PKIDirectory
import Synchronization

/// Everything a CA must never lose, in one SQLite file: its records (`CAStore`), the built-in directory (`DirectoryStore`) and the certificate-management rows.
///
/// One writer with group commit, a few readers, and the small tables in memory, so that a submission touches SQL once: to be stored.
package final class SQLiteStore: Sendable {
    /// Below are the well-known accounts.
    static let firstRelativeID = Int(WellKnownAccount.firstFreeRelativeID)

    let pool: DatabasePool
    let writer: GroupCommit
    let memory: StoreMemory
    /// The three numbers of the installation's SIDs; they never change.
    let domain: (UInt32, UInt32, UInt32)
    private let lastRequestIDs: Mutex<[AuthorityNumber: Int]>

    /// Opens the file, or makes it, and brings its schema up to date.
    /// - Throws: `StoreError` or SQLite's error when it cannot be opened, is damaged, or was written by a newer version.
    /// - Parameter committed: told after every durable transaction how many writes it held; for counting.
    package init(path: String, logger: Logger, committed: @escaping @Sendable (Int) -> Void = { _ in }) async throws {
        let (pool, snapshot, last, domain) = try await DatabaseFile.offPool {
            let pool = try DatabaseFile.open(path: path, now: Date())
            let (snapshot, last, domain) = try pool.read { database in
                (try AuthorityRows.snapshot(from: database), try Self.lastRequestIDs(in: database), try Self.domain(in: database))
            }
            return (pool, snapshot, last, domain)
        }
        let memory = StoreMemory(snapshot: snapshot)
        self.pool = pool
        self.memory = memory
        self.domain = domain
        lastRequestIDs = Mutex(last)
        writer = GroupCommit(pool: pool, state: WriterState(snapshot: snapshot), logger: logger, committed: committed) {
            memory.publish($0)
        }
    }

    /// Says once why the store takes nothing more; then the server must answer 503 at `/readyz` and end.
    package var failures: AsyncStream<String> { writer.failures }
    /// Why nothing is taken any more; nil while all is well.
    package var failure: String? { writer.failure }

    /// Waits for running work and closes the file. Calls after it fail.
    package func close() async throws {
        let pool = pool
        try await DatabaseFile.offPool { try pool.close() }
    }

    private static func lastRequestIDs(in database: Database) throws -> [AuthorityNumber: Int] {
        var last: [AuthorityNumber: Int] = [:]
        let row = try BoundStatement(
            database,
            """
            SELECT number, (SELECT max(key) FROM request WHERE key > number << 40 AND key < (number + 1) << 40),
                (SELECT next FROM request_id WHERE authority = number) FROM authority
            """)
        while try row.step() {
            last[AuthorityNumber(rawValue: row.int(0))] = max(row.int(1) & RequestRow.largestID, (row.optionalInt(2) ?? 1) - 1)
        }
        return last
    }

    private static func domain(in database: Database) throws -> (UInt32, UInt32, UInt32) {
        let row = try BoundStatement(database, "SELECT domain_a, domain_b, domain_c FROM state")
        guard try row.step() else { throw StoreError("the database has no state row; it is damaged: restore a backup") }
        return (row.word(0), row.word(1), row.word(2))
    }

    func nextRequestID(of authority: AuthorityNumber) -> Int {
        lastRequestIDs.withLock { last in
            let next = (last[authority] ?? 0) + 1
            last[authority] = next
            return next
        }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await pool.read(body)
    }
}
