import CAInterface
import CertificateTemplates
import PKIDirectory

/// Enrolling for somebody else needs a grant that names the agent, the template and a group of the subject. The template must allow it too.
///
/// Source: MS-WCCE §3.2.2.6.2.1.2.1; the class of attack is ESC3.
package struct OnBehalfOfIsGranted: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        let subject = question.subject.principal
        guard subject.enabled, subject.kind != .group else {
            return refuse(
                question,
                field: "onBehalfOf",
                value: subject.accountName,
                text:
                    "The account \(subject.accountName) \(subject.kind == .group ? "is a group" : "is disabled") and receives no certificates.",
                remedy: "Name an enabled user, machine or service."
            )
        }
        guard question.isOnBehalfOf else { return .allow }
        let template = question.template
        if let sender = question.sender, !sender.enabled {
            return refuse(
                question,
                field: "caller",
                value: sender.accountName,
                text: "The account \(sender.accountName), which brought the renewal, is disabled.",
                remedy: "Ask an administrator to enable the account."
            )
        }
        // The holder renews, whoever brings the request. Templates of schema 1 do not have this flag and allow it, as they did before the flag existed.
        guard question.sender != nil || template.schemaVersion == 1 || template.enrollmentFlags.contains(.allowEnrollOnBehalfOf) else {
            return refuse(
                question,
                field: "CertificateTemplate",
                value: template.name,
                text: "The template \(template.name) does not allow enrollment on behalf of others.",
                remedy: "Choose a template that allows it."
            )
        }
        let group = question.agentGrants.contains {
            $0.allows(.enroll, by: question.agent.id, forTemplate: template.name, subject: subject)
        }
        guard group else {
            return refuse(
                question,
                field: "onBehalfOf",
                value: subject.accountName,
                text: "\(question.agent.accountName) has no grant to enroll \(subject.accountName) for the template \(template.name).",
                remedy: "Ask an administrator to grant this agent the template for a group that \(subject.accountName) belongs to."
            )
        }
        return .allow
    }

    private func refuse(_ question: Question, field: String, value: String, text: String, remedy: String) -> Verdict {
        .deny(Denial(.certsrvRestrictedOfficer, rule: "OnBehalfOfIsGranted", field: field, value: value, text: text, remedy: remedy))
    }
}
