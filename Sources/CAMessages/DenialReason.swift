/// The reason why a request was refused, in words on which an operator can act.
public struct DenialReason: Hashable, Sendable, Codable {
    /// The rule that refused, e.g. `KeyIsStrongEnough`.
    public let rule: String
    /// The field of the request that the rule checked, e.g. `subjectPublicKeyInfo`.
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
}
