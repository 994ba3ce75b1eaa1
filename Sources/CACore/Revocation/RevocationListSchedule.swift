package import PortableFoundation
package import Logging
import ServiceLifecycle

/// Publishes revocation lists when they are due, while the program runs. A revocation itself publishes the lists that it changes.
package struct RevocationListSchedule: Service {
    private let service: CertificationService
    private let clock: @Sendable () -> Date
    private let sleep: @Sendable (_ seconds: Double) async throws -> Void
    private let logger: Logger

    /// - Parameter sleep: waits that many seconds; throws when canceled.
    package init(
        service: CertificationService,
        clock: @escaping @Sendable () -> Date = { Date() },
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void = {
            try await Task.sleep(nanoseconds: UInt64($0 * 1_000_000_000))
        },
        logger: Logger
    ) {
        self.service = service
        self.clock = clock
        self.sleep = sleep
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await publishLaterRevocations() }
                while !Task.isCancelled {
                    do { try await sleep(await publish()) } catch { break }
                }
                group.cancelAll()
            }
        }
    }

    /// Publishes each revocation that was ordered for a time before the next look, when it begins. The node that was asked does it, as for every revocation.
    private func publishLaterRevocations() async {
        await withDiscardingTaskGroup { group in
            for await order in service.laterRevocations.orders {
                group.addTask {
                    do {
                        var wait = order.effective.timeIntervalSince(clock())
                        while wait > 0 {
                            // The next look comes in time.
                            guard wait <= Self.longestWait else { return }
                            try await sleep(max(wait, 0.01))
                            wait = order.effective.timeIntervalSince(clock())
                        }
                        try await service.revocationLists.publishRevocation(of: order.authority, partitions: [order.partition])
                    } catch {
                        // Publishing tells of its failures, and the next look tries again.
                        return
                    }
                }
            }
        }
    }

    /// Publishes everything due.
    /// - Returns: the seconds until the next look: until the next due time, but at most a minute, so that failures are retried and a moved clock is
    /// noticed.
    package func publish() async -> Double {
        do {
            guard let next = try await service.publishDueRevocationLists() else { return Self.longestWait }
            // A list that is still due has just failed.
            let wait = next.timeIntervalSince(clock())
            return wait <= 0 ? Self.longestWait : min(max(wait, 1), Self.longestWait)
        } catch {
            logger.error("revocation lists could not be published; trying again in a minute", metadata: ["error": "\(error)"])
            return Self.longestWait
        }
    }

    private static let longestWait: Double = 60
}
