import CAInterface
import WireProtocols

extension RequestPreviewBody {
    /// The answer as a terminal shows it: the outcome, the certificate with the origin of each part, and what would be left out.
    var text: String {
        var lines = ["\(disposition): \(message)"]
        if let reason {
            lines += ["  rule    \(reason.rule)", "  field   \(reason.field)", "  value   \(reason.value)", "  remedy  \(reason.remedy)"]
        }
        let version = templateVersion.map { ", version \($0)" } ?? ""
        lines.append("For \(requesterName), asked by \(callerName)\(template.map { ", template \($0)\(version)" } ?? "").")
        if let certificate {
            lines += ["", "Certificate (the origin of each part is in brackets)"]
            lines.append("  subject     \(certificate.subject.isEmpty ? "(empty)" : certificate.subject)  [\(certificate.subjectSource)]")
            lines.append("  issuer      \(certificate.issuer)  [authority]")
            lines.append("  validity    \(certificate.notBefore) to \(certificate.notAfter)  [\(certificate.validitySource)]")
            lines.append("  public key  \(certificate.publicKey)  [request]")
            lines.append("  signature   \(certificate.signatureAlgorithm)  [authority]")
            for item in certificate.extensions {
                lines.append("  \(item.name)\(item.critical ? ", critical" : "")  [\(item.source)]")
                lines += item.values.map { "      \($0)" }
            }
        }
        if !omissions.isEmpty {
            lines += ["", "Left out"]
            lines += omissions.map { "  \($0.what): \($0.why)" }
        }
        return lines.joined(separator: "\n")
    }
}
