package import CAInterface
import CertificateTemplates
import PKIDirectory

/// Which templates an authority issues for.
extension BoundCertificationAuthority {
    package func templateStates() async throws -> [TemplateState] {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard standing.seesAll else { throw refusal(standing, "list what is stored") }
            return try await service.store.templates().map { template in
                TemplateState(
                    template: template,
                    isPublished: snapshot.isPublished(template, by: number),
                    problems: TemplateValidation.problems(of: template, administrators: Self.administrators(in: standing.principal))
                )
            }
        }
    }

    package func publishTemplate(_ name: String) async throws {
        try await acting { snapshot, standing in
            try require(.manageAuthority, of: standing, to: "publish templates")
            let template = try await stored(name)
            if snapshot.isPublished(template, by: number) { return }
            let problems = TemplateValidation.problems(of: template, administrators: Self.administrators(in: standing.principal))
            if let first = problems.first {
                throw CAError(
                    .unacceptable,
                    status: .certsrvUnsupportedCertType,
                    "The template \(template.name) is not published. \(problems.map(\.description).joined(separator: " "))",
                    reason: DenialReason(rule: first.rule, field: first.field, value: first.value, remedy: first.remedy)
                )
            }
            try await commit(
                .templatePublished(TemplatePublication(authority: number, template: template.name)),
                .templatePublished(authority: number.rawValue, name: template.name, version: template.version),
                template,
                snapshot
            )
        }
    }

    package func withdrawTemplate(_ name: String) async throws {
        try await acting { snapshot, standing in
            try require(.manageAuthority, of: standing, to: "withdraw templates")
            let template = try await stored(name)
            guard snapshot.isPublished(template, by: number) else { return }
            try await commit(
                .templateWithdrawn(TemplatePublication(authority: number, template: template.name)),
                .templateWithdrawn(authority: number.rawValue, name: template.name),
                template,
                snapshot
            )
        }
    }

    private func stored(_ name: String) async throws -> CertificateTemplate {
        guard let template = try await service.store.template(named: name) else {
            throw CAError(
                .notFound,
                status: .certsrvUnsupportedCertType,
                "There is no template \(name.quoted).",
                reason: DenialReason(
                    rule: "TemplateIsKnown",
                    field: "template",
                    value: name,
                    remedy: "Choose one that `chancery template list --all` shows."
                )
            )
        }
        return template
    }

    private func commit(_ change: CAChange, _ event: AuditEvent, _ template: CertificateTemplate, _ snapshot: AuthoritySnapshot)
        async throws
    {
        try await service.store.commit(
            [change, .audited(AuditRecord(event, by: .caller(caller), when: service.clock()))],
            expecting: Basis(templateName: template.name, templateVersion: template.version, rightsEpoch: snapshot.rightsEpoch)
        )
    }

    /// The administrators of the caller's domain.
    private static func administrators(in principal: Principal) -> Set<SecurityIdentifier> {
        principal.sid.domain.map(TemplateValidation.administrators) ?? []
    }
}
