/// Why a template may not be saved: the rule it breaks, where, and what to do.
public struct TemplateProblem: Hashable, Sendable, CustomStringConvertible {
    /// Name of the rule, e.g. `RequesterNamesAreNotForLogon`.
    public let rule: String
    /// The field of the template that has to change.
    public let field: String
    /// What stands there.
    public let value: String
    /// What to do about it.
    public let remedy: String

    public init(rule: String, field: String, value: String, remedy: String) {
        self.rule = rule
        self.field = field
        self.value = value
        self.remedy = remedy
    }

    public var description: String { "\(rule): \(field) is \(value). \(remedy)" }
}

/// A template that was refused, with every problem found.
public struct TemplateRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    public let template: String
    /// At least one.
    public let problems: [TemplateProblem]

    public var description: String {
        "The template \(template) is not saved. " + problems.map(\.description).joined(separator: " ")
    }
}
