import CAInterface
import Metrics
package import PortableFoundation
import Synchronization
package import Logging
import ServiceLifecycle

/// Brings waiting events to their receivers while the program runs: in order for each receiver, at least once, and each receiver at its own pace.
///
/// An event leaves the store only after its receiver has taken it. A program that is killed in between brings it again, with the same id.
package final class ExitDelivery: Service {
    private struct Key: Hashable {
        let authority: AuthorityNumber
        let receiver: String
    }

    private struct Progress {
        var isRunning = false
        var failures = 0
        var notBefore = Date.distantPast
    }

    private let store: any CAStore
    private let sender: any ExitSender
    private let clock: @Sendable () -> Date
    private let sleep: @Sendable (_ seconds: Double) async throws -> Void
    private let logger: Logger
    private let progress = Mutex<[Key: Progress]>([:])
    private let waiting = Mutex<[ExitBacklog]>([])
    private let gauge = Gauge(label: "chancery_exit_events_waiting")

    /// The longest time in seconds between two attempts for one receiver.
    static let longestWait = 300.0
    /// Events that are read at once.
    private static let page = 20

    package init(
        store: any CAStore,
        sender: any ExitSender,
        clock: @escaping @Sendable () -> Date = { Date() },
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void = {
            try await Task.sleep(nanoseconds: UInt64($0 * 1_000_000_000))
        },
        logger: Logger
    ) {
        self.store = store
        self.sender = sender
        self.clock = clock
        self.sleep = sleep
        self.logger = logger
    }

    package func run() async throws {
        await raise(.startup)
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    for work in await self.due() { group.addTask { await work() } }
                    do { try await self.sleep(1) } catch { break }
                }
                group.cancelAll()
            }
        }
        // It waits in the store and is brought by the next start.
        await raise(.shutdown)
    }

    /// Brings everything that is due now, and waits for the end of it.
    package func deliverDue() async {
        await withDiscardingTaskGroup { group in
            for work in await due() { group.addTask { await work() } }
        }
    }

    /// Receivers that take nothing, for the state of the server.
    package func warnings() -> [String] {
        let failing = progress.withLock { $0.filter { $0.value.failures > 2 }.keys }
        return waiting.withLock { $0 }.filter { failing.contains(Key(authority: $0.authority, receiver: $0.receiver)) }.map {
            "The exit receiver \($0.receiver) takes no events; \($0.count) wait since \($0.oldest.formatted(.iso8601))."
        }
    }

    /// Stores an event of the program itself for every authority that has a receiver for it.
    package func raise(_ event: ExitEvents) async {
        do {
            for authority in try await store.authorities() where !authority.settings.configuration.isEmpty {
                let receivers = ConfigurationTree(authority: authority).receivers
                let changes = ExitDocument.change(event, of: authority, to: receivers, when: clock())
                if !changes.isEmpty { try await store.commit(changes, expecting: .nothing) }
            }
        } catch {
            logger.error("an event could not be stored for the exit receivers", metadata: ["event": "\(event.name)", "error": "\(error)"])
        }
    }

    // MARK: Work

    /// The work for each receiver that has events, is not served at this moment and need not wait.
    private func due() async -> [@Sendable () async -> Void] {
        do {
            let authorities = try await store.authorities()
            let backlogs = try await store.exitBacklogs()
            waiting.withLock { $0 = backlogs }
            gauge.record(backlogs.reduce(0) { $0 + $1.count })
            guard !backlogs.isEmpty, let lease = try await store.lease(for: .exit) else { return [] }
            var work: [@Sendable () async -> Void] = []
            for backlog in backlogs {
                let stored = authorities.first { $0.number == backlog.authority }
                let receivers = stored.map { ConfigurationTree(authority: $0).receivers } ?? []
                guard let receiver = receivers.first(where: { $0.name == backlog.receiver }) else {
                    try await store.commit([.exitDropped(backlog.authority, receiver: backlog.receiver)], expecting: Basis(lease: lease))
                    logger.notice("events of a removed exit receiver were dropped", metadata: ["receiver": "\(backlog.receiver)"])
                    continue
                }
                let key = Key(authority: backlog.authority, receiver: backlog.receiver)
                let now = clock()
                let isFree = progress.withLock { all in
                    let mine = all[key] ?? Progress()
                    guard !mine.isRunning, mine.notBefore <= now else { return false }
                    all[key, default: Progress()].isRunning = true
                    return true
                }
                if isFree { work.append { await self.serve(receiver, key, lease) } }
            }
            return work
        } catch {
            logger.error("exit events could not be read; trying again", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func serve(_ receiver: ExitReceiver, _ key: Key, _ lease: Lease) async {
        do {
            while !Task.isCancelled {
                let events = try await store.exitEvents(for: key.receiver, of: key.authority, limit: Self.page)
                if events.isEmpty { break }
                for waiting in events {
                    try Task.checkCancellation()
                    try await sender.send(waiting.event, to: receiver)
                    try await store.commit([.exitDelivered(sequence: waiting.sequence)], expecting: Basis(lease: lease))
                    progress.withLock { $0[key]?.failures = 0 }
                }
            }
            progress.withLock { $0[key] = nil }
        } catch {
            let failures = progress.withLock { all in
                let failures = (all[key]?.failures ?? 0) + 1
                let wait = min(Self.longestWait, Double(1 << min(failures - 1, 9)))
                all[key] = Progress(isRunning: false, failures: failures, notBefore: clock().addingTimeInterval(wait))
                return failures
            }
            guard !Task.isCancelled else { return }
            logger.warning(
                "an exit receiver did not take an event; it is brought again",
                metadata: ["receiver": "\(key.receiver)", "failures": "\(failures)", "error": "\(error)"]
            )
        }
    }
}
