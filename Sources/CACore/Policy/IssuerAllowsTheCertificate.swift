import CAInterface
import CertificateTemplates
import PKICrypto
import PKIFormats

/// The certificates of the authority and of those above it may limit names and purposes. A certificate beyond them would be refused by every validator, so none
/// is made.
///
/// Source: RFC 5280 §4.2.1.10 for names; §4.2.1.12, as validators apply it along a path, for purposes.
package struct IssuerAllowsTheCertificate: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        let constraints = question.issuer.constraints
        guard !constraints.isEmpty else { return .allow }
        if let purpose = constraints.firstRefused(of: question.template.purposes) {
            return .deny(
                Denial(
                    .wrongUsage,
                    rule: "IssuerAllowsTheCertificate",
                    field: "extendedKeyUsage",
                    value: purpose.shown,
                    text: "The certificate of this authority, or one above it, does not allow the purpose \(purpose.shown).",
                    remedy: "Choose a template without this purpose, or ask another authority."
                )
            )
        }
        guard case .success(let names) = question.names,
            let fault = constraints.fault(subject: names.subject, alternativeNames: names.alternativeNames)
        else { return .allow }
        return .deny(
            Denial(
                .invalidName,
                rule: "IssuerAllowsTheCertificate",
                field: "subjectAltName",
                value: String(fault.prefix(200)),
                text: "The name constraints of this authority, or of one above it, do not allow the names: \(fault).",
                remedy: "Ask for names within the constraints, or ask another authority."
            )
        )
    }
}
