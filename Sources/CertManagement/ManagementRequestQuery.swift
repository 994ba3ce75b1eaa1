package import PortableFoundation

/// Selects requests for a list.
package struct ManagementRequestQuery: Hashable, Sendable {
    package var target: UUID?
    package var status: RequestStatus?
    /// Only requests that this reader may see; nil selects everybody's.
    package var reader: Reader?
    /// Only requests submitted after this one; nil begins with the first.
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

    package init(target: UUID? = nil, status: RequestStatus? = nil, reader: Reader? = nil, after: UUID? = nil, limit: Int = 100) {
        self.target = target
        self.status = status
        self.reader = reader
        self.after = after
        self.limit = limit
    }
}
