package import PortableFoundation
import PKIDirectory

extension BoundManagement {
    /// One request; nil when absent or invisible.
    package func request(_ id: UUID) async throws -> VisibleRequest? {
        try await situation(of: id).map { VisibleRequest(request: $0.request, access: $0.access) }
    }

    /// The number of requests in one read. It bounds the memory for a list of any length.
    static let pageLength = 200

    /// Yields the requests that the caller may read, in the order of submission, page by page: each page is released before the next is
    /// read.
    /// Source: "Get request".
    /// - Parameter onlyOwn: only requests whose target is the caller.
    package func requests(
        status: RequestStatus?,
        onlyOwn: Bool,
        _ take: (VisibleRequest) throws -> Void
    ) async throws {
        try await reading {
            var newest: [UUID: ProfileTemplate] = [:]
            for template in try await store.profileTemplates() { newest[template.id] = template }
            // The store omits requests that the caller cannot see, so that a user's list does not read everybody's. Then each request's own list decides.
            let readable = newest.values.filter { RequestAccess.mayRead(requestsOf: $0, caller.principal) }.map(\.id)
            var query = ManagementRequestQuery(
                target: onlyOwn ? caller.principal.id : nil,
                status: status,
                reader: .init(party: caller.principal.id, profileTemplates: Set(readable)),
                limit: Self.pageLength
            )
            let alone = await singleOperatorAuthorities()
            while true {
                let page = try await store.managementRequests(query)
                for request in page {
                    guard let template = newest[request.profileTemplate] else { continue }
                    let access = RequestAccess(
                        request: request,
                        policy: template.policies[request.workflow],
                        access: template.access,
                        singleOperator: alone.allow(template)
                    )
                    guard access.permissions(of: caller.principal).contains(.read) else { continue }
                    try take(VisibleRequest(request: request, access: access))
                }
                guard page.count == query.limit else { return }
                query.after = page.last?.id
            }
        }
    }

    /// The history of a request; nil when absent or invisible.
    package func history(of id: UUID) async throws -> [HistoryEvent]? {
        guard try await situation(of: id) != nil else { return nil }
        return try await reading { try await store.history(of: id) }
    }

    func require(_ permission: RequestPermissions, in situation: Situation, to act: String) throws(ManagementError) {
        guard situation.permissions.contains(permission) else {
            throw ManagementError(
                .accessDenied,
                "This account may see the request but may not \(act). Ask somebody whom its security descriptor names."
            )
        }
    }
}
