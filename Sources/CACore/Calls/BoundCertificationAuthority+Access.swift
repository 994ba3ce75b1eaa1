package import CAInterface
import CertificateTemplates
import PKIDirectory
import PortableFoundation

/// Why somebody may enroll for a template, or may not.
extension BoundCertificationAuthority {
    package func access(toTemplate name: String, principal: String?) async throws -> TemplateAccess {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            let seesAll = !standing.rights.isDisjoint(with: [.manageAuthority, .audit])
            let subject = try await self.subject(named: principal, standing, seesAll: seesAll)
            guard let template = snapshot.template(name), seesAll || !snapshot.isRetired(template) else { throw Self.unknownTemplate(name) }
            // A template that the caller may not see is as absent as for the other calls; why not is an administrator's question.
            guard seesAll || snapshot.isPublished(template, by: number) else { throw Self.unknownTemplate(name) }
            let known = try authority(in: snapshot)
            var decisions: [TemplateAccess.Decision] = []
            for right in [AccessRights.read, .enroll, .autoenroll, .write] {
                decisions.append(try await decision(right, subject, template.access, isOfAuthority: false))
            }
            for right in [AccessRights.read, .enroll] {
                decisions.append(try await decision(right, subject, known.stored.access, isOfAuthority: true))
            }
            let obstacles = self.obstacles(of: template, subject, known, snapshot)
            let enrolls = [template.access, known.stored.access].allSatisfy { $0.rights(of: subject).contains(.enroll) }
            return TemplateAccess(
                template: template.name,
                authority: known.stored.name,
                principal: subject.accountName,
                mayEnroll: enrolls && obstacles.isEmpty,
                decisions: decisions,
                obstacles: obstacles
            )
        }
    }

    private func subject(named name: String?, _ standing: Standing, seesAll: Bool) async throws -> Principal {
        guard let name else { return standing.principal }
        let found = try await principal(named: name)
        // Others learn nothing about other accounts, not even whether they exist.
        guard seesAll || found?.id == standing.principal.id else { throw refusal(standing, "ask about the rights of other accounts") }
        guard let found else { throw Self.unknownPrincipal(name, field: "principal") }
        return found
    }

    func principal(named name: String) async throws -> Principal? {
        do {
            return try await service.directory.principal(named: name)
        } catch let error as DirectoryError where error.code == .ambiguous {
            throw CAError(.conflict, status: .invalidArgument, error.message)
        }
    }

    static func unknownPrincipal(_ name: String, field: String) -> CAError {
        CAError(
            .notFound,
            status: .invalidArgument,
            "There is no account or group named \(name.quoted).",
            reason: DenialReason(rule: "AccountIsKnown", field: field, value: name, remedy: "Check the spelling.")
        )
    }

    private func decision(
        _ right: AccessRights,
        _ subject: Principal,
        _ access: AccessControlList,
        isOfAuthority: Bool
    ) async throws -> TemplateAccess.Decision {
        let entry = access.decidingEntry(for: right, of: subject)
        let isAllowed = access.rights(of: subject).contains(right)
        let word = right.names.joined()
        let trustee: String? = if let entry { try await name(of: entry.trustee) } else { nil }
        let shown = trustee ?? entry?.trustee.text ?? ""
        let object = isOfAuthority ? "authority" : "template"
        let isOwn = entry?.trustee == subject.sid
        let remedy =
            if isAllowed {
                "To take it away: remove \(word) from the entry for \(shown) at the \(object)\(isOwn ? "" : ", or take \(subject.accountName) out of it"), or add a deny entry."
            } else if entry != nil {
                "Remove the deny entry for \(shown) at the \(object)\(isOwn ? "" : ", or take \(subject.accountName) out of it"); an entry that allows \(word) is needed too."
            } else {
                "Add an entry at the \(object) that allows \(word) to \(subject.accountName) or to one of its groups."
            }
        return TemplateAccess.Decision(
            right: word,
            isOfAuthority: isOfAuthority,
            isAllowed: isAllowed,
            entry: entry,
            trustee: trustee,
            membership: entry.map { membership($0.trustee, subject, shown) },
            remedy: remedy
        )
    }

    private func membership(_ trustee: SecurityIdentifier, _ subject: Principal, _ name: String) -> String {
        switch trustee {
        case subject.sid: "the account itself"
        case .everyone, .authenticatedUsers: "\(name), to which every account belongs"
        default: "membership in \(name)"
        }
    }

    private func obstacles(
        of template: CertificateTemplate,
        _ subject: Principal,
        _ known: KnownAuthority,
        _ snapshot: AuthoritySnapshot
    ) -> [String] {
        var obstacles: [String] = []
        if !subject.enabled { obstacles.append("The account \(subject.accountName) is disabled.") }
        if subject.kind == .group { obstacles.append("\(subject.accountName) is a group; groups receive no certificates.") }
        if snapshot.isRetired(template) {
            obstacles.append("The template \(template.name) is retired.")
        } else if !snapshot.isPublished(template, by: number) {
            obstacles.append("\(known.stored.name) does not issue for it: chancery template publish \(template.name)")
        }
        if let demand = TemplateDemand.unmet(by: template).first { obstacles.append(demand.problem(of: template).description) }
        if let problem = snapshot.standing(of: template).brokenRule { obstacles.append("Nobody accepts \(problem.description)") }
        return obstacles
    }
}
