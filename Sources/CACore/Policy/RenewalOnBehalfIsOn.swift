import CAInterface

/// Others bring the renewal of a holder only where the authority is configured for it (EditFlags, RENEWONBEHALFOF).
///
/// Source: MS-WCCE §3.2.2.6.2.1.2.4. It asks for an error and names none.
package struct RenewalOnBehalfIsOn: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        guard question.sender != nil, !question.issuer.configuration.renewsOnBehalf else { return .allow }
        return .deny(
            Denial(
                .certsrvEnrollDenied,
                rule: "RenewalOnBehalfIsOn",
                field: "renewOnBehalf",
                value: "true",
                text: "This authority takes no renewals on behalf of others.",
                remedy: "Let the holder renew, or ask a CA administrator to set the flag RENEWONBEHALFOF of EditFlags."
            )
        )
    }
}
