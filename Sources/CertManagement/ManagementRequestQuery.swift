package import PortableFoundation

/// Which requests to list.
package struct ManagementRequestQuery: Hashable, Sendable {
    package var target: UUID?
    package var status: RequestStatus?
    /// Only what this reader may see; nil is everybody's.
    package var reader: Reader?
    /// Only requests submitted after this one; nil begins at the first.
    package var after: UUID?
    /// At most this many.
    package var limit: Int

    /// Somebody's own requests, as target or originator, and all of some profile templates.
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
