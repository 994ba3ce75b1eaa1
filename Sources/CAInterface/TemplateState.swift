public import CertificateTemplates

/// A stored template as one authority sees it.
public struct TemplateState: Hashable, Sendable {
    public let template: CertificateTemplate
    /// The authority issues for it.
    public let isPublished: Bool
    /// Every rule that it breaks; it is not published before they are mended.
    public let problems: [TemplateProblem]

    public init(template: CertificateTemplate, isPublished: Bool, problems: [TemplateProblem]) {
        self.template = template
        self.isPublished = isPublished
        self.problems = problems
    }
}
