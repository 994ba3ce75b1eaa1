import CAInterface
import PKIDirectory
import PKIFormats

/// A signed request that names somebody else is signed by the caller as an enrollment agent. The signature must cover the name.
///
/// A renewal on behalf of others is signed with its holder's key instead.
///
/// Source: MS-WCCE §3.2.2.6.2.1.2.1; the class of attack is ESC3.
package struct AgentSignsForOthers: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        guard let requester = question.received.requester, question.isOnBehalfOf, question.sender == nil else { return .allow }
        let signers = question.signers.filter { requester.signatures.contains($0.signature) }
        guard !signers.isEmpty else {
            return refuse(
                .certsrvSignaturePolicyRequired,
                value: requester.name,
                text: "The request names \(requester.name.quoted), and no certificate signed that name.",
                remedy: "Sign the message that holds RequesterName with an enrollment agent's certificate."
            )
        }
        var reasons: [String] = []
        for signer in signers {
            if let reason = signer.refusal(for: OID.KeyPurpose.certificateRequestAgent) {
                reasons.append("The signer's certificate \(signer.signature.certificate.serialHex) \(reason).")
            } else if signer.holder == question.caller.id {
                return .allow
            }
        }
        if let reason = reasons.first, reasons.count == signers.count {
            return refuse(
                .certsrvSignatureRejected,
                value: requester.name,
                text: reason,
                remedy: "Sign with a valid certificate of an enrollment agent from this installation."
            )
        }
        return refuse(
            .certsrvRestrictedOfficer,
            value: requester.name,
            text: "The enrollment agent's certificate that signed the request is not one of \(question.caller.accountName).",
            remedy: "Let the agent who signed the request submit it."
        )
    }

    private func refuse(_ status: HRESULT, value: String, text: String, remedy: String) -> Verdict {
        .deny(
            Denial(
                status,
                rule: "AgentSignsForOthers",
                field: "RequesterName",
                value: String(value.prefix(200)),
                text: text,
                remedy: remedy
            )
        )
    }
}
