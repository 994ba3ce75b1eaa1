import CACore
import Dispatch
import Logging
import PortableFoundation
import Synchronization

import SystemFiles

/// Puts the writes of many callers into one transaction of one connection, and answers them when it is durable.
///
/// Each transaction ends with a row of `commit_group` under an identifier of its own, which compares the rights epoch of this node's memory with the node's own row of
/// `guard`. Changes of rights take all rows of `guard` first. So a transaction whose decisions rest on former rights is not stored, on whichever node the rights changed.
actor PostgreSQLWriter {
    /// How long a caller waits while nobody knows whether a transaction was stored.
    private static let longestDoubt = 15.0
    private static let mostAttempts = 8

    private let executor = QueueExecutor(label: "chancery.postgresql.writer")
    private let servers: PostgreSQLServers
    private let memory: StoreMemory
    private let node: Int
    private let logger: Logger
    private let committed: @Sendable (Int) -> Void
    private let queue = WriteQueue()
    private let hindrance = Mutex<String?>(nil)
    private var connection: PostgreSQLConnection?
    private var state: WriterState
    /// The newest group that the database acknowledged.
    private var lastGroup: UUID?
    /// Yields once, when the store must not go on.
    nonisolated let failures: AsyncStream<String>
    private let failed: AsyncStream<String>.Continuation

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameter node: the number of this node, whose row of `guard` it locks.
    init(servers: PostgreSQLServers, memory: StoreMemory, node: Int, logger: Logger, committed: @escaping @Sendable (Int) -> Void) {
        self.servers = servers
        self.memory = memory
        self.node = node
        self.logger = logger
        self.committed = committed
        state = WriterState(snapshot: memory.snapshot)
        (failures, failed) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    static func obstacle(_ error: any Error) -> String { "the database cannot store for the moment (\(error)): check it and the way to it" }

    nonisolated var failure: String? { queue.failureText }
    nonisolated var obstacle: String? { hindrance.withLock { $0 } }
    /// The number of writes that wait.
    nonisolated var waitingCount: Int { queue.waitingCount }

    /// Refuses everything from now on, because this node must not go on.
    nonisolated func fail(_ text: String) {
        guard queue.fail(.storeFailed(text)) else { return }
        logger.critical("store failed", metadata: ["cause": "\(text)"])
        failed.yield(text)
        failed.finish()
    }

    nonisolated func close() {
        _ = queue.fail(.unavailable("the store is closed"))
        failed.finish()
    }

    func disconnect() { connection = nil }

    /// Runs `body` in the next transaction and returns when that is durable. `body` may run again when the transaction has to.
    /// - Throws: the error of `body` (then none of its changes is stored), `CommitError.unavailable`, `.outcomeUnknown` or `.storeFailed`.
    nonisolated func write<Value: Sendable>(
        changesRights: Bool,
        _ body: @escaping @Sendable (StoreConnection, inout WriterState) throws -> Value
    ) async throws -> Value {
        try await queue.write(changesRights: changesRights, start: { Task { await drain() } }, body)
    }

    /// Transactions until no write waits.
    private func drain() {
        while true {
            let batch = queue.take()
            if batch.isEmpty { return }
            let rows = batch.filter { !$0.changesRights }
            if !rows.isEmpty { store(rows, changesRights: false) }
            for write in batch where write.changesRights { store([write], changesRights: true) }
            queue.finished(batch: batch.count)
        }
    }

    // MARK: One group

    /// Stores the batch and answers its callers.
    private func store(_ batch: [WriteQueue.Waiting], changesRights: Bool) {
        // A change of rights comes alone and reads what it changes.
        var isCareful = changesRights
        var attempt = 0
        let deadline = Deadline(milliseconds: Int32(Self.longestDoubt * 1_000))
        while true {
            attempt += 1
            guard deadline.remaining > 0 else { return refuse(batch, for: PostgreSQLError.lost("no attempt was answered")) }
            if let failure = queue.failure { return refuse(batch, with: failure) }
            let connection: PostgreSQLConnection
            do { connection = try open() } catch { return refuse(batch, for: error) }
            takeNewerSnapshot()
            let before = state
            let group = CommitGroup(node: node, epoch: state.snapshot.rightsEpoch)
            var answers: [@Sendable (CommitError?) -> Void] = []
            var isSent = false
            do {
                try connection.begin(group: group.id)
                if changesRights { try lockRights(of: connection) }
                answers = try isCareful ? oneByOne(batch, connection) : together(batch, connection)
                let raised = changesRights ? state.snapshot.rightsEpoch : nil
                let isSafe = try connection.commit {
                    isSent = true
                    try group.end(on: connection, raisedTo: raised)
                }
                guard isSafe else { throw PostgreSQLError.lost("the server committed without its standby") }
                lastGroup = group.id
                return accept(batch, answers)
            } catch {
                state = before
                connection.rollBack()
                if !connection.isUsable { self.connection = nil }
                switch next(after: error, isSent: isSent, isCareful: isCareful, attempt: attempt) {
                case .again: break
                case .carefully: isCareful = true
                case .afterReload: do { try reload() } catch { return refuse(batch, for: error) }
                case .refuse(let failure):
                    return refuse(batch, with: failure)
                case .unavailable: return refuse(batch, for: error)
                case .resolve:
                    switch GroupResolution(group: group, servers: servers, patience: Self.longestDoubt).run() {
                    case .stored:
                        lastGroup = group.id
                        // Another change may have followed, so that the memory is read again where rights changed.
                        if changesRights { try? reload() }
                        return accept(batch, answers)
                    case .notStored: break
                    case .unknown:
                        note(Self.obstacle(error))
                        return refuse(batch, with: .outcomeUnknown("\(error)"))
                    }
                }
            }
        }
    }

    private enum Next { case again, carefully, afterReload, refuse(CommitError), unavailable, resolve }

    private func next(after error: any Error, isSent: Bool, isCareful: Bool, attempt: Int) -> Next {
        guard let error = error as? PostgreSQLError else { return isCareful ? .refuse(.refused("\(error)")) : .carefully }
        if error.constraint == CommitGroup.epochConstraint { return .afterReload }
        if error.endsConnection {
            if isSent { return .resolve }
            return attempt < 3 ? .again : .unavailable
        }
        if error.isCollision {
            guard attempt < Self.mostAttempts else { return .unavailable }
            usleep(UInt32.random(in: 500...5_000) * UInt32(attempt))
            return .again
        }
        if error.isObstacle { return .unavailable }
        return isCareful ? .refuse(.refused("\(error)")) : .carefully
    }

    /// The usual case, in which no write is refused: the statements of all of them travel together.
    private func together(_ batch: [WriteQueue.Waiting], _ connection: PostgreSQLConnection) throws -> [@Sendable (CommitError?) -> Void] {
        try batch.map { try $0.run(StoreConnection(connection), &state) }
    }

    /// Each write has a savepoint, so that a refused one is undone alone.
    private func oneByOne(_ batch: [WriteQueue.Waiting], _ connection: PostgreSQLConnection) throws -> [@Sendable (CommitError?) -> Void] {
        connection.isCareful = true
        defer { connection.isCareful = false }
        return try batch.map { write in
            let former = state
            try connection.beginWrite()
            do {
                let answer = try write.run(StoreConnection(connection), &state)
                try connection.endWrite()
                return answer
            } catch {
                if let error = error as? PostgreSQLError, error.endsConnection || error.isCollision || error.isObstacle { throw error }
                state = former
                try connection.undoWrite()
                return { failure in write.refuse(failure ?? error) }
            }
        }
    }

    /// Nobody commits a decision from here to the end of the transaction, and none that was made before can be stored after it.
    private func lockRights(of connection: PostgreSQLConnection) throws {
        _ = try connection.rows(of: "SELECT slot FROM guard ORDER BY slot FOR UPDATE")
        let found = try connection.rows(of: "SELECT rights_epoch FROM state")
        if found?.int(0, 0) != state.snapshot.rightsEpoch {
            // In the transaction itself, which no other change can overtake now.
            state = WriterState(snapshot: try AuthorityRows.snapshot(from: StoreConnection(connection)), directoryChanged: true)
            memory.publishNewer(state)
        }
    }

    /// The last group that was acknowledged is there, or this is not the database that acknowledged it: it was restored to an earlier moment, or a standby that lagged
    /// was promoted. Then this node must not go on, because it would issue the same numbers again.
    private func requireLastGroup(on connection: PostgreSQLConnection) throws {
        guard let lastGroup else { return }
        let found = try connection.rows(of: "SELECT 1 FROM commit_group WHERE id = ?", [.identifier(lastGroup)])
        guard found?.count == 1 else {
            let text = """
                the database lacks what it has acknowledged before: it was restored to an earlier moment, or a standby that lagged behind was \
                promoted. Stop all nodes and run `chancery store restored`
                """
            fail(text)
            throw StoreError(text)
        }
    }

    private func accept(_ batch: [WriteQueue.Waiting], _ answers: [@Sendable (CommitError?) -> Void]) {
        memory.publishNewer(state)
        committed(batch.count)
        note(nil)
        for answer in answers { answer(nil) }
    }

    private func refuse(_ batch: [WriteQueue.Waiting], for error: any Error) {
        let obstacle = Self.obstacle(error)
        note(obstacle)
        refuse(batch, with: .unavailable(obstacle))
    }

    private func refuse(_ batch: [WriteQueue.Waiting], with failure: CommitError) {
        for write in batch { write.refuse(failure) }
    }

    private func note(_ obstacle: String?) {
        let former = hindrance.withLock { hindrance in
            defer { hindrance = obstacle }
            return hindrance
        }
        if let obstacle, former == nil { logger.error("writes are refused", metadata: ["reason": "\(obstacle)"]) }
        if obstacle == nil, former != nil { logger.notice("the database stores again; writes are accepted") }
    }

    // MARK: Connection and memory

    private func open() throws -> PostgreSQLConnection {
        if let connection, connection.isUsable { return connection }
        let opened = try servers.connect()
        try requireLastGroup(on: opened)
        connection = opened
        return opened
    }

    /// The watch, or a commit of this node, may have read a newer one.
    private func takeNewerSnapshot() {
        let known = memory.snapshot
        if known.rightsEpoch > state.snapshot.rightsEpoch { state = WriterState(snapshot: known) }
        state.directoryChanged = false
    }

    private func reload() throws {
        state = WriterState(snapshot: try EpochWatch.snapshot(from: try open()), directoryChanged: true)
        memory.publishNewer(state)
    }
}
