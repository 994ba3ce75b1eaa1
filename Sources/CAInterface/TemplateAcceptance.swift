public import CertificateTemplates
public import PortableFoundation

/// An administrator's decision to keep a template although it breaks a rule that can be accepted.
public struct TemplateAcceptance: Hashable, Sendable {
    /// Template name, as stored.
    public let template: String
    /// The class or name of the rule, such as `ESC1`.
    public let rule: String
    /// The values that were accepted. A later edit that breaks the rule with another value is refused again.
    public let values: Set<String>
    public let reason: String
    /// `DOMAIN\name` of the administrator.
    public let author: String
    public let when: Date

    public init(template: String, rule: String, values: Set<String>, reason: String, author: String, when: Date) {
        self.template = template
        self.rule = rule
        self.values = values
        self.reason = reason
        self.author = author
        self.when = when
    }

    public func covers(_ problem: TemplateProblem) -> Bool {
        problem.canBeAccepted && problem.rule == rule && values.contains(problem.value)
    }
}
