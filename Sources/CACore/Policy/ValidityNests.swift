import CAInterface
import CertificateTemplates
package import PortableFoundation

/// The certificate fits into its issuer's, in time and, for a CA certificate, in depth. A longer validity is cut to the issuer's end, unless too little
/// remains.
package struct ValidityNests: PolicyRule {
    /// A certificate with a shorter validity than this, in seconds, is refused.
    package static let shortest: TimeInterval = 600

    package init() {}

    package func judge(_ question: Question) -> Verdict {
        let issuer = question.issuer
        guard question.now >= issuer.notBefore, issuer.notAfter.timeIntervalSince(question.now) >= Self.shortest else {
            return refuse(
                .certsrvInvalidCACertificate,
                field: "validity",
                value: "\(question.template.validitySeconds) s",
                text: "The certificate of this authority is not valid now, or ends within minutes.",
                remedy: "Ask an administrator to renew the authority's certificate."
            )
        }
        if question.template.isCA, let depth = issuer.pathLength, depth < 1 {
            return refuse(
                .invalidPolicy,
                field: "basicConstraints",
                value: "pathLenConstraint \(depth)",
                text: "The certificate of this authority allows no CA certificates below it.",
                remedy: "Ask the root or another authority."
            )
        }
        return .allow
    }

    private func refuse(_ status: HRESULT, field: String, value: String, text: String, remedy: String) -> Verdict {
        .deny(Denial(status, rule: "ValidityNests", field: field, value: value, text: text, remedy: remedy))
    }
}
