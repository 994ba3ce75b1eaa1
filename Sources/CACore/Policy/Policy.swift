/// The rules, asked in order. The first refusal ends the policy, and if one rule wants an officer, the whole request waits.
package struct Policy: Sendable {
    package let rules: [any PolicyRule]

    package init(rules: [any PolicyRule]) { self.rules = rules }

    package static let standard = Policy(rules: [
        CallerMayEnroll(),
        RenewalOnBehalfIsOn(),
        OnBehalfOfIsGranted(),
        TemplateAsksForWhatWeCan(),
        TemplateRisksAreAccepted(),
        AgentSignsForOthers(),
        RenewedCertificateIsOurs(),
        KeyIsStrongEnough(),
        KeyIsAttested(),
        KeyIsArchived(),
        ProofIsStrongEnough(),
        AuthorizedSignaturesArePresent(),
        NamesComeFromTheTemplate(),
        IssuerIsNotRevoked(),
        IssuerAllowsTheCertificate(),
        ValidityNests(),
        RequestedValidityCounts(),
        OfficerDecides(),
        DispositionIsConfigured(),
    ])

    package func judge(_ question: Question) -> Verdict {
        var verdict = Verdict.allow
        for rule in rules {
            switch rule.judge(question) {
            case .allow: continue
            case .hold: verdict = .hold
            case .deny(let denial): return .deny(denial)
            }
        }
        return verdict
    }
}
