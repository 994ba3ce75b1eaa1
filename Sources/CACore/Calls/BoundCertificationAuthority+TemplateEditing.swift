package import CAInterface
package import CertificateTemplates
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Templates that are read, edited and retired.
extension BoundCertificationAuthority {
    package func template(named name: String) async throws -> CertificateTemplate {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard let template = snapshot.template(name), !snapshot.isRetired(template), mayRead(template, standing, snapshot) else {
                throw Self.unknownTemplate(name)
            }
            return template
        }
    }

    private func mayRead(_ template: CertificateTemplate, _ standing: Standing, _ snapshot: AuthoritySnapshot) -> Bool {
        let rights = template.access.rights(of: standing.principal)
        if standing.seesAll || rights.contains(.write) { return true }
        return snapshot.isPublished(template, by: number) && !rights.isDisjoint(with: [.read, .enroll])
    }

    package func templateHistory(of name: String) async throws -> TemplateHistory {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard standing.seesAll else { throw refusal(standing, "read the history of templates") }
            guard let template = snapshot.template(name) else { throw Self.unknownTemplate(name) }
            return TemplateHistory(
                versions: try await service.store.templateVersions(named: template.name),
                retirement: snapshot.retirements[template.name.lowercased()]
            )
        }
    }

    package func edit(_ edits: [TemplateEdit], _ options: TemplateEditOptions) async throws -> TemplateEditOutcome {
        try await acting { snapshot, standing in
            try requireEditor(of: edits, standing, snapshot)
            let author = author(standing)
            let isDryRun = options.contains(.dryRun)
            let domain = standing.principal.sid.domain ?? (0, 0, 0)
            let plan = try TemplateEditPlan(edits, in: snapshot, by: author, freshOID: isDryRun ? nil : { self.freshOID(in: domain) })
            let names = try await self.names(in: plan)
            let outcomes = plan.outcomes { names[$0] ?? $0.text }
            let isRefused = plan.isRefused(storesUnpublished: options.contains(.storeUnpublished))
            if isRefused || isDryRun {
                return TemplateEditOutcome(isStored: false, isRefused: isRefused, outcomes: outcomes)
            }
            let changes = try plan.steps.flatMap { try self.changes(of: $0, by: author) }
            // The epoch grows with every change of templates, acceptances and rights, so nothing that was read can have changed.
            if !changes.isEmpty { try await service.store.commit(changes, expecting: Basis(rightsEpoch: snapshot.rightsEpoch)) }
            return TemplateEditOutcome(isStored: true, isRefused: false, outcomes: outcomes)
        }
    }

    /// Administrators edit every template. Who has Write at a template edits it without becoming more: neither its access list nor an
    /// acceptance is theirs to give.
    private func requireEditor(of edits: [TemplateEdit], _ standing: Standing, _ snapshot: AuthoritySnapshot) throws {
        if standing.rights.contains(.manageAuthority) { return }
        for edit in edits {
            guard let stored = snapshot.template(called: edit.template.name), !snapshot.isRetired(stored),
                stored.access.rights(of: standing.principal).contains(.write), snapshot.standing(of: stored).brokenRule == nil,
                edit.accept.isEmpty, edit.template.access == stored.access
            else { throw refusal(standing, "edit the template \(edit.template.name.quoted)") }
        }
    }

    private func changes(of step: TemplateEditPlan.Step, by author: TemplateAuthor) throws -> [CAChange] {
        let template = step.template
        var changes: [CAChange] = []
        if step.isChanged {
            changes.append(.templateSaved(template, author: author))
            changes.append(
                audited(
                    .templateSaved(name: template.name, version: template.version, document: try CanonicalJSON.text(template)),
                    author.when
                )
            )
        }
        for acceptance in step.accepted { changes += accepted(acceptance) }
        for rule in step.mended { changes += acceptanceWithdrawn(rule, template.name, author.when) }
        return changes
    }

    private func accepted(_ acceptance: TemplateAcceptance) -> [CAChange] {
        let event = AuditEvent.templateRuleAccepted(
            name: acceptance.template,
            rule: acceptance.rule,
            values: acceptance.values.sorted(),
            reason: acceptance.reason
        )
        return [.templateRuleAccepted(acceptance), audited(event, acceptance.when)]
    }

    private func acceptanceWithdrawn(_ rule: String, _ template: String, _ when: Date) -> [CAChange] {
        [
            .templateAcceptanceWithdrawn(template: template, rule: rule),
            audited(.templateAcceptanceWithdrawn(name: template, rule: rule), when),
        ]
    }

    package func retireTemplate(_ name: String, version: Int?) async throws {
        try await acting { snapshot, standing in
            try require(.manageAuthority, of: standing, to: "retire templates")
            let template = try stored(name, in: snapshot)
            if let version, version != template.version {
                // An edit without a change states the same expectation in the same words.
                _ = try TemplateEditPlan(
                    [TemplateEdit(template, precondition: .version(version))],
                    in: snapshot,
                    by: author(standing),
                    freshOID: nil
                )
            }
            let author = author(standing)
            let publications = snapshot.publications.filter { $0.template.lowercased() == template.name.lowercased() }
                .sorted { $0.authority.rawValue < $1.authority.rawValue }
            let withdrawals = publications.flatMap { publication in
                [
                    CAChange.templateWithdrawn(publication),
                    audited(.templateWithdrawn(authority: publication.authority.rawValue, name: template.name), author.when),
                ]
            }
            try await service.store.commit(
                withdrawals + [
                    .templateRetired(name: template.name, by: author),
                    audited(.templateRetired(name: template.name, version: template.version), author.when),
                ],
                expecting: Basis(rightsEpoch: snapshot.rightsEpoch)
            )
        }
    }

    package func acceptRule(_ acceptance: TemplateEdit.Acceptance, ofTemplate name: String) async throws {
        try await acting { snapshot, standing in
            try require(.manageAuthority, of: standing, to: "accept that a template breaks a rule")
            let template = try stored(name, in: snapshot)
            let plan = try TemplateEditPlan(
                [TemplateEdit(template, accept: [acceptance])],
                in: snapshot,
                by: author(standing),
                freshOID: nil
            )
            let accepted = plan.steps.flatMap(\.accepted)
            guard !accepted.isEmpty else {
                let findings = snapshot.judge.findings(of: template).filter { $0.problem.rule == acceptance.rule }
                // Accepted already, with the same reason.
                if !findings.isEmpty, findings.allSatisfy({ $0.acceptance != nil }) { return }
                let broken = snapshot.judge.findings(of: template).map(\.problem)
                let isShape = broken.contains { $0.rule == acceptance.rule }
                throw CAError(
                    .unacceptable,
                    status: .invalidArgument,
                    isShape
                        ? "Nobody can accept the rule \(acceptance.rule.quoted): a template keeps it, or is not used."
                        : "The template \(template.name) does not break the rule \(acceptance.rule.quoted).",
                    reason: DenialReason(
                        rule: "OnlyFindingsAreAccepted",
                        field: "rule",
                        value: acceptance.rule,
                        remedy: "Name one of: \(broken.filter(\.canBeAccepted).map(\.rule).joined(separator: ", "))."
                    )
                )
            }
            try await service.store.commit(accepted.flatMap(self.accepted), expecting: Basis(rightsEpoch: snapshot.rightsEpoch))
        }
    }

    package func withdrawAcceptance(of rule: String, ofTemplate name: String) async throws {
        try await acting { snapshot, standing in
            try require(.manageAuthority, of: standing, to: "withdraw what was accepted of a template")
            guard let template = snapshot.template(name) else { throw Self.unknownTemplate(name) }
            guard let known = snapshot.judge.acceptances(of: template.name).first(where: { $0.rule.lowercased() == rule.lowercased() })
            else {
                throw CAError(
                    .notFound,
                    status: .invalidArgument,
                    "Nobody has accepted that the template \(template.name) breaks the rule \(rule.quoted).",
                    reason: DenialReason(
                        rule: "AcceptanceIsKnown",
                        field: "rule",
                        value: rule,
                        remedy: "Name one that `chancery template list --all` shows as accepted."
                    )
                )
            }
            try await service.store.commit(
                acceptanceWithdrawn(known.rule, template.name, service.clock()),
                expecting: Basis(rightsEpoch: snapshot.rightsEpoch)
            )
        }
    }

    // MARK: Parts

    private func author(_ standing: Standing) -> TemplateAuthor {
        TemplateAuthor(name: standing.principal.accountName, when: service.clock())
    }

    func audited(_ event: AuditEvent, _ when: Date) -> CAChange { .audited(AuditRecord(event, by: .caller(caller), when: when)) }

    /// Below the arc of the installation's own templates, with two numbers drawn at random.
    private func freshOID(in domain: (UInt32, UInt32, UInt32)) -> OID {
        let random = service.randomBytes(8).map(UInt32.init)
        let first = random[0] << 23 | random[1] << 15 | random[2] << 7 | random[3] >> 1
        let second = random[4] << 23 | random[5] << 15 | random[6] << 7 | random[7] >> 1
        return OID(dotted: "1.3.6.1.4.1.311.21.8.\(domain.0).\(domain.1).\(domain.2).\(first).\(second)")
            ?? OID.Microsoft.enterpriseObjectIdentifiers
    }

    /// The names of the trustees whose rights an edit may change.
    private func names(in plan: TemplateEditPlan) async throws -> [SecurityIdentifier: String] {
        let lists = plan.steps.flatMap { [$0.template.access, $0.former?.access ?? AccessControlList()] }
        var names: [SecurityIdentifier: String] = [:]
        for trustee in Set(lists.flatMap(\.entries).map(\.trustee)) { names[trustee] = try await self.name(of: trustee) }
        return names
    }

    /// The name that people know; nil when the directory does not know the SID.
    func name(of trustee: SecurityIdentifier) async throws -> String? {
        switch trustee {
        case .everyone: "Everyone"
        case .authenticatedUsers: "Authenticated Users"
        default: try await service.directory.principal(sid: trustee)?.accountName
        }
    }
}
