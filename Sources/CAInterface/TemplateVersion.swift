public import CertificateTemplates
public import PortableFoundation

/// Who wrote a version of a template, and when.
public struct TemplateAuthor: Hashable, Sendable {
    /// `DOMAIN\name`.
    public let name: String
    public let when: Date

    public init(name: String, when: Date) {
        self.name = name
        self.when = when
    }
}

/// A stored version of a template. Versions are never changed or deleted.
public struct TemplateVersion: Hashable, Sendable {
    public let template: CertificateTemplate
    /// Nil for versions that the first start or an earlier program wrote.
    public let author: TemplateAuthor?

    public init(template: CertificateTemplate, author: TemplateAuthor?) {
        self.template = template
        self.author = author
    }
}

/// Every version of a template, oldest first, and its end.
public struct TemplateHistory: Hashable, Sendable {
    public let versions: [TemplateVersion]
    /// Who retired the template; nil while it is in use.
    public let retirement: TemplateAuthor?

    public init(versions: [TemplateVersion], retirement: TemplateAuthor?) {
        self.versions = versions
        self.retirement = retirement
    }
}
