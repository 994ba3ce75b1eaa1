import CAInterface
import PKIFormats

/// The authority's own certificate, and those above it, are not revoked. Otherwise relying parties would refuse any certificate that it
/// signs now.
package struct IssuerIsNotRevoked: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        guard let revocation = question.issuer.revocation else { return .allow }
        let reason = CRLReason(rawValue: revocation.reason)
        return .deny(
            Denial(
                .certsrvInvalidCACertificate,
                rule: "IssuerIsNotRevoked",
                field: "issuer",
                value: revocation.authority,
                text:
                    "The certificate of the authority \(revocation.authority.quoted) is revoked (\(reason)), so nothing is issued below it.",
                remedy: "Ask another authority, or an administrator to give this one a new key and certificate."
            )
        )
    }
}
