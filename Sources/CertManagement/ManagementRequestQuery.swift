package import PortableFoundation

/// Selects requests for a list.
package struct ManagementRequestQuery: Hashable, Sendable {
    package var target: UUID?
    package var originator: UUID?
    package var profileTemplate: UUID?
    package var operation: Operation?
    package var status: RequestStatus?
    /// Only requests submitted at this time or later.
    package var submittedFrom: Date?
    /// Only requests submitted before this time.
    package var submittedBefore: Date?
    /// Only requests that this reader may see; nil selects everybody's.
    package var reader: Reader?
    /// The last submitted request comes first.
    package var newestFirst = false
    /// Only requests behind this one in the list; nil begins with its first.
    package var after: UUID?
    /// The most requests to return.
    package var limit: Int

    /// The requests of one person, as target or originator, and all requests of some profile templates.
    package struct Reader: Hashable, Sendable {
        package let party: UUID
        package let profileTemplates: Set<UUID>

        package init(party: UUID, profileTemplates: Set<UUID>) {
            self.party = party
            self.profileTemplates = profileTemplates
        }

        package func sees(_ request: ManagementRequest) -> Bool {
            request.target.id == party || request.originator.id == party || profileTemplates.contains(request.profileTemplate)
        }
    }

    /// Whether a request is in the list, whatever page it is on.
    package func selects(_ request: ManagementRequest) -> Bool {
        (target.map { request.target.id == $0 } ?? true) && (originator.map { request.originator.id == $0 } ?? true)
            && (profileTemplate.map { request.profileTemplate == $0 } ?? true) && (operation.map { request.operation == $0 } ?? true)
            && (status.map { request.status == $0 } ?? true) && (submittedFrom.map { request.submitted >= $0 } ?? true)
            && (submittedBefore.map { request.submitted < $0 } ?? true) && (reader?.sees(request) ?? true)
    }

    package init(target: UUID? = nil, status: RequestStatus? = nil, reader: Reader? = nil, after: UUID? = nil, limit: Int = 100) {
        self.target = target
        self.status = status
        self.reader = reader
        self.after = after
        self.limit = limit
    }
}
