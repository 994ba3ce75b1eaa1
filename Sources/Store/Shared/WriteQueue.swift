import CACore
import Dispatch
import Synchronization

/// The writes of many callers that wait for the writer, and the moment when the next transaction begins. Each database has its own writer.
final class WriteQueue: Sendable {
    /// A write and its caller. `run` returns the function to call when the transaction is durable or has failed. It may run again; then the earlier
    /// run had no effect.
    struct Waiting: Sendable {
        let changesRights: Bool
        let run: @Sendable (StoreConnection, inout WriterState) throws -> (@Sendable (CommitError?) -> Void)
        let refuse: @Sendable (any Error) -> Void
    }

    private struct State {
        var waiting: [Waiting] = []
        var isRunning = false
        /// The writer sleeps until the pace's target of writes wait.
        var isGathering = false
        var isClosed = false
        var failure: CommitError?
    }

    private let state = Mutex(State())
    private let pace = Mutex(GatheringPace())
    private let enough = DispatchSemaphore(value: 0)

    /// The reason why the store can no longer write; nil while it can.
    var failure: CommitError? { state.withLock { $0.failure } }
    /// The same as text.
    var failureText: String? {
        guard case .storeFailed(let text)? = failure else { return nil }
        return text
    }

    var isClosed: Bool { state.withLock { $0.isClosed } }
    /// The number of writes that wait.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Refuses every later write.
    /// - Returns: false when there was a reason before this one.
    func fail(_ failure: CommitError) -> Bool {
        state.withLock { state in
            defer { state.failure = state.failure ?? failure }
            return state.failure == nil
        }
    }

    /// The store is about to end. Writes that come now are still accepted.
    func close() { state.withLock { $0.isClosed = true } }

    /// Runs `body` in the next transaction and returns when that is durable.
    /// - Parameter start: called when the writer does not run: it begins with ``take(keepsRunning:)``.
    /// - Throws: the error of `body` (then none of its changes is stored), `CommitError.unavailable` or `.storeFailed`.
    func write<Value: Sendable>(
        changesRights: Bool,
        start: @Sendable () -> Void,
        _ body: @escaping @Sendable (StoreConnection, inout WriterState) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let write = Waiting(
                changesRights: changesRights,
                run: { connection, state in
                    let value = try body(connection, &state)
                    return { failure in
                        if let failure { continuation.resume(throwing: failure) } else { continuation.resume(returning: value) }
                    }
                },
                refuse: { continuation.resume(throwing: $0) }
            )
            add(write, start: start)
        }
    }

    private func add(_ write: Waiting, start: @Sendable () -> Void) {
        enum Next { case nothing, start, wake, refuse(CommitError) }
        let target = pace.withLock { $0.target }
        let next: Next = state.withLock { state in
            if let failure = state.failure { return .refuse(failure) }
            state.waiting.append(write)
            if !state.isRunning {
                state.isRunning = true
                return .start
            }
            if state.isGathering, state.waiting.count >= target {
                state.isGathering = false
                return .wake
            }
            return .nothing
        }
        switch next {
        case .nothing: break
        case .start: start()
        case .wake: enough.signal()
        case .refuse(let failure): write.refuse(failure)
        }
    }

    // MARK: The writer's side

    /// The writes of the next transaction, after a moment's wait for more if the last transactions had several.
    /// - Parameter keepsRunning: the writer goes on although no write waits.
    /// - Returns: none when the writer has to end.
    func take(keepsRunning: Bool = false) -> [Waiting] {
        gather()
        return state.withLock { state in
            defer { state.waiting = [] }
            if state.waiting.isEmpty, !keepsRunning { state.isRunning = false }
            return state.waiting
        }
    }

    /// Call it after each transaction.
    func finished(batch: Int) {
        let queued = waitingCount
        pace.withLock { $0.finished(batch: batch, queuedMeanwhile: queued) }
    }

    private func gather() {
        let target = pace.withLock { $0.target }
        guard target > 1 else { return }
        let sleeps = state.withLock { state in
            guard !state.waiting.isEmpty, state.waiting.count < target else { return false }
            state.isGathering = true
            return true
        }
        guard sleeps else { return }
        if enough.wait(timeout: .now() + GatheringPace.longestWait) == .timedOut {
            let signaled = state.withLock { state in
                defer { state.isGathering = false }
                return !state.isGathering
            }
            // A signal arrived between the time-out and here. Take it, or the next wait would end at once.
            if signaled { enough.wait() }
        }
    }
}
