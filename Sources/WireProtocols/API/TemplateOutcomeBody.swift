package import CAInterface
package import CertificateTemplates

/// The answer to an edit of one template, and an element of the answer to a batch.
package struct TemplateOutcomeBody: Codable, Sendable, Equatable {
    package let name: String
    /// Absent for a new template.
    package let oldVersion: Int?
    package let newVersion: Int
    package let changes: [TemplateFieldChangeBody]
    package let findings: [TemplateFindingBody]
    /// What the change means for those who enroll, one sentence each.
    package let meaning: [String]

    package init(_ outcome: TemplateOutcome) {
        name = outcome.name
        oldVersion = outcome.oldVersion
        newVersion = outcome.newVersion
        changes = outcome.changes.map(TemplateFieldChangeBody.init)
        findings = outcome.findings.map(TemplateFindingBody.init)
        meaning = outcome.meaning
    }
}

package struct TemplateFieldChangeBody: Codable, Sendable, Equatable {
    package let field: String
    package let from: String?
    package let to: String?

    package init(_ change: TemplateFieldChange) {
        field = change.field
        from = change.from
        to = change.to
    }
}

/// A rule that a template breaks.
package struct TemplateFindingBody: Codable, Sendable, Equatable {
    package let rule: String
    package let field: String
    package let value: String
    package let remedy: String
    /// Whether an administrator may accept it.
    package let acceptable: Bool
    package let accepted: Bool
    /// Who accepted it, why and when (RFC 3339).
    package let acceptedBy: String?
    package let acceptedReason: String?
    package let acceptedWhen: String?

    package init(_ finding: TemplateFinding) {
        rule = finding.problem.rule
        field = finding.problem.field
        value = finding.problem.value
        remedy = finding.problem.remedy
        acceptable = finding.problem.canBeAccepted
        accepted = finding.acceptance != nil
        acceptedBy = finding.acceptance?.author
        acceptedReason = finding.acceptance?.reason
        acceptedWhen = finding.acceptance.map { WireDate.text($0.when) }
    }
}

/// The answer to `POST /api/v1/templates`.
package struct TemplateBatchOutcomeBody: Codable, Sendable, Equatable {
    /// Whether the documents are stored now.
    package let stored: Bool
    /// Whether a finding forbids to store them; a dry run says so with status 200.
    package let refused: Bool
    package let templates: [TemplateOutcomeBody]

    package init(_ outcome: TemplateEditOutcome) {
        stored = outcome.isStored
        refused = outcome.isRefused
        templates = outcome.outcomes.map(TemplateOutcomeBody.init)
    }
}

/// The answer with status 422 when a finding forbids an edit: the members of ``ProblemBody`` for the first finding, and all outcomes.
package struct TemplateRefusalBody: Encodable, Sendable {
    package let problem: ProblemBody
    package let templates: [TemplateOutcomeBody]

    package init(problem: ProblemBody, outcome: TemplateEditOutcome) {
        self.problem = problem
        templates = outcome.outcomes.map(TemplateOutcomeBody.init)
    }

    private enum CodingKeys: String, CodingKey { case templates }

    package func encode(to encoder: any Encoder) throws {
        try problem.encode(to: encoder)
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(templates, forKey: .templates)
    }
}
