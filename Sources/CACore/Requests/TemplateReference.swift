import PKIFormats

/// One place of a request that names a template. All such places must mean the same one.
package struct TemplateReference: Sendable, Hashable {
    /// The place, in words for the requester.
    package let source: String
    /// A template name, or its OID in dotted form.
    package let identifier: String
    /// The requested version, if the place has one (1.3.6.1.4.1.311.21.7).
    package let major: Int?
    package let minor: Int?

    package init(source: String, identifier: String, major: Int? = nil, minor: Int? = nil) {
        self.source = source
        self.identifier = identifier
        self.major = major
        self.minor = minor
    }
}
