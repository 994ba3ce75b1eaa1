import Synchronization

/// Says if the server can take requests, for `/readyz`, and what needs the operator's attention although it can. A permanent failure is set once; a temporary
/// obstacle is asked for at each call.
package final class Readiness: Sendable {
    private let reason = Mutex<String?>("The server is starting.")
    private let sources = Mutex<[@Sendable () -> [String]]>([])
    private let factSources = Mutex<[@Sendable () -> [String]]>([])

    private let obstacle: @Sendable () -> String?

    /// - Parameter obstacle: the reason why the server cannot work for the moment; nil when there is none. `/readyz` shows it, so it must
    /// not contain secrets.
    package init(obstacle: @escaping @Sendable () -> String? = { nil }) { self.obstacle = obstacle }

    /// The set-up is complete.
    package func becomeReady() {
        reason.withLock { $0 = nil }
    }

    /// - Parameter why: shown by `/readyz`, so it must not contain secrets.
    package func fail(_ why: String) {
        reason.withLock { $0 = why }
    }

    /// Adds a source of warnings, asked at every `/readyz`.
    /// - Parameter warnings: sentences that everybody may read.
    package func watch(_ warnings: @escaping @Sendable () -> [String]) {
        sources.withLock { $0.append(warnings) }
    }

    /// Adds a source of what is so and needs nobody, asked at every `/readyz`.
    /// - Parameter facts: short lines that everybody may read.
    package func tell(_ facts: @escaping @Sendable () -> [String]) {
        factSources.withLock { $0.append(facts) }
    }

    package var facts: [String] { factSources.withLock { $0 }.flatMap { $0() } }

    /// Warnings that need attention but do not stop the server.
    package var warnings: [String] { sources.withLock { $0 }.flatMap { $0() } }

    /// nil while ready.
    package var failure: String? { reason.withLock { $0 } ?? obstacle() }
}
