import CAInterface
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import PKIFormats
import WireProtocols

// Access list, officer rights, audit filter and roles of an authority.
extension APIFrontEnd {
    func security(_ path: APIPath, _ request: Request, _ bound: any BoundAuthority) async throws -> Response {
        let isChange = request.method == .put
        switch path {
        case .roles: return try tagged(RolesBody(try await bound.myRoles()), nil)
        case .officerRights:
            // Who may not read them gets no answer about names.
            var rights = try await bound.officerRights()
            if isChange {
                let body = try OfficerRightsUpdateBody(json: try await RequestBody.bytes(of: request))
                var lines: [OfficerRestriction] = []
                for line in body.restrictions {
                    lines.append(
                        OfficerRestriction(
                            officer: try await identifier(line.officer, "officer"),
                            template: line.template,
                            subjects: try await identifier(line.subjects, "subjects"),
                            isDeny: line.deny
                        )
                    )
                }
                rights = try await bound.setOfficerRights(lines, expecting: try expected(request))
            }
            let names = try await accounts.names(of: Set(rights.value.flatMap { [$0.officer, $0.subjects] }))
            return try tagged(OfficerRightsBody(rights, names: names), rights.revision)
        case .auditFilter:
            guard isChange else {
                let filter = try await bound.auditFilter()
                return try tagged(AuditFilterBody(filter), filter.revision)
            }
            let wanted = try AuditFilterUpdateBody(json: try await RequestBody.bytes(of: request)).auditFilter()
            let filter = try await bound.setAuditFilter(wanted, expecting: try expected(request))
            return try tagged(AuditFilterBody(filter), filter.revision)
        default:
            var access = try await bound.security()
            if isChange {
                let body = try SecurityUpdateBody(json: try await RequestBody.bytes(of: request))
                var wanted = access.value
                if let sddl = body.sddl { wanted.rights = try await list(sddl) }
                if let entries = body.entries {
                    var list: [AccessControlList.Entry] = []
                    for entry in entries { list.append(try entry.entry(of: try await identifier(entry.trustee, "trustee"))) }
                    wanted.rights = AccessControlList(list)
                }
                wanted.roleSeparation = body.roleSeparation ?? wanted.roleSeparation
                // Without If-Match, what the body leaves out is what was read a moment ago.
                access = try await bound.setSecurity(wanted, expecting: try expected(request) ?? access.revision)
            }
            let names = try await accounts.names(of: Set(access.value.rights.entries.map(\.trustee)))
            return try tagged(try SecurityBody(access, names: names), access.revision)
        }
    }

    private func list(_ sddl: String) async throws -> AccessControlList {
        do {
            return try AccessControlList(
                authorityDescriptor: try SecurityDescriptor(sddl: sddl, domain: try await accounts.domainIdentifier())
            )
        } catch let fault as FormatError {
            throw BodyError(field: "sddl", value: String(sddl.prefix(200)), reason: "sddl cannot be used: \(fault)")
        }
    }

    private func identifier(_ text: String, _ field: String) async throws -> SecurityIdentifier {
        if let sid = SecurityIdentifier(text) { return sid }
        guard let sid = try await accounts.identifier(of: text) else { throw SecurityEntryBody.unknown(text, field) }
        return sid
    }

    private func expected(_ request: Request) throws(BodyError) -> Int? {
        guard let text = request.headers[.ifMatch] else { return nil }
        return try RevisionTag.revision(ifMatch: text)
    }

    private func tagged(_ body: some Encodable, _ revision: Int?) throws -> Response {
        var response = try Response.json(body)
        response.headers[.cacheControl] = "no-store"
        if let revision { response.headers[.eTag] = RevisionTag.text(revision) }
        return response
    }
}
