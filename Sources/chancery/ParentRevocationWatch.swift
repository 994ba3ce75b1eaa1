import CACore
import Logging
import ServiceLifecycle
import Synchronization

/// Looks every hour whether an authority of another installation has revoked a CA of this server: in the lists that somebody put into `DIR/parents`, and at the addresses in
/// the CA's certificate.
final class ParentRevocationWatch: Service {
    private let check: ParentRevocationCheck
    private let lists: ParentLists
    private let logger: Logger
    private let failures = Mutex<[String: String]>([:])

    init(check: ParentRevocationCheck, lists: ParentLists, logger: Logger) {
        self.check = check
        self.lists = lists
        self.logger = logger
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.look()
                do { try await Task.sleep(for: .seconds(3600)) } catch { return }
            }
        }
    }

    /// For `/readyz`: CAs about whose certificates nobody knows.
    func warnings() -> [String] { failures.withLock { $0.sorted { $0.key < $1.key }.map(\.value) } }

    func look() async {
        do {
            let subjects = try await check.subjects()
            guard !subjects.isEmpty else { return failures.withLock { $0 = [:] } }
            for subject in subjects { await look(at: subject) }
        } catch {
            logger.error("the lists of parents could not be looked at", metadata: ["error": "\(error)"])
        }
    }

    private func look(at subject: ParentRevocationCheck.Subject) async {
        let (found, unreachable) = await lists.all(at: subject.addresses)
        var (isKnown, reasons) = (true, unreachable)
        do {
            switch try await check.judge(found, for: subject.number) {
            case .good: break
            case .revoked:
                logger.critical(
                    "the certificate of a CA is revoked by its parent; it issues nothing",
                    metadata: ["authority": "\(subject.name)"]
                )
            case .irrelevant(let reason):
                isKnown = false
                reasons.append(reason)
            }
        } catch {
            isKnown = false
            reasons.append("\(error)")
        }
        let text =
            "Nobody knows whether the parent of \(subject.name.quoted) has revoked it: no list of the parent could be used. The log says why."
        failures.withLock { $0[subject.name] = isKnown ? nil : text }
        if !isKnown {
            logger.warning(
                "no list of a CA's parent could be used",
                metadata: ["authority": "\(subject.name)", "reasons": "\(reasons.joined(separator: "; "))"]
            )
        } else if !reasons.isEmpty {
            logger.info(
                "an address of a list of a CA's parent gave none",
                metadata: ["authority": "\(subject.name)", "reasons": "\(reasons.joined(separator: "; "))"]
            )
        }
    }
}
