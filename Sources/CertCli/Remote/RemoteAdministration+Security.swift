package import CAInterface
import HTTPTypes
package import WireProtocols

// Access list, officer rights, audit filter and roles, in the shapes of the API.
extension RemoteAdministration {
    package func roles() async throws -> RolesBody {
        try API.decode(RolesBody.self, try await transport.send(.get, .roles(authority: authority)))
    }

    package func security() async throws -> SecurityBody {
        try API.decode(SecurityBody.self, try await transport.send(.get, .security(authority: authority)))
    }

    /// - Parameter revision: the revision for which the change was made; nil for any.
    package func setSecurity(_ update: SecurityUpdateBody, expecting revision: Int? = nil) async throws -> SecurityBody {
        let path = APIPath.security(authority: authority)
        let body = try API.encode(update)
        return try API.decode(
            SecurityBody.self,
            try await transport.send(.put, path, body: body, ifMatch: RevisionTag.ifMatch(revision))
        )
    }

    package func officerRights() async throws -> OfficerRightsBody {
        try API.decode(OfficerRightsBody.self, try await transport.send(.get, .officerRights(authority: authority)))
    }

    package func setOfficerRights(_ lines: [OfficerRestrictionBody], expecting revision: Int?) async throws -> OfficerRightsBody {
        let path = APIPath.officerRights(authority: authority)
        let body = try API.encode(OfficerRightsUpdateBody(restrictions: lines))
        return try API.decode(
            OfficerRightsBody.self,
            try await transport.send(.put, path, body: body, ifMatch: RevisionTag.ifMatch(revision))
        )
    }

    package func auditFilter() async throws -> AuditFilterBody {
        try API.decode(AuditFilterBody.self, try await transport.send(.get, .auditFilter(authority: authority)))
    }

    package func setAuditFilter(_ filter: AuditFilter) async throws -> AuditFilterBody {
        let body = try API.encode(AuditFilterUpdateBody(filter: filter))
        return try API.decode(AuditFilterBody.self, try await transport.send(.put, .auditFilter(authority: authority), body: body))
    }
}
