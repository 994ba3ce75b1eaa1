package import PortableFoundation
package import PKIDirectory
import PKIFormats

/// An event in the history of a request, with its time and actor. Every transition and every certificate has one, and it never changes.
package struct HistoryEvent: Hashable, Sendable, Codable, Identifiable {
    /// A past fact, from the list that the record knows.
    package typealias Kind = AuditEvent.ManagementAct

    package let id: UUID
    package let request: UUID
    package let when: Date
    package let kind: Kind
    /// The object GUID and `DOMAIN\name` of the actor.
    package let actor: UUID
    package let actorName: String
    /// The status of the request before and after; equal when it did not change.
    package let from: RequestStatus
    package let to: RequestStatus
    package let comment: String
    /// Further details, for example the CA's request id and answer.
    package let detail: String
    package let correlationID: UUID

    package init(
        id: UUID,
        request: UUID,
        when: Date,
        kind: Kind,
        actor: UUID,
        actorName: String,
        from: RequestStatus,
        to: RequestStatus,
        comment: String,
        detail: String,
        correlationID: UUID
    ) {
        self.id = id
        self.request = request
        self.when = when
        self.kind = kind
        self.actor = actor
        self.actorName = actorName
        self.from = from
        self.to = to
        self.comment = comment
        self.detail = detail
        self.correlationID = correlationID
    }
}

extension HistoryEvent {
    /// The same event for the record.
    package func audited(by actor: AuditActor) -> AuditRecord {
        let facts = AuditEvent.ManagementFacts(
            event: id,
            request: request,
            from: from.rawValue,
            to: to.rawValue,
            comment: comment,
            detail: detail
        )
        return AuditRecord(.managementRequest(kind, facts), by: actor, when: when)
    }
}

extension HistoryEvent {
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try members.value(.id),
            request: try members.value(.request),
            when: try members.value(.when),
            kind: try members.value(.kind),
            actor: try members.value(.actor),
            actorName: try members.value(.actorName, else: ""),
            from: try members.value(.from, else: .none),
            to: try members.value(.to, else: .none),
            comment: try members.value(.comment, else: ""),
            detail: try members.value(.detail, else: ""),
            correlationID: try members.value(.correlationID)
        )
    }
}
