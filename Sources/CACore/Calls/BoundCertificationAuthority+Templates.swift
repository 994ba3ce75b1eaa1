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
            return snapshot.templates.map { template in
                TemplateState(
                    template: template,
                    isPublished: snapshot.isPublished(template, by: number),
                    findings: snapshot.judge.findings(of: template),
                    isRetired: snapshot.isRetired(template)
                )
            }
        }
    }

    package func publishTemplate(_ name: String) async throws {
        try await acting { snapshot, standing in
            try require(.manageAuthority, of: standing, to: "publish templates")
            let template = try stored(name, in: snapshot)
            // Also for a published one: after an acceptance was withdrawn it issues nothing.
            try requireSound(template, in: snapshot)
            if snapshot.isPublished(template, by: number) { return }
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
            let template = try stored(name, in: snapshot)
            guard snapshot.isPublished(template, by: number) else { return }
            try await commit(
                .templateWithdrawn(TemplatePublication(authority: number, template: template.name)),
                .templateWithdrawn(authority: number.rawValue, name: template.name),
                template,
                snapshot
            )
        }
    }

    /// - Throws: `CAError.unacceptable` when the template breaks a rule that nobody has accepted.
    func requireSound(_ template: CertificateTemplate, in snapshot: AuthoritySnapshot) throws {
        let problems = snapshot.judge.findings(of: template).filter { $0.acceptance == nil }.map(\.problem)
        guard let first = problems.first else { return }
        let state = snapshot.isPublished(template, by: number) ? "is published and issues nothing" : "is not published"
        throw CAError(
            .unacceptable,
            status: .certsrvUnsupportedCertType,
            "The template \(template.name) \(state). \(problems.map(\.description).joined(separator: " "))",
            reason: DenialReason(rule: first.rule, field: first.field, value: first.value, remedy: first.remedy)
        )
    }

    /// The stored template, by name or OID; a retired one is absent.
    func stored(_ name: String, in snapshot: AuthoritySnapshot) throws -> CertificateTemplate {
        guard let template = snapshot.template(name), !snapshot.isRetired(template) else { throw Self.unknownTemplate(name) }
        return template
    }

    static func unknownTemplate(_ name: String) -> CAError {
        CAError(
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

    private func commit(_ change: CAChange, _ event: AuditEvent, _ template: CertificateTemplate, _ snapshot: AuthoritySnapshot)
        async throws
    {
        try await service.store.commit(
            [change, .audited(AuditRecord(event, by: .caller(caller), when: service.clock()))],
            expecting: Basis(templateName: template.name, templateVersion: template.version, rightsEpoch: snapshot.rightsEpoch)
        )
    }
}
