package import CAInterface
import CertificateTemplates

/// One element of `GET /api/v1/authorities/{ca}/templates`.
package struct TemplateStateBody: Codable, Sendable, Equatable {
    package let name: String
    package let displayName: String
    /// Number of the stored version.
    package let version: Int
    package let published: Bool
    package let problems: [TemplateProblemBody]

    package init(_ state: TemplateState) {
        name = state.template.name
        displayName = state.template.displayName
        version = state.template.version
        published = state.isPublished
        problems = state.problems.map {
            TemplateProblemBody(rule: $0.rule, field: $0.field, value: $0.value, remedy: $0.remedy)
        }
    }
}

/// A rule that a template breaks.
package struct TemplateProblemBody: Codable, Sendable, Equatable {
    package let rule: String
    package let field: String
    package let value: String
    package let remedy: String
}
