import CAInterface
import CertificateTemplates

/// A template that breaks a rule against a known attack issues nothing while nobody accepts that.
///
/// Saving such a template asks for the acceptance; this rule counts when it was withdrawn later, and when the rule came later than the template,
/// as when an issuance policy is linked to a group.
package struct TemplateRisksAreAccepted: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        guard let problem = question.templateStanding.brokenRule else { return .allow }
        return .deny(
            Denial(
                .certsrvUnsupportedCertType,
                rule: problem.rule,
                field: problem.field,
                value: problem.value,
                text:
                    "The template \(question.template.name) breaks the rule \(problem.rule) and no administrator accepts that: \(problem.field) is \(problem.value).",
                remedy: "Ask an administrator to change the template or to accept the rule. \(problem.remedy)"
            )
        )
    }
}
