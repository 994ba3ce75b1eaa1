import CAInterface
import CertificateTemplates
import PKIFormats

/// A template may ask for signatures of authorized people beside the requester's. Each must be made with a certificate of ours that is issued, valid, and
/// has the purposes and policies that the template names for signers.
///
/// Source: MS-WCCE §3.2.2.6.2.1.4.5.1 (msPKI-RA-Signature, msPKI-RA-Policies, msPKI-RA-Application-Policies).
package struct AuthorizedSignaturesArePresent: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        let wanted = question.template.authorizedSignatures
        // A renewal may continue the approval of the certificate it renews.
        guard wanted > 0, question.renewal?.continuesApproval != true else { return .allow }
        let template = question.template.name
        let asked = "The template \(template) asks for \(wanted) authorized signature\(wanted == 1 ? "" : "s")"
        // Two signatures with one key are one person's.
        let present = Set(question.signers.map(\.signature.certificate.subjectPublicKeyInfo)).count
        guard present > 0 else {
            return refuse(
                .certsrvSignaturePolicyRequired,
                value: "0",
                text: "\(asked); the request has none.",
                remedy: "Have the request signed by an enrollment agent."
            )
        }
        guard present >= wanted else {
            return refuse(
                .certsrvSignatureCount,
                value: String(present),
                text: "\(asked); the request has \(present).",
                remedy: "Have the request signed by \(wanted - present) more."
            )
        }
        let judged = question.signers.map { (signer: $0, reason: $0.refusal(under: question.template)) }
        let accepted = Set(judged.filter { $0.reason == nil }.map(\.signer.signature.certificate.subjectPublicKeyInfo)).count
        guard accepted < wanted, case (let signer, let reason?)? = judged.first(where: { $0.reason != nil }) else { return .allow }
        let certificate = signer.signature.certificate
        return refuse(
            .certsrvSignatureRejected,
            value: certificate.serialHex,
            text: "\(asked), and \(accepted) of those present count. The signer's certificate \(certificate.serialHex) \(reason).",
            remedy:
                "Sign with a valid certificate from this installation that has the purposes and policies which the template asks of signers."
        )
    }

    private func refuse(_ status: HRESULT, value: String, text: String, remedy: String) -> Verdict {
        .deny(Denial(status, rule: "AuthorizedSignaturesArePresent", field: "signatures", value: value, text: text, remedy: remedy))
    }
}
