package import CAInterface
import CertificateTemplates

/// One element of `GET /api/v1/authorities/{ca}/templates`.
package struct TemplateStateBody: Codable, Sendable, Equatable {
    package let name: String
    package let displayName: String
    /// Number of the stored version.
    package let version: Int
    package let published: Bool
    package let problems: [TemplateFindingBody]
    /// Nobody can enroll for it any more.
    package let retired: Bool

    package init(_ state: TemplateState) {
        name = state.template.name
        displayName = state.template.displayName
        version = state.template.version
        published = state.isPublished
        problems = state.findings.map(TemplateFindingBody.init)
        retired = state.isRetired
    }
}
