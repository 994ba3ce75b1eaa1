public import CertificateTemplates

/// The outcome of one document of an edit.
public struct TemplateOutcome: Hashable, Sendable {
    public let name: String
    /// The newest version before; nil for a new template.
    public let oldVersion: Int?
    /// The newest version after; the same as before when the document changes nothing.
    public let newVersion: Int
    /// Field by field.
    public let changes: [TemplateFieldChange]
    /// Every rule that the document breaks.
    public let findings: [TemplateFinding]
    /// The meaning of the changes for those who enroll, one sentence each.
    public let meaning: [String]

    public init(
        name: String,
        oldVersion: Int?,
        newVersion: Int,
        changes: [TemplateFieldChange],
        findings: [TemplateFinding],
        meaning: [String]
    ) {
        self.name = name
        self.oldVersion = oldVersion
        self.newVersion = newVersion
        self.changes = changes
        self.findings = findings
        self.meaning = meaning
    }
}

/// A rule that a template breaks, and whether an administrator accepts that.
public struct TemplateFinding: Hashable, Sendable {
    public let problem: TemplateProblem
    public let acceptance: TemplateAcceptance?

    public init(problem: TemplateProblem, acceptance: TemplateAcceptance?) {
        self.problem = problem
        self.acceptance = acceptance
    }
}

/// The outcome of an edit: all documents were stored, or none.
public struct TemplateEditOutcome: Hashable, Sendable {
    /// Whether the documents are stored now. False after a dry run, and when a finding forbids it.
    public let isStored: Bool
    /// Whether a finding forbids to store them.
    public let isRefused: Bool
    /// In the order of the documents.
    public let outcomes: [TemplateOutcome]

    public init(isStored: Bool, isRefused: Bool, outcomes: [TemplateOutcome]) {
        self.isStored = isStored
        self.isRefused = isRefused
        self.outcomes = outcomes
    }
}
