public import CertificateTemplates

/// A stored template as one authority sees it.
public struct TemplateState: Hashable, Sendable {
    public let template: CertificateTemplate
    /// The authority issues for it.
    public let isPublished: Bool
    /// Every rule that it breaks; it is not published before they are mended or accepted.
    public let findings: [TemplateFinding]
    public var problems: [TemplateProblem] { findings.map(\.problem) }
    /// Nobody can enroll for it any more.
    public let isRetired: Bool

    public init(template: CertificateTemplate, isPublished: Bool, findings: [TemplateFinding], isRetired: Bool = false) {
        self.template = template
        self.isPublished = isPublished
        self.findings = findings
        self.isRetired = isRetired
    }
}
