import PKIFormats

/// Which attributes a subject has to have, and may not have.
struct SubjectDemand: Sendable {
    var required: [OID] = []
    /// At least one of them; none is wanted where it is empty.
    var anyOf: [OID] = []
    var forbidden: Set<OID> = []
    /// The only ones that are allowed; nil where others are.
    var only: Set<OID>?

    func finding(in subject: LintSubject) -> ProfileRule.Finding? {
        if let missing = required.first(where: { !subject.types.contains($0) }) {
            return ProfileRule.Finding("subject", "without \(missing.shown)", "Ask for \(missing.shown) too.")
        }
        if !anyOf.isEmpty, subject.types.isDisjoint(with: anyOf) {
            return ProfileRule.Finding("subject", "without \(anyOf.map(\.shown).joined(separator: " and "))", "Ask for one of them too.")
        }
        let other = subject.attributes.first { attribute in
            forbidden.contains(attribute.type) || only.map { !$0.contains(attribute.type) } ?? false
        }
        return other.map { ProfileRule.Finding("subject", "\($0.type.shown)=\($0.value.string)", "Omit \($0.type.shown).") }
    }
}
