import CACore
import GRDB
import Logging
import Synchronization

/// Puts the writes of many callers into one transaction and answers them when it is durable.
///
/// If a constraint refuses one write, only that write is undone: the batch runs again with a savepoint for each write. While one transaction is being flushed, the next writes gather. All SQL
/// runs on GRDB's writer queue, never on an event loop or the cooperative pool.
final class GroupCommit: Sendable {
    private struct Progress {
        /// Another process holds the file's lock. Until that process releases it, writes are refused after a short wait, and the writer keeps
        /// trying.
        var isObstructed = false
        var transactions = 0
    }

    private let pool: DatabasePool
    private let queue = WriteQueue()
    private let progress = Mutex(Progress())
    private let state: Mutex<WriterState>
    private let published: @Sendable (WriterState) -> Void
    private let committed: @Sendable (Int) -> Void
    private let patience: LockPatience
    private let logger: Logger
    /// Yields once, when the store can no longer write.
    let failures: AsyncStream<String>
    private let failed: AsyncStream<String>.Continuation

    /// - Parameters:
    ///     - patience: the time to wait for another process's lock.
    ///     - committed: called after every durable transaction with its number of writes.
    ///   - published: called on the writer queue after a durable transaction that changed the state, before any caller is answered.
    init(
        pool: DatabasePool,
        state: WriterState,
        patience: LockPatience,
        logger: Logger,
        committed: @escaping @Sendable (Int) -> Void = { _ in },
        published: @escaping @Sendable (WriterState) -> Void
    ) {
        self.pool = pool
        self.state = Mutex(state)
        self.patience = patience
        self.logger = logger
        self.published = published
        self.committed = committed
        (failures, failed) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// The reason why the store can no longer write; nil while it can.
    var failure: String? { queue.failureText }

    /// The reason why writes cannot be stored for the moment; nil when there is none.
    var obstacle: String? { progress.withLock { $0.isObstructed } ? LockPatience.obstacle : nil }

    /// Stops trying for a lock that another process holds, so that the file can be closed.
    func close() { queue.close() }

    /// The number of writes that wait, and the number of transactions.
    var waitingCount: Int { queue.waitingCount }
    var transactionCount: Int { progress.withLock { $0.transactions } }

    /// Runs `body` in the next transaction and returns when that is durable.
    /// - Throws: the error of `body` (then none of its changes is stored), `CommitError.unavailable` or `.storeFailed`.
    func write<Value: Sendable>(_ body: @escaping @Sendable (StoreConnection, inout WriterState) throws -> Value) async throws -> Value {
        try await queue.write(
            changesRights: false,
            start: { pool.asyncWriteWithoutTransaction { [self] database in drain(database) } },
            body
        )
    }

    /// Runs on the writer queue: transactions until no write waits.
    private func drain(_ database: Database) {
        while true {
            let asksAgain = progress.withLock { $0.isObstructed } && !queue.isClosed
            let batch = queue.take(keepsRunning: asksAgain)
            guard !batch.isEmpty else {
                if !asksAgain { return }
                askForLock(database)
                continue
            }
            progress.withLock { $0.transactions += 1 }
            let completions = state.withLock { state in transaction(batch, database, &state) }
            queue.finished(batch: batch.count)
            for completion in completions { completion() }
        }
    }

    /// One transaction for the whole batch. The functions that it returns are called after the locks are released.
    private func transaction(_ batch: [WriteQueue.Waiting], _ database: Database, _ state: inout WriterState) -> [@Sendable () -> Void] {
        if let failure = queue.failure { return batch.map { write in { @Sendable in write.refuse(failure) } } }
        let before = state
        state.directoryChanged = false
        do {
            try Self.begin(database)
            let completions: [@Sendable () -> Void]
            if let all = try together(batch, database, &state) {
                completions = all
            } else {
                try database.rollback()
                state = before
                state.directoryChanged = false
                try Self.begin(database)
                completions = try oneByOne(batch, database, &state)
            }
            try database.cachedStatement(sql: "COMMIT TRANSACTION").execute()
            published(state)
            committed(batch.count)
            lockWasFree(database)
            return completions
        } catch {
            state = before
            if database.isInsideTransaction { try? database.rollback() }
            let failure = LockPatience.isObstacle(error) ? obstructed(database) : fail(error)
            return batch.map { write in { @Sendable in write.refuse(failure) } }
        }
    }

    // MARK: A stranger's lock

    /// No write waits, but the lock was held at the last attempt: an empty transaction shows when it is free. SQLite waits for it.
    private func askForLock(_ database: Database) {
        do {
            try Self.begin(database)
            try database.rollback()
            lockWasFree(database)
        } catch {
            if database.isInsideTransaction { try? database.rollback() }
            if !LockPatience.isObstacle(error) {
                progress.withLock { $0.isObstructed = false }
                _ = fail(error)
            }
        }
    }

    private func obstructed(_ database: Database) -> CommitError {
        let isFirst = progress.withLock { progress in
            defer { progress.isObstructed = true }
            return !progress.isObstructed
        }
        if isFirst {
            patience.shorten(database)
            logger.error("writes are refused: \(LockPatience.obstacle)")
        }
        return .unavailable(LockPatience.obstacle)
    }

    private func lockWasFree(_ database: Database) {
        let wasObstructed = progress.withLock { progress in
            defer { progress.isObstructed = false }
            return progress.isObstructed
        }
        guard wasObstructed else { return }
        patience.restore(database)
        logger.notice("the database's lock is free again; writes are accepted")
    }

    /// As `Database.beginTransaction` does, but the statement is parsed only once; the same holds for the commit.
    private static func begin(_ database: Database) throws {
        try database.cachedStatement(sql: "BEGIN IMMEDIATE TRANSACTION").execute()
    }

    /// The usual case, in which no write is refused. A savepoint would make SQLite copy every page that a write changes.
    /// - Returns: nil when a write was refused: then nothing of the batch may stay.
    private func together(
        _ batch: [WriteQueue.Waiting],
        _ database: Database,
        _ state: inout WriterState
    ) throws -> [@Sendable () -> Void]? {
        var completions: [@Sendable () -> Void] = []
        completions.reserveCapacity(batch.count)
        for write in batch {
            do {
                let completion = try write.run(StoreConnection(database), &state)
                completions.append { completion(nil) }
            } catch {
                guard Self.concernsOneWrite(error), database.isInsideTransaction else { throw error }
                return nil
            }
        }
        return completions
    }

    /// Each write has its own savepoint, so a refused write is undone alone.
    private func oneByOne(_ batch: [WriteQueue.Waiting], _ database: Database, _ state: inout WriterState) throws -> [@Sendable () -> Void]
    {
        var completions: [@Sendable () -> Void] = []
        for write in batch {
            let former = state
            try Savepoint.begin(database)
            do {
                let completion = try write.run(StoreConnection(database), &state)
                try Savepoint.release(database)
                completions.append { completion(nil) }
            } catch {
                guard Self.concernsOneWrite(error), database.isInsideTransaction else { throw error }
                state = former
                try Savepoint.undo(database)
                completions.append { write.refuse(error) }
            }
        }
        return completions
    }

    /// A broken constraint, a changed basis or an error of the body concerns only that caller. A failure of the database (disk full, input/output, memory, corruption)
    /// may have ended the transaction and concerns all callers.
    private static func concernsOneWrite(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return true }
        switch error.resultCode {
        case .SQLITE_CONSTRAINT, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_RANGE, .SQLITE_TOOBIG: return true
        default: return false
        }
    }

    private func fail(_ error: any Error) -> CommitError {
        let text = "the database could not commit (\(error)) and accepts no more writes: check the disk, then start the server again"
        let failure = CommitError.storeFailed(text)
        _ = queue.fail(failure)
        logger.critical("store failed", metadata: ["cause": "\(error)"])
        failed.yield(text)
        failed.finish()
        return failure
    }
}
