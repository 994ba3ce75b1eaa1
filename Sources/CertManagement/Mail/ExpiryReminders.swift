package import Logging
package import PKIDirectory
package import PortableFoundation

/// Queues the mails that remind of the end of certificates, by the rules of their profile templates: once for each certificate and number of days.
package struct ExpiryReminders: Sendable {
    private static let page = 500
    private static let day: Double = 86_400
    /// The most days before an end that a rule can mean.
    package static let mostDays = 3_650

    private let store: any MailStore
    private let directory: any DirectoryStore
    private let recipients: MailRecipients
    private let clock: @Sendable () -> Date
    private let logger: Logger

    package init(store: any MailStore, directory: any DirectoryStore, clock: @escaping @Sendable () -> Date, logger: Logger) {
        self.store = store
        self.directory = directory
        self.clock = clock
        self.logger = logger
        recipients = MailRecipients(directory: directory, logger: logger)
    }

    private struct Rule {
        let rule: MailRule
        let policy: WorkflowPolicy
    }

    /// Looks through all certificates that end soon.
    /// - Returns: the number of mails that were queued.
    @discardableResult package func queueDue() async throws -> Int {
        var rules: [UUID: (template: ProfileTemplate, rules: [Rule])] = [:]
        for template in try await store.profileTemplates() {
            let found = template.policies.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { _, policy in
                policy.mails.filter { $0.event == .certificateExpires && (1...Self.mostDays).contains($0.daysBefore) }
                    .map { Rule(rule: $0, policy: policy) }
            }
            if !found.isEmpty { rules[template.id] = (template, found) }
        }
        guard let longest = rules.values.flatMap(\.rules).map(\.rule.daysBefore).max() else { return 0 }
        let now = Date(timeIntervalSince1970: (clock().timeIntervalSince1970 * 1000).rounded() / 1000)
        var last: ManagedCertificate?
        var queued = 0
        while true {
            let page = try await store.certificates(
                endingAfter: now,
                until: now.addingTimeInterval(Double(longest) * Self.day),
                after: last,
                limit: Self.page
            )
            for certificate in page { queued += try await remind(of: certificate, rules, now) }
            guard let end = page.last, page.count == Self.page else { return queued }
            last = end
        }
    }

    private func remind(
        of certificate: ManagedCertificate,
        _ rules: [UUID: (template: ProfileTemplate, rules: [Rule])],
        _ now: Date
    ) async throws -> Int {
        guard certificate.standing == .good, certificate.origin != .keyHistory,
            let profile = try await store.profile(certificate.profile),
            // Whoever has retired, suspended or replaced a profile needs no reminder of it.
            [.new, .active].contains(profile.status), !profile.flags.contains(.superseded),
            let (template, known) = rules[profile.profileTemplate]
        else { return 0 }
        let left = certificate.notAfter.timeIntervalSince(now)
        let lifetime = certificate.notAfter.timeIntervalSince(certificate.notBefore)
        // A certificate that never had so many days left is not announced on its first day.
        let passed = known.filter { left <= Double($0.rule.daysBefore) * Self.day && Double($0.rule.daysBefore) * Self.day < lifetime }
        let done = try await store.remindedDays(of: certificate)
        let fresh = Set(passed.map(\.rule.daysBefore)).subtracting(done)
        // Of several that passed while nothing was sent, the last one is worth a mail.
        guard let days = fresh.min(), done.allSatisfy({ $0 > days }) else {
            if fresh.isEmpty { return 0 }
            try await commit(fresh.map { .mail(.reminded(ExpiryReminder(certificate, days: $0))) })
            return 0
        }
        let target = try await directory.principal(id: profile.assignedUser)
        let values = MailVariable.values([
            .event: MailRule.Event.certificateExpires.rawValue, .user: target?.shownName, .account: target?.accountName,
            .template: template.name, .days: String(Int((left / Self.day).rounded(.up))),
            .expires: certificate.notAfter.formatted(.iso8601),
            .serial: certificate.serialNumber, .certificate: certificate.template, .authority: certificate.authority,
            .date: now.formatted(.iso8601),
        ])
        var mails: [OutgoingMail] = []
        for rule in passed where rule.rule.daysBefore == days {
            let addresses = try await recipients.addresses(
                of: rule.rule,
                policy: rule.policy,
                target: profile.assignedUser,
                originator: nil
            )
            mails += addresses.map {
                OutgoingMail(
                    id: UUID(),
                    event: .certificateExpires,
                    template: rule.rule.template,
                    address: $0,
                    variables: values,
                    queued: now
                )
            }
        }
        let changes = fresh.sorted().map { ManagementChange.mail(.reminded(ExpiryReminder(certificate, days: $0))) }
        return try await commit(changes + mails.map { .mail(.queued($0)) }) ? mails.count : 0
    }

    /// - Returns: false when somebody else was first.
    @discardableResult private func commit(_ changes: [ManagementChange]) async throws -> Bool {
        do {
            try await store.commit(changes)
            return true
        } catch ManagementCommitError.moved {
            return false
        }
    }
}
