/// The reason why a template may not be saved: the rule that it breaks, the place, and the remedy.
public struct TemplateProblem: Hashable, Sendable, CustomStringConvertible {
    /// Name of the rule: `ESC1` and so on where the rule prevents a known class of attack, a sentence such as `KeysAreLong` elsewhere.
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

    /// Whether an administrator may accept it. A document with any other fault is not saved at all.
    public var canBeAccepted: Bool { rule.hasPrefix("ESC") }

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
