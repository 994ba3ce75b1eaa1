import PKIDirectory

/// A field in which two versions of a template differ, with the values as people read them.
public struct TemplateFieldChange: Hashable, Sendable {
    /// The name of the member of the document.
    public let field: String
    /// Nil where the value is absent.
    public let from: String?
    public let to: String?

    public init(field: String, from: String?, to: String?) {
        self.field = field
        self.from = from
        self.to = to
    }
}

extension CertificateTemplate {
    /// Field by field, in the order in which a template is shown; the number of the version is not among them.
    /// - Parameter former: nil for a new template: then every field that has another value than the standard one.
    public func changes(since former: CertificateTemplate?) -> [TemplateFieldChange] {
        TemplateField.all.compactMap { field in
            guard field.name != "version" else { return nil }
            let from = field.shown(former ?? .standard)
            let to = field.shown(self)
            return from == to ? nil : TemplateFieldChange(field: field.name, from: former == nil ? nil : from, to: to)
        }
    }
}
