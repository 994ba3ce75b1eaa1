package import FoundationEssentials

/// What happened to a request, when, and by whom: one for every transition and every certificate, never changed.
package struct HistoryEvent: Hashable, Sendable, Codable, Identifiable {
    /// Past facts. Open: later versions add some.
    package struct Kind: RawRepresentable, Hashable, Sendable, Codable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let initiated = Self(rawValue: "initiated")
        package static let approvalAdded = Self(rawValue: "approvalAdded")
        package static let approved = Self(rawValue: "approved")
        package static let denied = Self(rawValue: "denied")
        package static let canceled = Self(rawValue: "canceled")
        package static let abandoned = Self(rawValue: "abandoned")
        package static let executionStarted = Self(rawValue: "executionStarted")
        package static let certificateRequested = Self(rawValue: "certificateRequested")
        package static let certificateIssued = Self(rawValue: "certificateIssued")
        package static let certificatePending = Self(rawValue: "certificatePending")
        package static let certificateRefused = Self(rawValue: "certificateRefused")
        package static let completed = Self(rawValue: "completed")
        package static let failed = Self(rawValue: "failed")
    }

    package let id: UUID
    package let request: UUID
    package let when: Date
    package let kind: Kind
    /// Object GUID and `DOMAIN\name` of who did it.
    package let actor: UUID
    package let actorName: String
    /// Where the request stood before and after; equal when it did not move.
    package let from: RequestStatus
    package let to: RequestStatus
    package let comment: String
    /// What else there is to say, e.g. the CA's request id and answer.
    package let detail: String
    package let correlationID: UUID

    package init(
        id: UUID, request: UUID, when: Date, kind: Kind, actor: UUID, actorName: String, from: RequestStatus, to: RequestStatus,
        comment: String,
        detail: String, correlationID: UUID
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
