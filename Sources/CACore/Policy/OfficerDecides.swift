import CertificateTemplates

/// Requests for a template that says so wait for an officer. Source: MS-CRTD §2.26 (PEND_ALL_REQUESTS).
package struct OfficerDecides: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        // A renewal may continue the approval of the certificate it renews.
        if question.renewal?.continuesApproval == true { return .allow }
        return question.template.pendsAllRequests && !question.officerApproved ? .hold : .allow
    }
}
