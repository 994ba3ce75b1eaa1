/// An authority issues for a template. A template without this is stored, and no more.
package struct TemplatePublication: Sendable, Hashable {
    package let authority: AuthorityNumber
    /// Template name, as stored.
    package let template: String

    package init(authority: AuthorityNumber, template: String) {
        self.authority = authority
        self.template = template
    }
}
