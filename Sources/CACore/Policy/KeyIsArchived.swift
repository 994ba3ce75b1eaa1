import CAInterface
import CertificateTemplates

/// The private key comes with the request where the template has keys archived, and only there. A certificate whose key nobody can recover would break the promise
/// that its template makes.
///
/// Source: MS-WCCE §3.2.2.6.2.1.4.5.7; MS-CRTD §2.27.
package struct KeyIsArchived: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        switch question.archival {
        case .archived: return .allow
        case .refused(let denial): return .deny(denial)
        case .absent:
            guard question.template.privateKeyFlags.contains(.requirePrivateKeyArchival) else { return .allow }
            return .deny(ArchivalRefusal.required(question.template.name).denial)
        }
    }
}
