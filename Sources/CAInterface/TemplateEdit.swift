public import CertificateTemplates

/// One document of an edit of templates.
public struct TemplateEdit: Hashable, Sendable {
    /// The state in which the stored template must be.
    public enum Precondition: Hashable, Sendable {
        /// Any state.
        case anything
        /// There is none of that name.
        case absent
        /// There is one, of any version.
        case present
        /// The newest version is this one.
        case version(Int)
    }

    /// A rule that the template may break, and the reason why.
    public struct Acceptance: Hashable, Sendable {
        public let rule: String
        public let reason: String

        public init(rule: String, reason: String) {
            self.rule = rule
            self.reason = reason
        }
    }

    /// The whole template. The server counts `version`; an absent OID (`0.0`) is the stored one, or a new one.
    public var template: CertificateTemplate
    public var precondition: Precondition
    public var accept: [Acceptance]

    public init(_ template: CertificateTemplate, precondition: Precondition = .anything, accept: [Acceptance] = []) {
        self.template = template
        self.precondition = precondition
        self.accept = accept
    }
}

/// How an edit of templates is made.
public struct TemplateEditOptions: OptionSet, Hashable, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Nothing is stored; the outcome says what would be.
    public static let dryRun = TemplateEditOptions(rawValue: 1)
    /// A template that no authority issues for is stored although it breaks rules that can be accepted. It is not published before they are
    /// mended or accepted.
    public static let storeUnpublished = TemplateEditOptions(rawValue: 2)
}
