public import CertificateTemplates

/// A template of a policy server. Source: "IX509CertificateTemplate interface".
public final class X509CertificateTemplate {
    /// The template as a value. Not a documented member.
    public let certificateTemplate: CertificateTemplate

    public init(_ template: CertificateTemplate) { certificateTemplate = template }

    /// The value of a property. Source: "IX509CertificateTemplate::get_Property".
    /// - Throws: `CAError`: 0x80094004 when the template has no such value, 0x80070057 for a number that is not documented.
    public func property(_ property: EnrollmentTemplateProperty) throws -> EnrollmentTemplateValue {
        try TemplateProperties(template: certificateTemplate).value(of: property)
    }
}
