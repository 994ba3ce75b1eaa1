import CACore
import CertManagement
import Foundation
import ServiceLifecycle

/// Finishes the ends of management requests that an interruption left: once after the start, and where several nodes work, each minute those of a node that
/// stopped.
struct InterruptedEnds: Service {
    private static let seconds: Double = 60

    let management: ManagementService
    /// Says which of several nodes does it; nil when there is one node.
    var nodes: (any LeaseGranter)?

    func run() async throws {
        await cancelWhenGracefulShutdown {
            guard let nodes = self.nodes else {
                await self.management.finishInterruptedEnds()
                return
            }
            var known: [UUID: Int] = [:]
            repeat {
                known = await self.management.finishInterruptedEnds(unchangedSince: known) { (try? await nodes.lease(for: .ends)) != nil }
            } while (try? await Task.sleep(for: .seconds(Self.seconds))) != nil
        }
        try? await gracefulShutdown()
    }
}
