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
            while !Task.isCancelled {
                do {
                    try await sleep(await publish())
                } catch {
                    return
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
