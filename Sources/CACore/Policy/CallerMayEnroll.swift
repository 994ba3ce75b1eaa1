import CAInterface
import CertificateTemplates
import PKIDirectory

/// The caller has the Enroll right on the authority and on the template. Source: MS-WCCE §3.2.2.6.2.1.4.3.
package struct CallerMayEnroll: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        let caller = question.caller
        guard caller.enabled else {
            return .deny(
                Denial(
                    .certsrvEnrollDenied,
                    rule: "CallerMayEnroll",
                    field: "caller",
                    value: caller.accountName,
                    text: "The account \(caller.accountName) is disabled.",
                    remedy: "Ask an administrator to enable the account."
                )
            )
        }
        guard question.authorityAccess.rights(of: caller).contains(.enroll) else {
            return .deny(
                Denial(
                    .certsrvEnrollDenied,
                    rule: "CallerMayEnroll",
                    field: "authority",
                    value: caller.accountName,
                    text: "\(caller.accountName) has no permission to request certificates from this authority.",
                    remedy: "Ask an administrator of the authority for the Enroll permission."
                )
            )
        }
        // For a renewal that continues an approval, possession of the old certificate stands for the permission on the template, where the template says
        // so (MS-WCCE §3.2.2.6.2.1.2.3).
        if question.renewal?.continuesApproval == true, question.template.enrollmentFlags.contains(.allowKeyBasedRenewal) { return .allow }
        guard question.template.access.rights(of: caller).contains(.enroll) else {
            return .deny(
                Denial(
                    .certsrvTemplateDenied,
                    rule: "CallerMayEnroll",
                    field: "CertificateTemplate",
                    value: question.template.name,
                    text: "\(caller.accountName) has no permission to enroll for the template \(question.template.name).",
                    remedy: "Choose a template you may enroll for, or ask an administrator for the Enroll permission on this one."
                )
            )
        }
        return .allow
    }
}
