import Synchronization

/// Whether the server can take requests: what `/readyz` answers, and what an operator must know although it can. Set once by whoever finds that it cannot go on;
/// what passes by itself is asked for each time.
package final class Readiness: Sendable {
    private let reason = Mutex<String?>("The server is starting.")
    private let sources = Mutex<[@Sendable () -> [String]]>([])

    private let obstacle: @Sendable () -> String?

    /// - Parameter obstacle: what keeps the server from working for the moment; nil while nothing does. Shown by `/readyz`; no secrets.
    package init(obstacle: @escaping @Sendable () -> String? = { nil }) { self.obstacle = obstacle }

    /// Everything is set up.
    package func becomeReady() {
        reason.withLock { $0 = nil }
    }

    /// - Parameter why: shown by `/readyz`; no secrets.
    package func fail(_ why: String) {
        reason.withLock { $0 = why }
    }

    /// Adds a source of warnings, asked at every `/readyz`.
    /// - Parameter warnings: sentences that may be shown to everybody.
    package func watch(_ warnings: @escaping @Sendable () -> [String]) {
        sources.withLock { $0.append(warnings) }
    }

    /// What does not stop the server and needs somebody's attention.
    package var warnings: [String] { sources.withLock { $0 }.flatMap { $0() } }

    /// nil while ready.
    package var failure: String? { reason.withLock { $0 } ?? obstacle() }
}
