import CAInterface
package import CertManagement
import PKIDirectory
import PortableFoundation

/// The promises of `MailStore`, each a check that any implementation must pass on an empty store.
package struct MailStoreSuite: Sendable, CustomStringConvertible {
    package let description: String
    /// Throws `ManagementStoreSuite.BrokenError`, or the store's own error.
    package let check: @Sendable (any MailStore) async throws -> Void

    package static let promises: [MailStoreSuite] = [
        .init(description: "a mail is there as it was queued, until it was sent", check: life),
        .init(description: "mails come in their order, those that are due, and those that failed", check: listing),
        .init(description: "a mail that was taken is not taken again before it was given back or its time is over", check: taking),
        .init(description: "a failed mail can be sent again, and no other", check: retry),
        .init(description: "a mail is stored with its event or not at all", check: whole),
        .init(description: "a reminder is sent once", check: reminders),
        .init(description: "certificates that end come in pages, in the order of their ends", check: endings),
    ]

    private static let time = ManagementStoreSuite.time
    private static func require(_ holds: Bool, _ what: String) throws { try ManagementStoreSuite.require(holds, what) }

    private static func mail(due seconds: Double = 0, _ text: String = "") -> OutgoingMail {
        OutgoingMail(
            id: UUID(),
            event: .approved,
            template: text.isEmpty ? nil : text,
            address: "änne@example.com",
            variables: ["user": "Änne \u{0}\r\n", "comment": ""],
            queued: time,
            due: time.addingTimeInterval(seconds)
        )
    }

    private static func record() -> AuditRecord {
        AuditRecord(.mailRetried(mail: UUID(), address: "a@b.example"), by: .service(.mail), when: time)
    }

    @Sendable private static func life(_ store: any MailStore) async throws {
        var mail = mail("fälle")
        try await store.commit([.mail(.queued(mail))])
        try require(try await store.mail(mail.id) == mail, "as it was queued")
        try await ManagementStoreSuite.requireMoved("a mail twice") { [mail] in try await store.commit([.mail(.queued(mail))]) }
        (mail.attempts, mail.due, mail.reason) = (3, time.addingTimeInterval(60), "“later”")
        try await store.commit([.mail(.delayed(mail.id, attempts: 3, due: mail.due, reason: mail.reason))])
        try require(try await store.mail(mail.id) == mail, "as it was delayed")
        try await store.commit([.mail(.sent(mail.id))])
        try await store.commit([.mail(.sent(mail.id))])
        try require(try await store.mail(mail.id) == nil, "gone")
    }

    @Sendable private static func listing(_ store: any MailStore) async throws {
        let mails = [mail(due: 60), mail(), mail(due: -60), mail()]
        try require(try await store.mailBacklog() == MailBacklog(waiting: 0, failed: 0, oldest: nil), "nothing")
        try await store.commit(mails.map { .mail(.queued($0)) })
        try await store.commit([.mail(.failed(mails[3].id, attempts: 1, reason: "no", audit: record()))])
        func ids(_ mails: [OutgoingMail]) -> [UUID] { mails.map(\.id) }
        let end = time.addingTimeInterval(60)
        try require(try await ids(store.takeDueMails(at: time, until: end, limit: 1)) == ids([mails[1]]), "the first that is due")
        try require(try await ids(store.takeDueMails(at: time, until: end, limit: 9)) == ids([mails[2]]), "the others")
        try require(try await ids(store.mails(isFailed: nil, after: nil, limit: 9)) == ids(mails), "all")
        try require(try await ids(store.mails(isFailed: false, after: mails[0].id, limit: 1)) == ids([mails[1]]), "a page of the waiting")
        try require(try await ids(store.mails(isFailed: true, after: nil, limit: 9)) == ids([mails[3]]), "those that failed")
        try require(try await store.mailBacklog() == MailBacklog(waiting: 3, failed: 1, oldest: time), "their number")
    }

    @Sendable private static func taking(_ store: any MailStore) async throws {
        let (first, second) = (mail(), mail())
        try await store.commit([.mail(.queued(first)), .mail(.queued(second))])
        func taken(after seconds: Double) async throws -> [UUID] {
            let now = time.addingTimeInterval(seconds)
            return try await store.takeDueMails(at: now, until: now.addingTimeInterval(60), limit: 9).map(\.id)
        }
        try require(try await taken(after: 0) == [first.id, second.id], "all that is due")
        try require(try await taken(after: 30).isEmpty, "nothing twice")
        let due = time.addingTimeInterval(40)
        try await store.commit([.mail(.delayed(first.id, attempts: 1, due: due, reason: "later"))])
        try require(try await taken(after: 30).isEmpty, "not before it is due again")
        try require(try await taken(after: 50) == [first.id], "given back with another time")
        try require(try await taken(after: 61) == [second.id], "given back after the taker's end")
        try await store.commit([.mail(.failed(second.id, attempts: 1, reason: "no", audit: record()))])
        try await store.commit([.mail(.retried(second.id, due: due, audit: record()))])
        try require(try await taken(after: 62) == [second.id], "given back by somebody who wants it sent again")
    }

    @Sendable private static func retry(_ store: any MailStore) async throws {
        let mail = mail()
        let later = time.addingTimeInterval(600)
        try await store.commit([.mail(.queued(mail))])
        try await ManagementStoreSuite.requireMoved("a waiting mail") {
            try await store.commit([.mail(.retried(mail.id, due: later, audit: record()))])
        }
        try await store.commit([.mail(.failed(mail.id, attempts: 4, reason: "no", audit: record()))])
        let failed = try await store.mail(mail.id)
        try require(failed?.isFailed == true && failed?.attempts == 4 && failed?.reason == "no", "failed")
        try await store.commit([.mail(.retried(mail.id, due: later, audit: record()))])
        let again = try await store.mail(mail.id)
        try require(again?.isFailed == false && again?.attempts == 0 && again?.due == later && again?.queued == later, "due again")
    }

    @Sendable private static func whole(_ store: any MailStore) async throws {
        let template = ManagementStoreSuite.template()
        var request = ManagementStoreSuite.request(template)
        let mail = mail()
        try await store.commit([try ManagementStoreSuite.saved(template), .requestCreated(request)])
        request.revision = 3
        try await ManagementStoreSuite.requireMoved("an outdated change") { [request] in
            try await store.commit([.mail(.queued(mail)), .requestUpdated(request)])
        }
        try require(try await store.mail(mail.id) == nil, "no mail without its event")
    }

    private static func certificate(_ profile: Profile, _ request: ManagementRequest, option: Int, days: Double) -> ManagedCertificate {
        ManagedCertificate(
            profile: profile.id,
            request: request.id,
            option: option,
            authority: "CA",
            authorityRequest: RequestID(7),
            template: "User",
            serialNumber: "0\(option)",
            thumbprint: "",
            notBefore: time,
            notAfter: time.addingTimeInterval(days * 86_400)
        )
    }

    private static func stored(_ store: any MailStore, days: [Double]) async throws -> [ManagedCertificate] {
        let template = ManagementStoreSuite.template()
        let request = ManagementStoreSuite.request(template)
        let profile = Profile(id: UUID(), assignedUser: UUID(), profileTemplate: template.id, profileTemplateVersion: 1)
        let certificates = days.indices.map { certificate(profile, request, option: $0, days: days[$0]) }
        try await store.commit(
            [try ManagementStoreSuite.saved(template), .requestCreated(request), .profileCreated(profile)]
                + certificates.map { .certificateAdded($0) }
        )
        return certificates
    }

    @Sendable private static func reminders(_ store: any MailStore) async throws {
        let certificates = try await stored(store, days: [1, 2])
        let reminder = ExpiryReminder(certificates[0], days: 30)
        try await store.commit([.mail(.reminded(reminder)), .mail(.reminded(ExpiryReminder(certificates[0], days: 7)))])
        let mail = mail()
        try await ManagementStoreSuite.requireMoved("a reminder twice") {
            try await store.commit([.mail(.queued(mail)), .mail(.reminded(reminder))])
        }
        try require(try await store.mail(mail.id) == nil, "no mail with it")
        try require(try await store.remindedDays(of: certificates[0]) == [7, 30], "its days")
        try require(try await store.remindedDays(of: certificates[1]).isEmpty, "none of another certificate")
    }

    @Sendable private static func endings(_ store: any MailStore) async throws {
        let certificates = try await stored(store, days: [3, 0.5, 2, 2, 9])
        func found(_ after: ManagedCertificate?, _ limit: Int) async throws -> [Int] {
            try await store.certificates(
                endingAfter: time.addingTimeInterval(86_400),
                until: time.addingTimeInterval(3 * 86_400),
                after: after,
                limit: limit
            ).map(\.option)
        }
        try require(try await found(nil, 9) == [2, 3, 0], "all of a period")
        try require(try await found(nil, 1) == [2], "the first page")
        try require(try await found(certificates[2], 1) == [3], "the second")
        try require(try await found(certificates[3], 9) == [0], "the last")
    }
}
