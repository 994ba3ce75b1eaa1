import CertManagement
import ServiceLifecycle

/// Finishes, once after the start, the ends of management requests that an interruption left.
struct InterruptedEnds: Service {
    let management: ManagementService

    func run() async throws {
        await cancelWhenGracefulShutdown { await management.finishInterruptedEnds() }
        try? await gracefulShutdown()
    }
}
