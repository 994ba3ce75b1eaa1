package import PortableFoundation
package import Logging
import ServiceLifecycle

/// Publishes revocation lists when their time has come, as long as the program runs. Publication on change happens with the revocation itself.
package struct RevocationListSchedule: Service {
    private let service: CertificationService
    private let clock: @Sendable () -> Date
    private let sleep: @Sendable (_ seconds: Double) async throws -> Void
    private let logger: Logger

    /// - Parameter sleep: waits that many seconds; throws when cancelled.
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

    /// Publishes what is due.
    /// - Returns: seconds until the next look: at the next due time, and within a minute, so that what failed is tried again and a moved clock is seen.
    package func publish() async -> Double {
        do {
            guard let next = try await service.publishDueRevocationLists() else { return Self.longestWait }
            // What is due already has failed just now.
            let wait = next.timeIntervalSince(clock())
            return wait <= 0 ? Self.longestWait : min(max(wait, 1), Self.longestWait)
        } catch {
            logger.error("revocation lists could not be published; trying again in a minute", metadata: ["error": "\(error)"])
            return Self.longestWait
        }
    }

    private static let longestWait: Double = 60
}
