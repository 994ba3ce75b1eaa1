package import Logging
package import PKIDirectory
package import PortableFoundation

/// A management store that adds to each commit the mails that the events in it cause, by the policy of their requests. So no workflow knows of mail, none
/// can forget it, and no event is stored without its mails.
package struct MailingStore: ManagementStore {
    private let store: any ManagementStore
    private let directory: any DirectoryStore
    private let recipients: MailRecipients
    private let newID: @Sendable () -> UUID

    package init(
        store: any ManagementStore,
        directory: any DirectoryStore,
        newID: @escaping @Sendable () -> UUID = { UUID() },
        logger: Logger
    ) {
        self.store = store
        self.directory = directory
        self.recipients = MailRecipients(directory: directory, logger: logger)
        self.newID = newID
    }

    package func commit(_ changes: [ManagementChange]) async throws {
        var mails: [ManagementChange] = []
        for case .happened(let event, _) in changes where !MailRule.Event.of(event).isEmpty {
            do { mails += try await self.mails(for: event, in: changes).map { .mail(.queued($0)) } } catch let error
                as ManagementCommitError
            {
                throw error
            } catch {
                // Without the accounts the mails would be lost, so the event waits, too.
                throw ManagementCommitError.unavailable("the recipients of a mail cannot be read: \(error)")
            }
        }
        try await store.commit(changes + mails)
    }

    private func mails(for event: HistoryEvent, in changes: [ManagementChange]) async throws -> [OutgoingMail] {
        var request = changes.lazy.compactMap { change -> ManagementRequest? in
            switch change {
            case .requestCreated(let request), .requestUpdated(let request): request.id == event.request ? request : nil
            default: nil
            }
        }.first
        if request == nil { request = try await store.managementRequest(event.request) }
        guard let request, let template = try await store.profileTemplate(request.profileTemplate) else { return [] }
        let policy = template.policies[request.workflow]
        var mails: [OutgoingMail] = []
        for kind in MailRule.Event.of(event) {
            for rule in policy?.mails ?? [] where rule.event == kind {
                let addresses = try await recipients.addresses(
                    of: rule,
                    policy: policy,
                    target: request.target.id,
                    originator: request.originator.id
                )
                guard !addresses.isEmpty else { continue }
                let variables = try await variables(of: event, kind, request, template)
                mails += addresses.map {
                    OutgoingMail(
                        id: newID(),
                        event: kind,
                        template: rule.template,
                        address: $0,
                        variables: variables,
                        queued: event.when
                    )
                }
            }
        }
        return mails
    }

    private func variables(
        of event: HistoryEvent,
        _ kind: MailRule.Event,
        _ request: ManagementRequest,
        _ template: ProfileTemplate
    ) async throws -> [String: String] {
        let target = try await directory.principal(id: request.target.id)
        let originator = try await directory.principal(id: request.originator.id)
        return MailVariable.values([
            .request: request.id.uuidString.lowercased(), .workflow: request.workflow.rawValue, .event: kind.rawValue,
            .user: target?.shownName, .account: target?.accountName, .originator: originator?.shownName, .template: template.name,
            .actor: event.actorName, .comment: event.comment, .reason: event.detail,
            .date: event.when.formatted(.iso8601),
        ])
    }
}

// What is only read comes from the store itself.
extension MailingStore {
    package func profileTemplates() async throws -> [ProfileTemplate] { try await store.profileTemplates() }
    package func profileTemplate(_ id: UUID) async throws -> ProfileTemplate? { try await store.profileTemplate(id) }
    package func profileTemplate(_ id: UUID, version: Int) async throws -> ProfileTemplate? {
        try await store.profileTemplate(id, version: version)
    }
    package func managementRequest(_ id: UUID) async throws -> ManagementRequest? { try await store.managementRequest(id) }
    package func managementRequests(_ query: ManagementRequestQuery) async throws -> [ManagementRequest] {
        try await store.managementRequests(query)
    }
    package func certificateAttempts(of request: UUID) async throws -> [CertificateAttempt] {
        try await store.certificateAttempts(of: request)
    }
    package func history(of request: UUID) async throws -> [HistoryEvent] { try await store.history(of: request) }
    package func profile(_ id: UUID) async throws -> Profile? { try await store.profile(id) }
    package func profiles(_ query: ProfileQuery) async throws -> [Profile] { try await store.profiles(query) }
    package func smartcard(_ id: UUID) async throws -> Smartcard? { try await store.smartcard(id) }
    package func smartcards(_ query: SmartcardQuery) async throws -> [Smartcard] { try await store.smartcards(query) }
    package func oneTimePasswords(of request: UUID) async throws -> OneTimePasswords? { try await store.oneTimePasswords(of: request) }

    package func secret(_ kind: SealedSecret.Kind, of subject: UUID, named name: String) async throws -> SealedSecret? {
        try await store.secret(kind, of: subject, named: name)
    }
    package func managedCertificates(ofProfile profile: UUID) async throws -> [ManagedCertificate] {
        try await store.managedCertificates(ofProfile: profile)
    }
}

extension MailVariable {
    /// Absent values are empty, so that a text shows nothing in their place.
    static func values(_ values: [MailVariable: String?]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: values.compactMap { pair in pair.value.map { (pair.key.rawValue, $0) } })
    }
}

extension MailRule.Event {
    /// The events of mail that an event of a request is. A request that needs no approval is approved when it is initiated.
    static func of(_ event: HistoryEvent) -> [MailRule.Event] {
        switch event.kind {
        case .initiated: event.to == .approved ? [.initiated, .approved] : [.initiated]
        case .approved: [.approved]
        case .denied: [.denied]
        case .canceled, .abandoned: [.canceled]
        case .completed: [.completed]
        case .failed: [.failed]
        default: []
        }
    }
}

extension Principal {
    /// The name for people.
    var shownName: String { displayName.isEmpty ? commonName : displayName }
}
