package import CAInterface
package import CertificateTemplates
package import PKIDirectory
package import PKIFormats

/// Judges templates as this installation sees them: who its administrators are, which issuance policies are linked to groups, and what was
/// accepted. Saving, publishing and issuing all ask it.
package struct TemplateJudge: Sendable {
    /// Those who may manage an authority, and the administrators of their domain.
    package let administrators: Set<SecurityIdentifier>
    package let linkedPolicies: Set<OID>
    /// By lower-cased name of the template.
    private let acceptances: [String: [TemplateAcceptance]]

    package init(authorities: [StoredAuthority], acceptances: [TemplateAcceptance]) {
        var administrators: Set<SecurityIdentifier> = []
        var linked: Set<OID> = []
        for authority in authorities {
            for entry in authority.access.entries where !entry.isDeny && entry.rights.contains(.manageAuthority) {
                administrators.insert(entry.trustee)
                if let domain = entry.trustee.domain { administrators.formUnion(TemplateValidation.administrators(in: domain)) }
            }
            linked.formUnion(authority.settings.linkedPolicies.keys.compactMap { OID(dotted: $0) })
        }
        self.administrators = administrators
        linkedPolicies = linked
        self.acceptances = Dictionary(grouping: acceptances) { $0.template.lowercased() }
    }

    package func acceptances(of template: String) -> [TemplateAcceptance] { acceptances[template.lowercased()] ?? [] }

    /// Every rule that the template breaks.
    /// - Parameter more: acceptances that are not stored yet; they count instead of stored ones of the same rule.
    package func findings(of template: CertificateTemplate, accepting more: [TemplateAcceptance] = []) -> [TemplateFinding] {
        let all = more + acceptances(of: template.name)
        return TemplateValidation.problems(of: template, administrators: administrators, linkedPolicies: linkedPolicies).map { problem in
            TemplateFinding(problem: problem, acceptance: all.first { $0.covers(problem) })
        }
    }

    /// What issuing must know.
    package func standing(of template: CertificateTemplate) -> TemplateStanding {
        let findings = findings(of: template)
        return TemplateStanding(
            brokenRule: findings.first { $0.problem.canBeAccepted && $0.acceptance == nil }?.problem,
            leavesOutAccount: findings.contains { $0.problem.rule == "ESC9" && $0.acceptance != nil }
        )
    }
}

/// What was decided about a template beside its document.
package struct TemplateStanding: Sendable, Hashable {
    /// A rule that the template breaks and that nobody accepts, now or any more: it issues nothing.
    package var brokenRule: TemplateProblem?
    /// Whether NO_SECURITY_EXTENSION counts although the certificate serves for logon.
    package var leavesOutAccount = false

    package static let sound = TemplateStanding()

    package init(brokenRule: TemplateProblem? = nil, leavesOutAccount: Bool = false) {
        self.brokenRule = brokenRule
        self.leavesOutAccount = leavesOutAccount
    }
}
