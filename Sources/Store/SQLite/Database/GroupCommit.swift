import CACore
import Dispatch
import GRDB
import Logging
import Synchronization

/// Puts the writes of many callers into one transaction and answers them when it is durable.
///
/// If a constraint refuses one write, only that write is undone: the batch runs again with a savepoint for each write. While one transaction is being flushed, the next writes gather. All SQL
/// runs on GRDB's writer queue, never on an event loop or the cooperative pool.
final class GroupCommit: Sendable {
    /// A write and its caller. `run` returns the function to call when the transaction is durable or has failed. It may run twice; then the first
    /// run had no effect.
    struct Waiting: Sendable {
        let run: @Sendable (StoreConnection, inout WriterState) throws -> (@Sendable (CommitError?) -> Void)
        let refuse: @Sendable (any Error) -> Void
    }

    private struct Queue {
        var waiting: [Waiting] = []
        var isRunning = false
        /// The writer sleeps until `gathering.target` writes wait.
        var isGathering = false
        var failure: CommitError?
        /// Another process holds the file's lock. Until that process releases it, writes are refused after a short wait, and the writer keeps
        /// trying.
        var isObstructed = false
        var isClosing = false
        var transactions = 0
    }

    private let pool: DatabasePool
    private let queue = Mutex(Queue())
    private let state: Mutex<WriterState>
    private let pace = Mutex(GatheringPace())
    private let enough = DispatchSemaphore(value: 0)
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
    var failure: String? {
        guard case .storeFailed(let text)? = queue.withLock({ $0.failure }) else { return nil }
        return text
    }

    /// The reason why writes cannot be stored for the moment; nil when there is none.
    var obstacle: String? { queue.withLock { $0.isObstructed } ? LockPatience.obstacle : nil }

    /// Stops trying for a lock that another process holds, so that the file can be closed.
    func close() { queue.withLock { $0.isClosing = true } }

    /// The number of writes that wait, and the number of transactions.
    var waitingCount: Int { queue.withLock { $0.waiting.count } }
    var transactionCount: Int { queue.withLock { $0.transactions } }

    /// Runs `body` in the next transaction and returns when that is durable.
    /// - Throws: the error of `body` (then none of its changes is stored), `CommitError.unavailable` or `.storeFailed`.
    func write<Value: Sendable>(_ body: @escaping @Sendable (StoreConnection, inout WriterState) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            add(
                Waiting(
                    run: { database, state in
                        let value = try body(database, &state)
                        return { failure in
                            if let failure { continuation.resume(throwing: failure) } else { continuation.resume(returning: value) }
                        }
                    },
                    refuse: { continuation.resume(throwing: $0) }
                )
            )
        }
    }

    private func add(_ write: Waiting) {
        enum Next { case nothing, start, wake, refuse(CommitError) }
        let target = pace.withLock { $0.target }
        let next: Next = queue.withLock { queue in
            if let failure = queue.failure { return .refuse(failure) }
            queue.waiting.append(write)
            if !queue.isRunning {
                queue.isRunning = true
                return .start
            }
            if queue.isGathering, queue.waiting.count >= target {
                queue.isGathering = false
                return .wake
            }
            return .nothing
        }
        switch next {
        case .nothing: break
        case .start: pool.asyncWriteWithoutTransaction { [self] database in drain(database) }
        case .wake: enough.signal()
        case .refuse(let failure): write.refuse(failure)
        }
    }

    /// Runs on the writer queue: transactions until no write waits.
    private func drain(_ database: Database) {
        while true {
            gather()
            let (batch, asksAgain) = queue.withLock { queue in
                let batch = queue.waiting
                queue.waiting = []
                let asksAgain = batch.isEmpty && queue.isObstructed && !queue.isClosing
                if !batch.isEmpty { queue.transactions += 1 } else if !asksAgain { queue.isRunning = false }
                return (batch, asksAgain)
            }
            if asksAgain {
                askForLock(database)
                continue
            }
            if batch.isEmpty { return }
            let completions = state.withLock { state in transaction(batch, database, &state) }
            let queued = queue.withLock { $0.waiting.count }
            pace.withLock { $0.finished(batch: batch.count, queuedMeanwhile: queued) }
            for completion in completions { completion() }
        }
    }

    /// Waits a moment for more writes if the last transactions had several.
    private func gather() {
        let target = pace.withLock { $0.target }
        guard target > 1 else { return }
        let sleeps = queue.withLock { queue in
            guard !queue.waiting.isEmpty, queue.waiting.count < target else { return false }
            queue.isGathering = true
            return true
        }
        guard sleeps else { return }
        if enough.wait(timeout: .now() + GatheringPace.longestWait) == .timedOut {
            let signaled = queue.withLock { queue in
                defer { queue.isGathering = false }
                return !queue.isGathering
            }
            // A signal arrived between the time-out and here. Take it, or the next wait would end at once.
            if signaled { enough.wait() }
        }
    }

    /// One transaction for the whole batch. The functions that it returns are called after the locks are released.
    private func transaction(_ batch: [Waiting], _ database: Database, _ state: inout WriterState) -> [@Sendable () -> Void] {
        if let failure = queue.withLock({ $0.failure }) { return batch.map { write in { @Sendable in write.refuse(failure) } } }
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
                queue.withLock { $0.isObstructed = false }
                _ = fail(error)
            }
        }
    }

    private func obstructed(_ database: Database) -> CommitError {
        let isFirst = queue.withLock { queue in
            defer { queue.isObstructed = true }
            return !queue.isObstructed
        }
        if isFirst {
            patience.shorten(database)
            logger.error("writes are refused: \(LockPatience.obstacle)")
        }
        return .unavailable(LockPatience.obstacle)
    }

    private func lockWasFree(_ database: Database) {
        let wasObstructed = queue.withLock { queue in
            defer { queue.isObstructed = false }
            return queue.isObstructed
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
        _ batch: [Waiting],
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
    private func oneByOne(_ batch: [Waiting], _ database: Database, _ state: inout WriterState) throws -> [@Sendable () -> Void] {
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
        queue.withLock { $0.failure = failure }
        logger.critical("store failed", metadata: ["cause": "\(error)"])
        failed.yield(text)
        failed.finish()
        return failure
    }
}
