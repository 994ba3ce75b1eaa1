/// Something in a profile template that is wrong, or that its author should know.
package struct ProfileTemplateFinding: Hashable, Sendable, CustomStringConvertible {
    /// The name of the rule.
    package let rule: String
    /// The key, such as `policies.enroll.approvers`.
    package let field: String
    package let value: String
    /// What to do.
    package let remedy: String
    /// Whether the profile template cannot be stored with it.
    package let isRefusal: Bool

    package init(_ rule: String, _ field: String, _ value: String, _ remedy: String, isRefusal: Bool = true) {
        self.rule = rule
        self.field = field
        self.value = value
        self.remedy = remedy
        self.isRefusal = isRefusal
    }

    package var description: String { "\(rule): \(field) is \(value). \(remedy)" }
}

/// What a profile template refers to, as it is at the moment of the edit.
package struct ProfileTemplateSurroundings: Hashable, Sendable {
    /// A certificate template of the installation.
    package struct Template: Hashable, Sendable {
        package let name: String
        package let isRetired: Bool
        /// Its keys are archived with the CA.
        package let archivesKeys: Bool
        /// The names of the CAs that issue for it, as far as the caller may know.
        package let issuers: Set<String>

        package init(name: String, isRetired: Bool = false, archivesKeys: Bool = false, issuers: Set<String>) {
            self.name = name
            self.isRetired = isRetired
            self.archivesKeys = archivesKeys
            self.issuers = issuers
        }
    }

    /// By lower-case name.
    package var templates: [String: Template]
    /// The CAs that issue, in their order.
    package var authorities: [String]
    /// SIDs that are groups or known to everybody. Nobody knows here how many people they are.
    package var groups: Set<String>
    /// The validators of answers that the program has.
    package var validators: Set<String>
    /// Whether mails are sent.
    package var sendsMail: Bool

    package init(
        templates: [Template],
        authorities: [String],
        groups: Set<String> = [],
        validators: Set<String> = [],
        sendsMail: Bool = true
    ) {
        self.templates = Dictionary(templates.map { ($0.name.lowercased(), $0) }) { first, _ in first }
        self.authorities = authorities
        self.groups = groups
        self.validators = validators
        self.sendsMail = sendsMail
    }
}
