/// One judge. It looks at the question alone: no I/O, no clock, no state.
package protocol PolicyRule: Sendable {
    func judge(_ question: Question) -> Verdict
}

/// What a rule, and the whole policy, says.
package enum Verdict: Sendable, Hashable {
    case allow
    /// An officer decides.
    case hold
    case deny(Denial)
}

/// The rule book: asked in order; the first refusal ends it, and one rule that holds makes the whole request wait.
package struct Policy: Sendable {
    package let rules: [any PolicyRule]

    package init(rules: [any PolicyRule]) { self.rules = rules }

    package static let standard = Policy(rules: [
        CallerMayEnroll(),
        OnBehalfOfIsGranted(),
        KeyIsStrongEnough(),
        ProofIsStrongEnough(),
        AuthorizedSignaturesArePresent(),
        NamesComeFromTheTemplate(),
        IssuerIsNotRevoked(),
        ValidityNests(),
        OfficerDecides(),
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
