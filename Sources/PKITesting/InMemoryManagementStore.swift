package import CertManagement
package import PKIDirectory
package import PortableFoundation

/// A `ManagementStore` that keeps its promises but not its contents: nothing survives the process.
package actor InMemoryManagementStore: MailStore {
    private struct Contents {
        var templates: [UUID: [ProfileTemplate]] = [:]
        var requests: [ManagementRequest] = []
        var attempts: [CertificateAttempt] = []
        var profiles: [UUID: Profile] = [:]
        var certificates: [ManagedCertificate] = []
        var history: [HistoryEvent] = []
        var smartcards: [UUID: Smartcard] = [:]
        var secrets: [SealedSecret] = []
        var records: [AuditRecord] = []
        var passwords: [UUID: OneTimePasswords] = [:]
        var mails: [OutgoingMail] = []
        var reminders: Set<ExpiryReminder> = []
    }

    private var contents = Contents()
    /// The mails that somebody sends; another due time gives them back.
    private var taken: [UUID: (due: Date, until: Date)] = [:]
    /// The largest number of requests that one call has returned.
    package private(set) var longestPage = 0

    package init() {}

    /// The records of acts that concern no request.
    package var records: [AuditRecord] { contents.records }

    package func commit(_ changes: [ManagementChange]) throws {
        var next = contents
        for change in changes { try Self.apply(change, to: &next) }
        contents = next
    }

    private static func apply(_ change: ManagementChange, to contents: inout Contents) throws {
        func require(_ holds: Bool, _ otherwise: String) throws { if !holds { throw ManagementCommitError.moved(otherwise) } }
        switch change {
        case .profileTemplateSaved(let template, _):
            let versions = contents.templates[template.id] ?? []
            try require(versions.count == template.version - 1, "profile template \(template.name) is at version \(versions.count)")
            let others = contents.templates.filter { $0.key != template.id }.values.compactMap(\.last)
            try require(!others.contains { $0.name.lowercased() == template.name.lowercased() }, "the name \(template.name) is taken")
            contents.templates[template.id] = versions + [template]
        case .requestCreated(let request):
            try require(request.revision == 1 && !contents.requests.contains { $0.id == request.id }, "request \(request.id) exists")
            contents.requests.append(request)
        case .requestUpdated(let request):
            let index = contents.requests.firstIndex { $0.id == request.id && $0.revision == request.revision - 1 }
            guard let index else { throw ManagementCommitError.moved("request \(request.id) is not at revision \(request.revision - 1)") }
            contents.requests[index] = request
        case .requestStands(let id, let revision):
            try require(
                contents.requests.contains { $0.id == id && $0.revision == revision },
                "request \(id) is not at revision \(revision)"
            )
        case .attemptStarted(let attempt):
            try require(
                !contents.attempts.contains { $0.submissionKey == attempt.submissionKey },
                "attempt \(attempt.submissionKey) exists"
            )
            contents.attempts.append(attempt)
        case .attemptSettled(let attempt):
            let index = contents.attempts.firstIndex { $0.submissionKey == attempt.submissionKey && $0.revision == attempt.revision - 1 }
            guard let index else { throw ManagementCommitError.moved("attempt \(attempt.submissionKey) was changed") }
            contents.attempts[index] = attempt
        case .profileCreated(let profile):
            try require(contents.profiles[profile.id] == nil, "profile \(profile.id) exists")
            contents.profiles[profile.id] = profile
        case .profileUpdated(let profile):
            try require(contents.profiles[profile.id]?.revision == profile.revision - 1, "profile \(profile.id) was changed")
            contents.profiles[profile.id] = profile
        case .profileStands(let id, let revision):
            try require(contents.profiles[id]?.revision == revision, "profile \(id) is not at revision \(revision)")
        case .smartcardCreated(let card):
            try require(contents.smartcards[card.id] == nil, "smart card \(card.id) exists")
            contents.smartcards[card.id] = card
            try require(Self.assigned(card.cardID, in: contents) <= 1, "chip \(card.cardID) waits for another request")
        case .smartcardUpdated(let card):
            try require(contents.smartcards[card.id]?.revision == card.revision - 1, "smart card \(card.id) was changed")
            contents.smartcards[card.id] = card
            try require(Self.assigned(card.cardID, in: contents) <= 1, "chip \(card.cardID) waits for another request")
        case .smartcardStands(let id, let revision):
            try require(contents.smartcards[id]?.revision == revision, "smart card \(id) is not at revision \(revision)")
        case .secretSealed(let secret):
            try require(
                !contents.secrets.contains { $0.kind == secret.kind && $0.subject == secret.subject && $0.name == secret.name },
                "the secret exists"
            )
            contents.secrets.append(secret)
        case .secretForgotten(let id): contents.secrets.removeAll { $0.id == id }
        case .oneTimePasswordsSaved(let passwords):
            let revision = contents.passwords[passwords.request]?.revision ?? 0
            try require(revision == passwords.revision - 1, "one-time passwords of \(passwords.request) are at revision \(revision)")
            contents.passwords[passwords.request] = passwords
        case .certificateStanding(let certificate):
            let index = contents.certificates.firstIndex {
                $0.profile == certificate.profile && $0.request == certificate.request && $0.option == certificate.option
            }
            guard let index else { throw ManagementCommitError.moved("certificate \(certificate.serialNumber) is absent") }
            contents.certificates[index] = certificate
        case .certificateAdded(let certificate):
            let isThere = contents.certificates.contains {
                $0.profile == certificate.profile && $0.request == certificate.request && $0.option == certificate.option
            }
            if !isThere { contents.certificates.append(certificate) }
        case .mail(let change): try Self.apply(change, to: &contents)
        case .happened(let event, _):
            try require(!contents.history.contains { $0.id == event.id }, "event \(event.id) exists")
            contents.history.append(event)
        case .recorded(let record): contents.records.append(record)
        }
    }

    private static func apply(_ change: MailChange, to contents: inout Contents) throws {
        func update(_ id: UUID, _ body: (inout OutgoingMail) -> Void) {
            if let index = contents.mails.firstIndex(where: { $0.id == id }) { body(&contents.mails[index]) }
        }
        switch change {
        case .queued(let mail):
            guard !contents.mails.contains(where: { $0.id == mail.id }) else { throw ManagementCommitError.moved("mail \(mail.id) exists") }
            contents.mails.append(mail)
        case .sent(let id): contents.mails.removeAll { $0.id == id }
        case .delayed(let id, let attempts, let due, let reason):
            update(id) { ($0.attempts, $0.due, $0.reason) = (attempts, due, reason) }
        case .failed(let id, let attempts, let reason, _):
            update(id) { ($0.attempts, $0.isFailed, $0.reason) = (attempts, true, reason) }
        case .retried(let id, let due, _):
            guard let index = contents.mails.firstIndex(where: { $0.id == id && $0.isFailed }) else {
                throw ManagementCommitError.moved("mail \(id) has not failed")
            }
            let mail = contents.mails[index]
            contents.mails[index] = OutgoingMail(
                id: id,
                event: mail.event,
                template: mail.template,
                address: mail.address,
                variables: mail.variables,
                queued: due,
                reason: mail.reason
            )
        case .reminded(let reminder):
            guard contents.reminders.insert(reminder).inserted else { throw ManagementCommitError.moved("the reminder was sent") }
        case .tested: break
        }
    }

    package func takeDueMails(at time: Date, until end: Date, limit: Int) -> [OutgoingMail] {
        taken = taken.filter { $0.value.until > time }
        let free = contents.mails.filter { !$0.isFailed && $0.due <= time && taken[$0.id]?.due != $0.due }.prefix(limit)
        for mail in free { taken[mail.id] = (mail.due, end) }
        return Array(free)
    }

    package func mails(isFailed: Bool?, after: UUID?, limit: Int) -> [OutgoingMail] {
        let first = after.flatMap { id in contents.mails.firstIndex { $0.id == id } }.map { $0 + 1 } ?? 0
        return Array(contents.mails.dropFirst(first).filter { mail in isFailed.map { mail.isFailed == $0 } ?? true }.prefix(limit))
    }

    package func mail(_ id: UUID) -> OutgoingMail? { contents.mails.first { $0.id == id } }

    package func mailBacklog() -> MailBacklog {
        let waiting = contents.mails.filter { !$0.isFailed }
        return MailBacklog(waiting: waiting.count, failed: contents.mails.count - waiting.count, oldest: waiting.map(\.queued).min())
    }

    package func certificates(endingAfter start: Date, until end: Date, after: ManagedCertificate?, limit: Int) -> [ManagedCertificate] {
        let sorted = contents.certificates.enumerated().filter { start < $0.element.notAfter && $0.element.notAfter <= end }
            .sorted { ($0.element.notAfter, $0.offset) < ($1.element.notAfter, $1.offset) }.map(\.element)
        let first = after.flatMap { last in
            sorted.firstIndex { ($0.profile, $0.request, $0.option) == (last.profile, last.request, last.option) }
        }
        return Array(sorted.dropFirst(first.map { $0 + 1 } ?? 0).prefix(limit))
    }

    package func remindedDays(of certificate: ManagedCertificate) -> Set<Int> {
        Set(contents.reminders.filter { $0 == ExpiryReminder(certificate, days: $0.days) }.map(\.days))
    }

    package func profileTemplates() -> [ProfileTemplate] {
        contents.templates.values.compactMap(\.last).sorted { $0.name < $1.name }
    }

    package func profileTemplate(_ id: UUID) -> ProfileTemplate? { contents.templates[id]?.last }

    package func profileTemplate(_ id: UUID, version: Int) -> ProfileTemplate? {
        contents.templates[id]?.first { $0.version == version }
    }

    package func managementRequest(_ id: UUID) -> ManagementRequest? { contents.requests.first { $0.id == id } }

    package func managementRequests(_ query: ManagementRequestQuery) -> [ManagementRequest] {
        let list = query.newestFirst ? contents.requests.reversed() : contents.requests
        let first = query.after.flatMap { id in list.firstIndex { $0.id == id } }.map { $0 + 1 } ?? 0
        let rest = list.dropFirst(first).lazy.filter(query.selects)
        let page = Array(rest.prefix(query.limit))
        longestPage = max(longestPage, page.count)
        return page
    }

    package func certificateAttempts(of request: UUID) -> [CertificateAttempt] {
        contents.attempts.filter { $0.request == request }.sorted { ($0.option, $0.number) < ($1.option, $1.number) }
    }

    package func history(of request: UUID) -> [HistoryEvent] { contents.history.filter { $0.request == request } }

    package func profile(_ id: UUID) -> Profile? { contents.profiles[id] }

    private static func assigned(_ chip: UUID, in contents: Contents) -> Int {
        contents.smartcards.values.count { $0.cardID == chip && $0.status == .assigned }
    }

    package func profiles(_ query: ProfileQuery) -> [Profile] {
        let found = contents.profiles.values.filter { profile in
            (query.assignedUser.map { profile.assignedUser == $0 } ?? true)
                && (query.profileTemplate.map { profile.profileTemplate == $0 } ?? true)
                && (query.status.map { profile.status == $0 } ?? true)
                && (query.after.map { profile.id.uuidString > $0.uuidString } ?? true)
        }
        return Array(found.sorted { $0.id.uuidString < $1.id.uuidString }.prefix(query.limit))
    }

    package func smartcard(_ id: UUID) -> Smartcard? { contents.smartcards[id] }

    package func smartcards(_ query: SmartcardQuery) -> [Smartcard] {
        let found = contents.smartcards.values.filter { card in
            (query.assignedUser.map { card.assignedUser == $0 } ?? true) && (query.cardID.map { card.cardID == $0 } ?? true)
                && (query.profileTemplate.map { card.profileTemplate == $0 } ?? true) && (query.status.map { card.status == $0 } ?? true)
                && (query.after.map { card.id.uuidString > $0.uuidString } ?? true)
        }
        return Array(found.sorted { $0.id.uuidString < $1.id.uuidString }.prefix(query.limit))
    }

    package func secret(_ kind: SealedSecret.Kind, of subject: UUID, named name: String) -> SealedSecret? {
        contents.secrets.first { $0.kind == kind && $0.subject == subject && $0.name == name }
    }

    package func oneTimePasswords(of request: UUID) -> OneTimePasswords? { contents.passwords[request] }

    package func managedCertificates(ofProfile profile: UUID) -> [ManagedCertificate] {
        contents.certificates.filter { $0.profile == profile }.sorted { $0.option < $1.option }
    }
}
