/// Why a request was refused, in words an operator can act on.
public struct DenialReason: Hashable, Sendable, Codable {
    /// The rule that refused, e.g. `KeyIsStrongEnough`.
    public let rule: String
    /// The field of the request the rule looked at, e.g. `subjectPublicKeyInfo`.
    public let field: String
    /// The value it found.
    public let value: String
    /// What to do about it.
    public let remedy: String

    public init(rule: String, field: String, value: String, remedy: String) {
        self.rule = rule
        self.field = field
        self.value = value
        self.remedy = remedy
    }
}
