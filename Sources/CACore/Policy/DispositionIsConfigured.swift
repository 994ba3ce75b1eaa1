import CAInterface

/// The authority's RequestDisposition: requests that the other rules allow are issued, wait for an officer, or are denied. Source: MS-WCCE
/// §3.2.1.4.2.1.4.5. The attribute Disposition of a request can only hold or deny it.
package struct DispositionIsConfigured: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        let configured = question.issuer.configuration.disposition
        if configured == .issue { return .allow }
        switch configured.action {
        case .deny: return deny(value: "REQDISP_DENY", remedy: "Ask an administrator of the authority to change RequestDisposition.")
        case .hold where !question.officerApproved: return .hold
        case .followAttribute:
            let wanted = question.received.pairs.last { $0.name.lowercased() == "disposition" }?.value.lowercased()
            if wanted == "deny" { return deny(value: "Disposition:Deny", remedy: "Send the request without the attribute Disposition.") }
            if wanted == "pending", !question.officerApproved { return .hold }
        case .hold, .issue: break
        }
        return configured.holdsNew && question.isNew && !question.officerApproved ? .hold : .allow
    }

    private func deny(value: String, remedy: String) -> Verdict {
        .deny(
            Denial(
                .certsrvAdminDeniedRequest,
                rule: "DispositionIsConfigured",
                field: "RequestDisposition",
                value: value,
                text: "The authority is set to deny this request.",
                remedy: remedy
            )
        )
    }
}
