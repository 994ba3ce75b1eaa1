import CAInterface
package import CertificateTemplates

/// Finds the template that a request means. A request may name it in several places, and all of them must agree.
///
/// Source: MS-WCCE §3.2.2.6.2.1.4.2; the code for "none" is the one that Microsoft's servers answer.
package enum TemplateChoice: Sendable {
    case chosen(CertificateTemplate)
    /// No template has that identifier. The caller may have seen a newer template than our snapshot has.
    case unknown(identifier: String, Denial)
    case refused(Denial)

    /// - Parameter find: finds a template by name or dotted OID, case-insensitive.
    package static func choose(_ references: [TemplateReference], find: (String) -> CertificateTemplate?) -> TemplateChoice {
        guard let first = references.first else {
            return .refused(
                Denial(
                    .certsrvNoCertType,
                    rule: "OneTemplateIsNamed",
                    field: "CertificateTemplate",
                    value: "none",
                    text: "The request names no certificate template.",
                    remedy: "Add the request attribute CertificateTemplate with the name of a template."
                )
            )
        }
        guard let template = find(first.identifier) else {
            // Two different unknown names count as unknown: a conflict needs a known template.
            return .unknown(
                identifier: first.identifier,
                Denial(
                    .certsrvUnsupportedCertType,
                    rule: "TemplateIsKnown",
                    field: "CertificateTemplate",
                    value: first.identifier,
                    text: "This authority has no certificate template \(first.identifier.quoted), named in \(first.source).",
                    remedy: "Name one of the templates that this authority lists."
                )
            )
        }
        for other in references.dropFirst() {
            guard let same = find(other.identifier), same.name == template.name else {
                return .refused(
                    Denial(
                        .certsrvTemplateConflict,
                        rule: "OneTemplateIsNamed",
                        field: "CertificateTemplate",
                        value: "\(first.identifier), \(other.identifier)",
                        text:
                            "The request names two templates: \(first.identifier.quoted) in \(first.source), \(other.identifier.quoted) in \(other.source).",
                        remedy: "Name the same template everywhere, or in one place only."
                    )
                )
            }
        }
        for reference in references where reference.major != nil {
            let major = reference.major ?? 0
            let minor = reference.minor ?? 0
            if (major, minor) > (template.majorVersion, template.minorVersion) {
                return .refused(
                    Denial(
                        .certsrvBadTemplateVersion,
                        rule: "TemplateVersionIsKnown",
                        field: reference.source,
                        value: "\(major).\(minor)",
                        text:
                            "The request asks for version \(major).\(minor) of \(template.name); the newest here is \(template.majorVersion).\(template.minorVersion).",
                        remedy: "Fetch the template again and make a new request."
                    )
                )
            }
        }
        return .chosen(template)
    }
}

extension String {
    /// In quotation marks, and shortened if it would fill a message.
    package var quoted: String {
        count <= 80 ? "\"\(self)\"" : "\"\(prefix(77))…\""
    }
}
