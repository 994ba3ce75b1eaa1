/// A rule of a lint, as a row of a table. docs/conformance/lint.md and docs/conformance/revocation-lists.md repeat the tables.
package protocol LintRule: Sendable {
    /// Short and stable, such as `crl.number`.
    var id: String { get }
    var severity: LintSeverity { get }
    /// The document and section.
    var source: String { get }
    /// What holds where the rule is kept.
    var text: String { get }
}

/// What follows from a broken rule.
package enum LintSeverity: String, Sendable, Hashable, CaseIterable {
    /// Nothing is signed.
    case error
    /// It is signed, and the message of the request says it.
    case warning
}

extension LintRule {
    package var severity: LintSeverity { .error }
}
