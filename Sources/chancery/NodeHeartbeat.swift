import CACore
import Foundation
import FrontEnds
import Logging
import ServiceLifecycle
import Store
import Synchronization

/// Tells the other nodes of the database every two seconds that this one runs, and hears what is wanted of it.
final class NodeHeartbeat: Service {
    private struct State {
        var last: NodeBeat?
        var answered = ContinuousClock.now
    }

    private static let period = Duration.seconds(2)
    /// Three beats.
    private static let longestSilence = Duration.seconds(6)

    private let store: PostgreSQLStore
    /// Of the HTTPS listener.
    private let address: String
    private let logger: Logger
    private let state = Mutex(State())

    init(store: PostgreSQLStore, address: String, logger: Logger) {
        self.store = store
        self.address = address
        self.logger = logger
    }

    /// Why load balancers must leave this node; nil while they need not.
    var obstacle: String? {
        let state = state.withLock { $0 }
        if state.last?.isDraining == true {
            return "This node is draining: it finishes what arrives and takes no more work. Start it again to use it again."
        }
        let silence = ContinuousClock.now - state.answered
        guard silence > Self.longestSilence else { return nil }
        return "The database has taken nothing from this node for \(silence.components.seconds) s."
    }

    var facts: [String] {
        let publisher = state.withLock { $0.last?.publisher }
        return ["node: \(store.nodeName)", "publication: \(publisher ?? "nobody")"]
    }

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try await self.beat()
                try? await Task.sleep(for: Self.period)
            }
        }
        try? await gracefulShutdown()
    }

    private func beat() async throws {
        do {
            let beat = try await store.beat(address: address)
            let wasDraining = state.withLock { state in
                defer { (state.last, state.answered) = (beat, .now) }
                return state.last?.isDraining == true
            }
            if beat.isDraining, !wasDraining { logger.notice("this node is draining") }
        } catch is CommitError {
            // The store's own log says why.
        } catch let error as StoreError {
            throw CommandError("This node must end: \(error).")
        }
    }
}
