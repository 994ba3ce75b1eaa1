import CAInterface
import CertificateTemplates
import PKICrypto
import PKIFormats

/// The public key is of a kind that we certify, and at least as long as the template requires. Source: MS-WCCE §3.2.2.6.2.1.4.5.
package struct KeyIsStrongEnough: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        let template = question.template
        let received = question.received
        let key = received.subjectPublicKeyInfo
        if let wanted = template.asymmetricAlgorithm, let kind = Self.name(of: received.keyKind), !wanted.hasSuffix(kind) {
            return refuse(
                value: key.algorithm.oid.shown,
                text: "The key is not one of the algorithm \(wanted), which the template \(template.name) asks for.",
                remedy: "Make a new key of that algorithm."
            )
        }
        switch received.keyKind {
        case .rsa(let bits):
            if bits > ReceivedRequest.largestModulus {
                return refuse(
                    value: "RSA \(bits)",
                    text: "The RSA key has \(bits) bits; at most \(ReceivedRequest.largestModulus) are accepted.",
                    remedy: "Make a new RSA key of 2048 to 4096 bits."
                )
            }
            let wanted = max(template.minimumKeySize, 2048)
            if bits < wanted {
                return refuse(
                    value: "RSA \(bits)",
                    text: "The RSA key has \(bits) bits; the template \(template.name) asks for at least \(wanted).",
                    remedy: "Make a new key of at least \(wanted) bits."
                )
            }
            if let refusal = Self.fault(inRSA: key).map(refuse) { return refusal }
        case .ec(let curve):
            if !template.acceptedCurves.contains(curve) {
                let accepted = template.acceptedCurves.map(\.displayName).joined(separator: ", ")
                return refuse(
                    value: curve.displayName,
                    text: "The key is on the curve \(curve.displayName); the template \(template.name) accepts \(accepted).",
                    remedy: "Make a new key on one of these curves, or let an administrator add the curve to the template."
                )
            }
            if curve.bits < template.minimumCurveBits {
                return refuse(
                    value: "EC \(curve.bits)",
                    text: "The curve has \(curve.bits) bits; the template \(template.name) asks for at least \(template.minimumCurveBits).",
                    remedy: "Make a new key on a curve of at least \(template.minimumCurveBits) bits."
                )
            }
            // If the proof was verified, the point is on the curve.
            let isBeside = received.proof == .notVerified && NamedCurve.nist.contains(curve) && key.uncompressedPoint == nil
            if received.certifiedKey == nil || isBeside {
                return refuse(
                    value: "EC point",
                    text: "The point of the EC key is not on the curve \(curve.displayName), or its form is not supported here.",
                    remedy: "Make a new key, with its point uncompressed."
                )
            }
        case .ed25519:
            if template.minimumCurveBits > 256 {
                return refuse(
                    value: "Ed25519",
                    text: "The key is Ed25519; the template \(template.name) asks for \(template.minimumCurveBits) bits.",
                    remedy: "Make a new key on a curve of at least \(template.minimumCurveBits) bits."
                )
            }
        case .mlDSA65, .mlDSA87: break
        case .other(let oid):
            return refuse(Self.fault(inOther: key, oid))
        }
        guard received.certifiedKey != nil else {
            return refuse(
                value: "parameters",
                text: "The parameters of the \(key.algorithm.oid.shown) key cannot be read.",
                remedy: "Make the key without parameters (RFC 4055 §3.1), or an RSA key under rsaEncryption."
            )
        }
        guard let keyClass = received.keyClass, !template.keyUsage.possible(with: keyClass).isEmpty else {
            return refuse(
                value: key.algorithm.oid.shown,
                text: "A key of the algorithm \(key.algorithm.oid.shown) cannot do anything that the template \(template.name) is for.",
                remedy: "Make a new RSA key under rsaEncryption."
            )
        }
        return .allow
    }

    /// How `msPKI-Asymmetric-Algorithm` ends for a kind of key: `RSA`, or the curve. Nil for kinds that are refused below.
    private static func name(of kind: KeyKind) -> String? {
        switch kind {
        case .rsa: "RSA"
        case .ec(let curve): NamedCurve.nist.contains(curve) ? "_P\(curve.bits)" : curve.displayName
        case .ed25519, .mlDSA65, .mlDSA87: "no name in a template"
        case .other: nil
        }
    }

    /// The fault of a key, in the parts of a denial.
    private struct Fault {
        let value: String
        let text: String
        let remedy: String
    }

    /// The modulus is a product of odd primes. The exponent is odd, at least 3, and short enough for every program.
    private static func fault(inRSA key: SubjectPublicKeyInfo) -> Fault? {
        guard let (modulus, exponent) = key.rsaComponents, let last = modulus.last, let lowest = exponent.last else { return nil }
        if last & 1 == 0 {
            return Fault(
                value: "RSA modulus",
                text: "The modulus of the RSA key is even, so it is not the product of two large primes.",
                remedy: "Make a new key; do not use the program or token that made this one."
            )
        }
        if lowest & 1 == 0 || exponent.count == 1 && lowest < 3 {
            return Fault(
                value: "RSA exponent",
                text: "The RSA key has an even public exponent or one below 3.",
                remedy: "Make a new key with the exponent 65537."
            )
        }
        if exponent.count > 5 || exponent.count == 5 && exponent[0] > 1 {
            return Fault(
                value: "RSA exponent",
                text: "The public exponent of the RSA key is longer than 33 bits, which most programs do not use.",
                remedy: "Make a new key with the exponent 65537."
            )
        }
        return nil
    }

    /// A key of a kind that is not certified, or an unreadable one of a kind that is.
    private static func fault(inOther key: SubjectPublicKeyInfo, _ algorithm: OID) -> Fault {
        let named = "Make a new key on P-256, P-384 or P-521, named by its object identifier."
        switch algorithm {
        case OID.Algorithms.ecPublicKey:
            guard let parameters = ECParameters(of: key) else {
                return Fault(value: "EC parameters", text: "The EC key does not say which curve it is on.", remedy: named)
            }
            switch parameters {
            case .named:
                return Fault(
                    value: String(parameters.name.prefix(100)),
                    text: "The EC key is on the curve \(parameters.name.prefix(100)), which is not certified here.",
                    remedy: "Make a new key on P-256, P-384 or P-521."
                )
            case .implicit:
                return Fault(
                    value: "implicit curve",
                    text: "The EC key leaves its curve to a certificate of its issuer (RFC 5480 §2.1.1).",
                    remedy: named
                )
            case .specified:
                return Fault(
                    value: String(parameters.name.prefix(100)),
                    text:
                        "The EC key describes its curve by \(parameters.name.prefix(100)); certificates name their curves (RFC 5480 §2.1.1).",
                    remedy: named
                )
            }
        case OID.Algorithms.rsaEncryption, OID.Algorithms.rsassaPSS, OID.Algorithms.ed25519, OID.Algorithms.mlDSA65, OID.Algorithms.mlDSA87:
            return Fault(
                value: algorithm.shown,
                text: "The octets of the public key are not a key of the algorithm \(algorithm.shown).",
                remedy: "Make a new key."
            )
        default:
            return Fault(
                value: algorithm.shown,
                text: "Keys of the algorithm \(algorithm.shown) are not certified here.",
                remedy: "Make a new RSA key of at least 2048 bits, or a P-256, P-384 or P-521 key."
            )
        }
    }

    private func refuse(_ fault: Fault) -> Verdict { refuse(value: fault.value, text: fault.text, remedy: fault.remedy) }

    private func refuse(value: String, text: String, remedy: String) -> Verdict {
        .deny(Denial(.certsrvKeyLength, rule: "KeyIsStrongEnough", field: "subjectPublicKeyInfo", value: value, text: text, remedy: remedy))
    }
}
