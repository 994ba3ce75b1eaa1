import Synchronization

/// Whether the server can take requests: what `/readyz` answers. Set once by whoever finds that it cannot go on.
package final class Readiness: Sendable {
    private let reason = Mutex<String?>("The server is starting.")

    package init() {}

    /// Everything is set up.
    package func becomeReady() {
        reason.withLock { $0 = nil }
    }

    /// - Parameter why: shown by `/readyz`; no secrets.
    package func fail(_ why: String) {
        reason.withLock { $0 = why }
    }

    /// nil while ready.
    package var failure: String? { reason.withLock { $0 } }
}
