package import CAInterface
import CertificateTemplates
import PKIDirectory
import PKIFormats

/// Who may do what here: the access list, the officer rights and the audit filter.
extension BoundCertificationAuthority {
    package func myRoles() async throws -> CallerRoles {
        try await service.mapped {
            let standing = try await standing(in: try await service.snapshots.current())
            guard !standing.held.isEmpty else { throw refusal(standing, "read its roles") }
            let held = AuthorityRoles(rights: standing.held)
            return CallerRoles(held: held, suspended: standing.isSuspended ? held.intersection(.separated) : [])
        }
    }

    package func security() async throws -> Revised<AuthorityAccess> {
        try await reading("read the access list") {
            AuthorityAccess(rights: $0.access, roleSeparation: $0.duties.roleSeparation)
        }
    }

    package func officerRights() async throws -> Revised<[OfficerRestriction]> {
        try await reading("read the officer rights") { $0.duties.officerRestrictions }
    }

    package func auditFilter() async throws -> Revised<AuditFilter> {
        try await reading("read the audit filter") { $0.duties.auditFilter }
    }

    package func setSecurity(_ access: AuthorityAccess, expecting revision: Int?) async throws -> Revised<AuthorityAccess> {
        let changed = try await changing(.manageAuthority, to: "change the access list", expecting: revision) { stored, standing in
            try AuthoritySecurityRules.check(access.rights)
            let former = try stored.access.authorityDescriptor().sddl()
            stored.access = access.rights
            stored.duties.roleSeparation = access.roleSeparation
            try await AuthoritySecurityRules.requireAdministrator(of: stored, after: standing.principal, in: service.directory)
            return .authoritySecurityChanged(
                authority: number.rawValue,
                from: former,
                to: try access.rights.authorityDescriptor().sddl(),
                roleSeparation: access.roleSeparation
            )
        }
        // Not read again: whoever gave up a role may not read it any more.
        return Revised(AuthorityAccess(rights: changed.access, roleSeparation: changed.duties.roleSeparation), revision: changed.revision)
    }

    package func setOfficerRights(
        _ restrictions: [OfficerRestriction],
        expecting revision: Int?
    ) async throws -> Revised<[OfficerRestriction]> {
        let changed = try await changing(.manageAuthority, to: "change the officer rights", expecting: revision) { stored, _ in
            let templates = try await service.store.templates().map { $0.name.lowercased() }
            try AuthoritySecurityRules.check(restrictions, templates: Set(templates))
            let former = stored.duties.officerRestrictions
            stored.duties.officerRestrictions = restrictions
            return .officerRightsChanged(authority: number.rawValue, from: former.map(\.text), to: restrictions.map(\.text))
        }
        return Revised(changed.duties.officerRestrictions, revision: changed.revision)
    }

    package func setAuditFilter(_ filter: AuditFilter, expecting revision: Int?) async throws -> Revised<AuditFilter> {
        let changed = try await changing(.audit, to: "change the audit filter", expecting: revision) { stored, _ in
            guard filter.isSubset(of: .everything) else {
                throw AuthoritySecurityRules.refusal(
                    "AuditFilterIsKnown",
                    "auditFilter",
                    "\(filter.rawValue)",
                    "The audit filter has bits that name no events.",
                    "Give a sum of 1, 2, 4, 8, 16, 32 and 64."
                )
            }
            let former = stored.duties.auditFilter
            stored.duties.auditFilter = filter
            return .auditFilterChanged(authority: number.rawValue, from: Int(former.rawValue), to: Int(filter.rawValue))
        }
        return Revised(changed.duties.auditFilter, revision: changed.revision)
    }

    // MARK: Parts

    private func reading<Value>(_ act: String, _ value: (StoredAuthority) -> Value) async throws -> Revised<Value> {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard standing.seesAll else { throw refusal(standing, act) }
            let stored = try authority(in: snapshot).stored
            return Revised(value(stored), revision: stored.revision)
        }
    }

    /// Decides with the newest rights and commits with a record. The commit raises the rights epoch, so acts in progress decide again. A
    /// change of nothing is not recorded.
    /// - Returns: the authority as it is now.
    private func changing(
        _ right: AccessRights,
        to act: String,
        expecting revision: Int?,
        _ change: (inout StoredAuthority, Standing) async throws -> AuditEvent
    ) async throws -> StoredAuthority {
        try await acting { snapshot, standing in
            try require(right, of: standing, to: act)
            let stored = try authority(in: snapshot).stored
            if let revision, revision != stored.revision {
                throw CAError(
                    .preconditionFailed,
                    status: .certsrvBadRequestStatus,
                    "The authority is at revision \(stored.revision), and the change was made for revision \(revision). Nothing was changed.",
                    reason: DenialReason(
                        rule: "RevisionIsCurrent",
                        field: "If-Match",
                        value: "\(revision)",
                        remedy: "Read it again, and repeat the change with its ETag."
                    )
                )
            }
            var changed = stored
            let event = try await change(&changed, standing)
            guard changed != stored else { return stored }
            changed.revision += 1
            try await service.store.commit(
                [.authorityUpdated(changed), .audited(AuditRecord(event, by: .caller(caller), when: service.clock()))],
                expecting: Basis(rightsEpoch: snapshot.rightsEpoch, authority: number, authorityRevision: stored.revision)
            )
            return changed
        }
    }
}
