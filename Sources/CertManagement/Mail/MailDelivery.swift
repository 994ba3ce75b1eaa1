package import Logging
import PKICrypto
import PKIDirectory
package import PortableFoundation
import Synchronization

/// Brings waiting mails to the mail server: each at least once, and none twice unless the program was killed between the server's acceptance and the
/// removal of the mail from the store. Of several nodes, one takes a mail before it sends it.
package final class MailDelivery: Sendable {
    /// Seconds from the first failed attempt to the next one, and the longest pause.
    static let firstPause: Double = 30
    static let longestPause: Double = 3_600
    /// Seconds after which a mail that the server does not accept has failed. RFC 5321 §4.5.4.1 asks for at least four days.
    package static let lifetime: Double = 5 * 86_400
    /// Seconds for which a mail is taken: longer than an exchange with a mail server can last, with all its time limits.
    static let takenSeconds: Double = 720
    private static let longestReason = 500

    private let store: any MailStore
    private let sender: any MailSender
    private let secrets: any SecretSealing
    private let clock: @Sendable () -> Date
    private let logger: Logger
    private let away = Mutex<(failures: Int, notBefore: Date, reason: String)>((0, .distantPast, ""))

    /// - Parameter secrets: opens the one-time passwords of mails.
    package init(
        store: any MailStore,
        sender: any MailSender,
        secrets: any SecretSealing = MissingSecretKey(),
        clock: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.store = store
        self.sender = sender
        self.secrets = secrets
        self.clock = clock
        self.logger = logger
    }

    /// Sends everything that is due now. When the server cannot be reached, nothing more is tried for a while.
    package func deliverDue() async {
        do {
            while !Task.isCancelled, away.withLock({ $0.notBefore }) <= clock() {
                // One at a time, so that none waits, taken, for the sending of others.
                let now = clock()
                let taken = try await store.takeDueMails(at: now, until: now.addingTimeInterval(Self.takenSeconds), limit: 1)
                guard let mail = taken.first, try await isWorthGoingOn(after: mail) else { return }
            }
        } catch {
            logger.error("outgoing mail could not be read or changed; trying again", metadata: ["error": "\(error)"])
        }
    }

    /// For the state of the server.
    package func warnings() async -> [String] {
        var warnings: [String] = []
        let away = away.withLock { $0 }
        if away.failures > 2 { warnings.append("The mail server accepts nothing: \(away.reason)") }
        return warnings
    }

    /// - Returns: false when no other mail can be sent either.
    private func isWorthGoingOn(after mail: OutgoingMail) async throws -> Bool {
        do {
            // A cancellation must not come between the server's acceptance and the removal: the mail would be sent again.
            let (sender, store) = (sender, store)
            let secret = try await store.secret(.dataItem, of: mail.id, named: MailVariable.password.rawValue)
            let whole = try await withPassword(mail, secret)
            try await Task {
                try await sender.send(whole)
                try await store.commit([.mail(.sent(mail.id))] + [secret].compactMap { $0.map { .secretForgotten($0.id) } })
            }.value
            away.withLock { $0 = (0, .distantPast, "") }
            return true
        } catch let error as MailSendError {
            try await note(error, of: mail)
            guard error.kind == .unreachable else { return true }
            away.withLock { state in
                state.failures += 1
                state.notBefore = clock().addingTimeInterval(Self.pause(after: state.failures))
                state.reason = error.reason
            }
            return false
        }
    }

    /// The mail with the one-time password that was sealed for it.
    private func withPassword(_ mail: OutgoingMail, _ secret: SealedSecret?) async throws -> OutgoingMail {
        guard let secret else { return mail }
        var octets: [UInt8]
        do { octets = try await secrets.open(secret) } catch {
            logger.error("the one-time password of a mail cannot be opened", metadata: ["mail": "\(mail.id)", "error": "\(error)"])
            throw MailSendError(.later, "Its one-time password cannot be opened now. Run chancery doctor.")
        }
        defer { octets.wipe() }
        return mail.setting(.password, to: String(decoding: octets, as: UTF8.self))
    }

    private func note(_ error: MailSendError, of mail: OutgoingMail) async throws {
        let reason = String(error.reason.prefix(Self.longestReason))
        let attempts = mail.attempts + 1
        let isOver = error.kind == .refused || clock().timeIntervalSince(mail.queued) > Self.lifetime
        logger.log(
            level: isOver ? .warning : .info,
            isOver ? "a mail failed" : "a mail is sent later",
            metadata: ["mail": "\(mail.id)", "event": "\(mail.event.rawValue)", "attempts": "\(attempts)", "reason": "\(reason)"]
        )
        guard isOver else {
            let due = clock().addingTimeInterval(Self.pause(after: attempts))
            return try await store.commit([.mail(.delayed(mail.id, attempts: attempts, due: due, reason: reason))])
        }
        let record = AuditRecord(.mailFailed(mail: mail.id, address: mail.address, reason: reason), by: .service(.mail), when: clock())
        try await store.commit([.mail(.failed(mail.id, attempts: attempts, reason: reason, audit: record))])
    }

    private static func pause(after failures: Int) -> Double {
        min(longestPause, firstPause * Double(1 << min(max(failures - 1, 0), 10)))
    }
}
