import CAInterface
import CertificateTemplates

/// The key is attested, where the template wants that. An attestation that is optional must hold too: a certificate that says less than was asked for would hide
/// that the module is not what its owner believes.
///
/// Source: MS-WCCE §3.2.2.6.2.1.4.5.7; MS-CRTD §2.27.
package struct KeyIsAttested: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        guard !question.template.privateKeyFlags.isDisjoint(with: PrivateKeyFlags.attestation) else { return .allow }
        switch question.attestation {
        case .shown: return .allow
        case .refused(let denial): return .deny(denial)
        case .absent:
            guard question.template.privateKeyFlags.contains(.attestationRequired) else { return .allow }
            return .deny(
                Denial(
                    .certsrvKeyAttestation,
                    rule: "KeyIsAttested",
                    field: "attestation",
                    value: "absent",
                    text: "The template \(question.template.name) asks for a key that a security module attests.",
                    remedy: "Make the key in a TPM 2.0 and send its attestation with the request."
                )
            )
        }
    }
}
