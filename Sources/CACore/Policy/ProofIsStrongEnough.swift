import CAInterface
import CertificateTemplates
import PKIFormats

/// The digest of the proof of possession is strong enough. SHA-1 is accepted only where the template says so; MD5, and algorithms that we
/// cannot verify, never.
package struct ProofIsStrongEnough: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        let algorithm = question.received.proofAlgorithm
        switch question.received.proof {
        case .shown(nil), .shown(.sha256), .shown(.sha384), .shown(.sha512):
            return .allow
        case .shown(.sha1):
            if question.template.acceptsSHA1ProofOfPossession { return .allow }
            return refuse(
                algorithm,
                text:
                    "The request is signed with \(algorithm.name); the template \(question.template.name) does not accept SHA-1 signatures.",
                remedy: "Sign the request with SHA-256."
            )
        case .shown:
            return refuse(
                algorithm,
                text: "The request is signed with the weak algorithm \(algorithm.name).",
                remedy: "Sign the request with SHA-256."
            )
        case .absent:
            return refuse(
                algorithm,
                text: "The request does not show possession of its key, and nobody's word for it is taken.",
                remedy: "Sign the request, or the message around it, with the key to be certified."
            )
        case .notVerified, .failed:
            return refuse(
                algorithm,
                text:
                    "The signature algorithm \(algorithm.name) cannot be verified here, so the request does not prove possession of the key.",
                remedy: "Sign the request with SHA-256 and RSA (PKCS #1) or ECDSA."
            )
        }
    }

    private func refuse(_ algorithm: AlgorithmIdentifier, text: String, remedy: String) -> Verdict {
        .deny(
            Denial(
                .certsrvWeakSignatureOrKey,
                rule: "ProofIsStrongEnough",
                field: "signatureAlgorithm",
                value: algorithm.name,
                text: text,
                remedy: remedy
            )
        )
    }
}
