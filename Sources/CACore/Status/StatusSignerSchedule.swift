package import Logging
import ServiceLifecycle

/// Renews the signers of OCSP responses while the program runs, and produces answers beforehand where that is wanted.
package struct StatusSignerSchedule: Service {
    private let responder: StatusResponder
    private let sleep: @Sendable (_ seconds: Double) async throws -> Void
    private let logger: Logger

    /// A failure is tried again, and a moved clock noticed, within a minute.
    private static let period = 60.0

    /// - Parameter sleep: waits that many seconds; throws when canceled.
    package init(
        responder: StatusResponder,
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void = {
            try await Task.sleep(nanoseconds: UInt64($0 * 1_000_000_000))
        },
        logger: Logger
    ) {
        self.responder = responder
        self.sleep = sleep
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat {
                do {
                    try await responder.renewDue()
                } catch {
                    logger.warning("OCSP signers could not be looked at; trying again in a minute", metadata: ["error": "\(error)"])
                }
            } while (try? await sleep(Self.period)) != nil
        }
    }
}
