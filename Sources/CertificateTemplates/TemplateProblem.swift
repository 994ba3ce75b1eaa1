/// The reason why a template may not be saved: the rule that it breaks, the place, and the remedy.
public struct TemplateProblem: Hashable, Sendable, CustomStringConvertible {
    /// Name of the rule, e.g. `RequesterNamesAreNotForLogon`.
    public let rule: String
    /// The field of the template that has to change.
    public let field: String
    /// The value of the field.
    public let value: String
    /// The remedy.
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
