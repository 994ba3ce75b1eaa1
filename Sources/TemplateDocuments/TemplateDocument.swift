package import CertificateTemplates

/// A template as a file describes it, with the place of each key for the faults that only show beside other documents or on the server.
package struct TemplateDocument: Sendable {
    /// A rule that the template may break, and the reason why.
    package struct Acceptance: Hashable, Sendable {
        package let rule: String
        package let reason: String

        package init(rule: String, reason: String) {
            self.rule = rule
            self.reason = reason
        }
    }

    /// The whole template; a key that the file lacks has its standard value. Without an OID it has `0.0`.
    package var template: CertificateTemplate
    package var accept: [Acceptance] = []
    /// The version on the server from which the file was made; nil when the file replaces every version.
    package var expectedVersion: Int?
    /// The name of the file, as messages show it.
    package var file = ""
    /// The first line of the document, counted from 1.
    package var line = 1
    /// The lines of the keys.
    package var lines: [String: Int] = [:]

    package init(_ template: CertificateTemplate) { self.template = template }

    /// A fault at a key of this document.
    package func fault(_ key: String, _ reason: String) -> DocumentFault {
        DocumentFault(file: file, line: lines[key] ?? line, key: key, reason: reason)
    }
}
