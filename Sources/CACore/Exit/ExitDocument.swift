import CAInterface
import PKIDirectory
import PKIFormats
import PortableFoundation

/// What a receiver reads about an event.
struct ExitDocument: Encodable {
    struct Request: Encodable {
        let requestId: Int
        let disposition: Int
        let status: String
        let message: String
        let requester: String
        let caller: String
        let template: String?
        let serial: String?
        /// DER in Base64.
        let certificate: String?
        let revocationReason: Int?
    }

    struct List: Encodable {
        let number: Int
        let entries: Int
        let thisUpdate: String
        let nextUpdate: String
    }

    private let uuid: UUID
    let id: String
    let event: String
    let mask: UInt32
    let authority: String
    let when: String
    let request: Request?
    let list: List?

    private enum CodingKeys: String, CodingKey { case id, event, mask, authority, when, request, list }

    init(_ event: ExitEvents, of authority: StoredAuthority, when: Date, request: Request? = nil, list: List? = nil) {
        uuid = UUID()
        id = uuid.uuidString.lowercased()
        self.event = event.name
        mask = event.rawValue
        self.authority = authority.name
        self.when = when.formatted(.iso8601)
        self.request = request
        self.list = list
    }

    /// An event that says that nothing happened.
    static func test(of authority: StoredAuthority, when: Date) -> ExitEvent {
        ExitDocument(.test, of: authority, when: when).stored(.test, of: authority, when: when)
    }

    private func stored(_ event: ExitEvents, of authority: StoredAuthority, when: Date) -> ExitEvent {
        // Texts and numbers alone: their encoding cannot fail.
        let bytes = (try? CanonicalJSON.text(self)).map { Array($0.utf8) } ?? []
        return ExitEvent(id: uuid, authority: authority.number, event: event, document: bytes, when: when)
    }

    /// The change that stores an event for those receivers that want it; none when nobody does.
    static func change(
        _ event: ExitEvents,
        of authority: StoredAuthority,
        to receivers: [ExitReceiver],
        when: Date,
        request: Request? = nil,
        list: List? = nil
    ) -> [CAChange] {
        let wanted = receivers.filter { $0.events.contains(event) }.map(\.name)
        guard !wanted.isEmpty else { return [] }
        let document = ExitDocument(event, of: authority, when: when, request: request, list: list)
        return [.exitRaised(document.stored(event, of: authority, when: when), receivers: wanted)]
    }
}

extension KnownAuthority {
    /// The change that tells the receivers about an act on a request; none when nobody is told.
    func exitChanges(_ row: StoredRequest, _ act: AuditEvent.RequestAct, when: Date) -> [CAChange] {
        guard !receivers.isEmpty, let event = ExitEvents(act, row: row) else { return [] }
        return exitChanges(row, event, when: when)
    }

    func exitChanges(_ row: StoredRequest, _ event: ExitEvents, when: Date) -> [CAChange] {
        ExitDocument.change(
            event,
            of: stored,
            to: receivers,
            when: when,
            request: ExitDocument.Request(
                requestId: row.id.rawValue,
                disposition: row.disposition.rawValue,
                status: row.statusCode.description,
                message: row.message,
                requester: row.requesterName,
                caller: row.callerName,
                template: row.templateName,
                serial: row.certificate?.serialNumber,
                certificate: row.certificate.map { Base64.encode($0.bytes) },
                revocationReason: row.revokedReason
            )
        )
    }
}

extension ExitEvents {
    /// The documented event of an act; nil for an act without one. A release changes the state of a certificate as a revocation does.
    init?(_ act: AuditEvent.RequestAct, row: StoredRequest) {
        switch act {
        case .issued, .approvedByOfficer: self = .issued
        case .held, .precertificateSigned: self = .pending
        case .denied, .deniedByOfficer, .failed: self = .denied
        case .revoked, .released, .reasonChanged: self = .revoked
        case .resubmitted: self = row.disposition == .pending ? .pending : row.disposition == .issued ? .issued : .denied
        case .imported: self = .imported
        case .attributesSet, .extensionSet, .expiredListingChanged: return nil
        }
    }
}
