import CertificateTemplates

/// Requests for a template that says so wait for an officer. Source: MS-CRTD §2.26 (PEND_ALL_REQUESTS).
package struct OfficerDecides: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        question.template.pendsAllRequests && !question.officerApproved ? .hold : .allow
    }
}
