public import CAInterface
import HTTPTypes
import WireProtocols

extension RemoteAuthority: AuthoritySecurity {
    public func myRoles() async throws -> CallerRoles {
        try API.decode(RolesBody.self, try await transport.send(.get, .roles(authority: name))).callerRoles
    }

    public func security() async throws -> Revised<AuthorityAccess> {
        let answer = try await transport.send(.get, .security(authority: name))
        return try Self.read { try API.decode(SecurityBody.self, answer).access() }
    }

    public func setSecurity(_ access: AuthorityAccess, expecting revision: Int?) async throws -> Revised<AuthorityAccess> {
        let body = try API.encode(SecurityUpdateBody(access))
        let answer = try await transport.send(.put, .security(authority: name), body: body, ifMatch: RevisionTag.ifMatch(revision))
        return try Self.read { try API.decode(SecurityBody.self, answer).access() }
    }

    public func officerRights() async throws -> Revised<[OfficerRestriction]> {
        let answer = try await transport.send(.get, .officerRights(authority: name))
        return try Self.read { try API.decode(OfficerRightsBody.self, answer).rights() }
    }

    public func setOfficerRights(
        _ restrictions: [OfficerRestriction],
        expecting revision: Int?
    ) async throws -> Revised<[OfficerRestriction]> {
        let body = try API.encode(OfficerRightsUpdateBody(restrictions: restrictions.map { OfficerRestrictionBody($0) }))
        let answer = try await transport.send(.put, .officerRights(authority: name), body: body, ifMatch: RevisionTag.ifMatch(revision))
        return try Self.read { try API.decode(OfficerRightsBody.self, answer).rights() }
    }

    public func auditFilter() async throws -> Revised<AuditFilter> {
        try API.decode(AuditFilterBody.self, try await transport.send(.get, .auditFilter(authority: name))).auditFilter
    }

    public func setAuditFilter(_ filter: AuditFilter, expecting revision: Int?) async throws -> Revised<AuditFilter> {
        let body = try API.encode(AuditFilterUpdateBody(filter: filter))
        let answer = try await transport.send(.put, .auditFilter(authority: name), body: body, ifMatch: RevisionTag.ifMatch(revision))
        return try API.decode(AuditFilterBody.self, answer).auditFilter
    }

    /// The answer of a server whose body does not follow its own rules is not believed.
    private static func read<Value>(_ reading: () throws -> Value) throws -> Value {
        do {
            return try reading()
        } catch let error as BodyError {
            throw API.unexpected(error.reason)
        }
    }
}
