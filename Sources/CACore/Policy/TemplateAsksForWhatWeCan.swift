import CAInterface
import CertificateTemplates

/// A template may demand what this program cannot give: attestation without a way to trust it, policies chosen by the requester, a newer
/// server. It issues nothing.
///
/// Such a template is not saved; this rule is for those that came into the store in another way. Source: MS-WCCE §3.2.2.6.2.1.4.
package struct TemplateAsksForWhatWeCan: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        guard let demand = TemplateDemand.unmet(by: question.template).first else { return .allow }
        let problem = demand.problem(of: question.template)
        let code: HRESULT =
            switch demand {
            case .newerServer, .policiesFromRequest, .attestationPolicies: .certsrvUnsupportedCertType
            case .keyAttestation: .certsrvKeyAttestation
            }
        return .deny(
            Denial(
                code,
                rule: problem.rule,
                field: problem.field,
                value: problem.value,
                text: "The template \(question.template.name) asks for what this authority cannot give: \(problem.value).",
                remedy: "Ask an administrator to change the template. \(problem.remedy)"
            )
        )
    }
}
