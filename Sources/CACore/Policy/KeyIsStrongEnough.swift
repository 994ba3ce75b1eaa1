import CAInterface
import CertificateTemplates
import PKIFormats

/// The public key is of a kind we certify and at least as long as the template asks. Source: MS-WCCE §3.2.2.6.2.1.4.5.
package struct KeyIsStrongEnough: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        let template = question.template
        switch question.received.keyKind {
        case .rsa(let bits):
            if bits > ReceivedRequest.largestModulus {
                return refuse(
                    value: "RSA \(bits)", text: "The RSA key has \(bits) bits; at most \(ReceivedRequest.largestModulus) are accepted.",
                    remedy: "Make a new RSA key of 2048 to 4096 bits.")
            }
            let wanted = max(template.minimumKeySize, 2048)
            if bits < wanted {
                return refuse(
                    value: "RSA \(bits)", text: "The RSA key has \(bits) bits; the template \(template.name) asks for at least \(wanted).",
                    remedy: "Make a new key of at least \(wanted) bits.")
            }
            if let components = question.received.request.subjectPublicKeyInfo.rsaComponents, !Self.isSound(exponent: components.exponent) {
                return refuse(
                    value: "RSA exponent", text: "The RSA key has an even public exponent or one below 3.",
                    remedy: "Make a new key with the exponent 65537.")
            }
        case .ec(let curve):
            if !template.acceptedCurves.contains(curve) {
                let accepted = template.acceptedCurves.map(\.displayName).joined(separator: ", ")
                return refuse(
                    value: curve.displayName,
                    text: "The key is on the curve \(curve.displayName); the template \(template.name) accepts \(accepted).",
                    remedy: "Make a new key on one of these curves, or let an administrator add the curve to the template.")
            }
            if curve.bits < template.minimumCurveBits {
                return refuse(
                    value: "EC \(curve.bits)",
                    text: "The curve has \(curve.bits) bits; the template \(template.name) asks for at least \(template.minimumCurveBits).",
                    remedy: "Make a new key on a curve of at least \(template.minimumCurveBits) bits.")
            }
        case .ed25519:
            if template.minimumCurveBits > 256 {
                return refuse(
                    value: "Ed25519", text: "The key is Ed25519; the template \(template.name) asks for \(template.minimumCurveBits) bits.",
                    remedy: "Make a new key on a curve of at least \(template.minimumCurveBits) bits.")
            }
        case .mlDSA65, .mlDSA87: break
        case .other(let oid):
            return refuse(
                value: oid.dotted, text: "Keys of the algorithm \(oid.nameOrDotted) are not certified here.",
                remedy: "Make a new RSA key of at least 2048 bits, or a P-256, P-384 or P-521 key.")
        }
        guard !template.keyUsage.possible(with: question.received.keyKind).isEmpty else {
            return refuse(
                value: question.received.keyKind.algorithmName,
                text: "A key of this kind can do nothing of what the template \(template.name) is for.", remedy: "Make a new RSA key.")
        }
        return .allow
    }

    private static func isSound(exponent: [UInt8]) -> Bool {
        let magnitude = exponent.drop { $0 == 0 }
        guard let last = magnitude.last, last & 1 == 1 else { return false }
        return magnitude.count > 1 || last >= 3
    }

    private func refuse(value: String, text: String, remedy: String) -> Verdict {
        .deny(Denial(.certsrvKeyLength, rule: "KeyIsStrongEnough", field: "subjectPublicKeyInfo", value: value, text: text, remedy: remedy))
    }
}
