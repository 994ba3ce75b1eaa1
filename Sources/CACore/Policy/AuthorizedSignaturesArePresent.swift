import CAInterface
import CertificateTemplates

/// A template may require signatures of authorized people besides the requester's. PKCS#10 has no room for any, so such a template refuses
/// it.
///
/// Source: MS-WCCE §3.2.2.6.2.1.4.5.1 (msPKI-RA-Signature).
package struct AuthorizedSignaturesArePresent: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        let wanted = question.template.authorizedSignatures
        guard wanted > 0 else { return .allow }
        return .deny(
            Denial(
                .certsrvSignaturePolicyRequired,
                rule: "AuthorizedSignaturesArePresent",
                field: "signatures",
                value: "0",
                text:
                    "The template \(question.template.name) asks for \(wanted) authorized signature\(wanted == 1 ? "" : "s"); the request has none.",
                remedy: "Have the request signed by an enrollment agent."
            )
        )
    }
}
