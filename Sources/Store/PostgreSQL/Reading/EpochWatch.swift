import CACore
import Dispatch
import Logging
import PortableFoundation
import Synchronization

import SystemFiles

/// Keeps the memory of this node as new as the database.
///
/// A notification tells of a change at once, but only a read that began after a caller asked is the truth: callers who wait share the next one. Each half second there is a read
/// anyway, so that a lost notification is healed and a silent network is noticed.
final class EpochWatch: Sendable {
    /// The clock of a node may differ from the database's by this much, in seconds.
    static let largestClockDifference = 2.0
    private static let heartbeat: Int32 = 500
    /// Nanoseconds between the beginnings of two reads.
    private static let spacing: UInt64 = 1_000_000
    static let channel = "chancery_epoch"
    static let listChannel = "chancery_lists"

    fileprivate struct State {
        var waiting: [CheckedContinuation<Void, any Error>] = []
        var isClosed = false
        var obstacle: String?
    }

    private let servers: PostgreSQLServers
    private let memory: StoreMemory
    private let lists: AsyncStream<Void>.Continuation
    private let logger: Logger
    /// Called when the database is older than what this node has seen.
    private let wentBack: @Sendable (String) -> Void
    private let state = Mutex(State())
    private let wake: (read: Int32, write: Int32)
    private let began = Atomic<UInt64>(0)

    /// - Parameter lists: yields after a node has committed a revocation list.
    init(
        servers: PostgreSQLServers,
        memory: StoreMemory,
        lists: AsyncStream<Void>.Continuation,
        logger: Logger,
        wentBack: @escaping @Sendable (String) -> Void
    ) throws {
        self.servers = servers
        self.lists = lists
        self.memory = memory
        self.logger = logger
        self.wentBack = wentBack
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw StoreError("cannot make a pipe: \(SystemCalls.message())") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        wake = (ends[0], ends[1])
    }

    deinit {
        SystemFiles.close(wake.read)
        SystemFiles.close(wake.write)
    }

    /// Why nothing can be confirmed for the moment.
    var obstacle: String? { state.withLock { $0.obstacle } }

    func start() {
        // A queue of its own, whose thread waits at the socket.
        DispatchQueue(label: "chancery.postgresql.watch").async { [self] in run() }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        lists.finish()
        wakeUp()
    }

    /// Returns when the memory has everything that was committed before the call.
    /// - Throws: `CommitError.unavailable` when the database does not answer, or the clocks differ.
    func confirmed() async throws {
        try await withCheckedThrowingContinuation { continuation in
            let isFirst = state.withLock { state -> Bool? in
                guard !state.isClosed else { return nil }
                state.waiting.append(continuation)
                return state.waiting.count == 1
            }
            guard let isFirst else { return continuation.resume(throwing: CommitError.unavailable("the store is closed")) }
            if isFirst { wakeUp() }
        }
    }

    private func wakeUp() {
        var octet: UInt8 = 1
        _ = SystemFiles.write(wake.write, &octet, 1)
    }

    // MARK: The thread

    private func run() {
        var isClosed = false
        while !isClosed {
            do {
                let connection = try servers.connect()
                connection.patience = 2_000
                // Listen first, then read: a change between the two is not missed.
                try connection.run("LISTEN \(Self.channel)")
                try connection.run("LISTEN \(Self.listChannel)")
                lists.yield()
                while !state.withLock({ $0.isClosed }) {
                    pause()
                    try confirm(by: connection)
                    try wait(connection.socket)
                    if try connection.takeNotifications().contains(Self.listChannel) { lists.yield() }
                }
            } catch { fail(error) }
            isClosed = state.withLock { $0.isClosed }
            if !isClosed { usleep(100_000) }
        }
        for waiting in state.withLock({ $0.taken() }) { waiting.resume(throwing: CommitError.unavailable("the store is closed")) }
    }

    /// Many callers share a read: under load one begins at most each millisecond. A caller who comes alone does not wait.
    private func pause() {
        let now = DispatchTime.now().uptimeNanoseconds
        let next = began.load(ordering: .relaxed) + Self.spacing
        if now < next { usleep(UInt32((next - now) / 1_000)) }
        began.store(DispatchTime.now().uptimeNanoseconds, ordering: .relaxed)
    }

    /// Until the socket or a caller has something, or half a second.
    private func wait(_ socket: Int32) throws {
        if state.withLock({ !$0.waiting.isEmpty }) { return }
        var items = [pollfd(fd: socket, events: Int16(POLLIN), revents: 0), pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0)]
        _ = poll(&items, 2, Self.heartbeat)
        var octets = [UInt8](repeating: 0, count: 64)
        while SystemFiles.read(wake.read, &octets, octets.count) == octets.count {}
    }

    private func confirm(by connection: PostgreSQLConnection) throws {
        let waiting = state.withLock { $0.taken() }
        do {
            let sent = Date()
            // A commit of this node may raise it while the answer is on its way.
            let known = memory.rightsEpoch
            guard
                let found = try connection.rows(
                    of: "SELECT rights_epoch, (extract(epoch FROM clock_timestamp()) * 1000)::bigint FROM state"
                ), found.count == 1
            else { throw StoreError("the database has no state row; it is damaged: restore a backup") }
            let epoch = found.int(0, 0)
            if epoch < known {
                wentBack(
                    "the database has the rights epoch \(epoch), and this node has seen \(known): it was restored to an earlier moment"
                )
            } else if epoch > known {
                try load(from: connection)
            }
            // The server answered between these two readings of our clock.
            let server = Double(found.int(0, 1)) / 1000
            let (earliest, latest) = (sent.timeIntervalSince1970, Date().timeIntervalSince1970)
            let difference = max(server - latest, earliest - server, 0)
            let obstacle =
                difference > Self.largestClockDifference
                ? "the clocks of this node and of the database differ by \(Int(difference)) s; set them" : nil
            note(obstacle)
            for caller in waiting {
                if let obstacle { caller.resume(throwing: CommitError.unavailable(obstacle)) } else { caller.resume() }
            }
        } catch {
            for caller in waiting { caller.resume(throwing: CommitError.unavailable("\(error)")) }
            throw error
        }
    }

    private func load(from connection: PostgreSQLConnection) throws {
        memory.publishNewer(WriterState(snapshot: try Self.snapshot(from: connection), directoryChanged: true))
    }

    /// The small tables as they were at one moment.
    static func snapshot(from connection: PostgreSQLConnection) throws -> RecordSnapshot {
        try connection.send("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        do {
            let snapshot = try AuthorityRows.snapshot(from: StoreConnection(connection))
            try connection.send("COMMIT")
            try connection.roundTrip()
            return snapshot
        } catch {
            connection.rollBack()
            throw error
        }
    }

    private func fail(_ error: any Error) {
        note("the database cannot be reached: \(error)")
        for caller in state.withLock({ $0.taken() }) { caller.resume(throwing: CommitError.unavailable("\(error)")) }
    }

    private func note(_ obstacle: String?) {
        let former = state.withLock { state in
            defer { state.obstacle = obstacle }
            return state.obstacle
        }
        if let obstacle, former == nil { logger.error("the database cannot be used", metadata: ["reason": "\(obstacle)"]) }
        if obstacle == nil, former != nil { logger.notice("the database can be used again") }
    }
}

extension EpochWatch.State {
    fileprivate mutating func taken() -> [CheckedContinuation<Void, any Error>] {
        defer { waiting = [] }
        return waiting
    }
}
