package import PortableFoundation
package import PKIDirectory

/// Search for requests, with the names that a reader wants to see.
extension BoundManagement {
    /// The number of rows in one read of the store. It bounds the memory for a list of any length.
    static let readLength = 200

    /// A page of the requests that the caller may read. The reader of `query` is ignored: the caller is the reader.
    ///
    /// A page begins after a request, not at a number, so rows that come in meanwhile neither repeat nor hide any.
    package func search(_ query: ManagementRequestQuery) async throws -> RequestPage {
        let lens = try await lens()
        var query = query
        let wanted = query.limit
        query.reader = .init(party: caller.principal.id, profileTemplates: lens.readable)
        query.limit = max(wanted, 1) + 1
        return try await reading {
            var found: [VisibleRequest] = []
            while true {
                let page = try await store.managementRequests(query)
                for request in page {
                    guard let visible = lens.visible(request) else { continue }
                    if found.count == wanted { return RequestPage(requests: found, next: found.last?.request.id) }
                    found.append(visible)
                }
                guard page.count == query.limit else { return RequestPage(requests: found, next: nil) }
                query.after = page.last?.id
            }
        }
    }

    /// The newest profile templates and what the caller may see by them, read once for a list.
    struct Lens {
        let caller: Principal
        let templates: [UUID: ProfileTemplate]
        /// The profile templates of which the caller may see requests and objects of others.
        let readable: Set<UUID>
        /// The profile templates that the caller may audit.
        let auditable: Set<UUID>
        let alone: SingleOperatorAuthorities

        /// The request with its rights; nil when the caller may not read it.
        func visible(_ request: ManagementRequest) -> VisibleRequest? {
            guard let template = templates[request.profileTemplate] else { return nil }
            let access = RequestAccess(
                request: request,
                policy: template.policies[request.workflow],
                access: template.access,
                singleOperator: alone.allow(template)
            )
            guard access.permissions(of: caller).contains(.read) else { return nil }
            return VisibleRequest(request: request, access: access)
        }

        /// Whether the caller may see an object of this user that was made with this profile template.
        func sees(objectOf user: UUID, _ template: UUID) -> Bool { user == caller.id || readable.contains(template) }
    }

    func lens() async throws -> Lens {
        let all = try await reading { try await store.profileTemplates() }
        let readable = all.filter { RequestAccess.mayRead(requestsOf: $0, caller.principal) }
        let auditable = all.filter { $0.access.rights(of: caller.principal).contains(.audit) }
        return Lens(
            caller: caller.principal,
            templates: Dictionary(all.map { ($0.id, $0) }) { first, _ in first },
            readable: Set(readable.map(\.id)),
            auditable: Set(auditable.map(\.id)),
            alone: await singleOperatorAuthorities()
        )
    }

    /// The acts that the caller can do on a request now, in words. One that has ended is only read, and the target gets the secrets of the request from
    /// somebody else.
    package func usablePermissions(on visible: VisibleRequest) -> [String] {
        let request = visible.request
        var permissions = visible.access.permissions(of: caller.principal)
        let isForOneself = request.target.id == caller.principal.id && !permissions.contains(.approve)
        switch request.status {
        case .pending: permissions.remove(.execute)
        case .approved, .executing: permissions.remove(.approve)
        default: permissions.formIntersection(.read)
        }
        return permissions.words.filter { !isForOneself || $0 != "distributeSecrets" }
    }

    /// `DOMAIN\name` of the accounts that the directory still has.
    package func accountNames(of ids: Set<UUID>) async throws -> [UUID: String] {
        try await reading {
            var names: [UUID: String] = [:]
            for id in ids { names[id] = try await service.directory.principal(id: id)?.accountName }
            return names
        }
    }

    /// The names of trustees that the directory has.
    package func trusteeNames(of identifiers: Set<SecurityIdentifier>) async throws -> [SecurityIdentifier: String] {
        try await reading {
            var names: [SecurityIdentifier: String] = [.everyone: "Everyone", .authenticatedUsers: "Authenticated Users"]
            for sid in identifiers where names[sid] == nil { names[sid] = try await service.directory.principal(sid: sid)?.accountName }
            return names
        }
    }

    /// The names of the profile templates of these requests and objects, also of those that the caller may not read: a request shows its template.
    package func profileTemplateNames(of ids: Set<UUID>) async throws -> [UUID: String] {
        try await reading {
            var names: [UUID: String] = [:]
            for id in ids { names[id] = try await store.profileTemplate(id)?.name }
            return names
        }
    }

    /// The account of this name, or with this GUID; nil when there is none.
    package func account(_ text: String) async throws -> UUID? {
        if let id = UUID(uuidString: text) { return id }
        return try await reading {
            do { return try await service.directory.principal(named: text)?.id } catch let error as DirectoryError {
                guard error.code == .ambiguous else { throw error }
                throw ManagementError(.invalidClientData, error.message)
            }
        }
    }
}
