import CertManagement
import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// Sends waiting mails while the program runs, and looks every hour for certificates whose end is to be announced.
final class MailService: Service {
    private static let reminderSeconds: Double = 3_600

    private let store: any MailStore
    private let delivery: MailDelivery
    private let reminders: ExpiryReminders
    private let logger: Logger
    private let state = Mutex<[String]>([])

    init(store: any MailStore, delivery: MailDelivery, reminders: ExpiryReminders, logger: Logger) {
        self.store = store
        self.delivery = delivery
        self.reminders = reminders
        self.logger = logger
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var last: ContinuousClock.Instant?
            while !Task.isCancelled {
                if last.map({ ContinuousClock.now - $0 > .seconds(Self.reminderSeconds) }) ?? true {
                    last = .now
                    await self.remind()
                }
                await self.delivery.deliverDue()
                await self.look()
                do { try await Task.sleep(for: .seconds(1)) } catch { break }
            }
        }
    }

    /// For the state of the server.
    func warnings() -> [String] { state.withLock { $0 } }

    private func remind() async {
        do {
            let count = try await reminders.queueDue()
            if count > 0 { logger.info("reminders of ending certificates wait to be sent", metadata: ["count": "\(count)"]) }
        } catch {
            logger.error("ending certificates could not be looked for; trying again in an hour", metadata: ["error": "\(error)"])
        }
    }

    private func look() async {
        var warnings = await delivery.warnings()
        if let failed = try? await store.mailBacklog().failed, failed > 0 {
            warnings.append("\(failed) mails failed. `chancery mail list --failed` shows them.")
        }
        state.withLock { $0 = warnings }
    }
}
