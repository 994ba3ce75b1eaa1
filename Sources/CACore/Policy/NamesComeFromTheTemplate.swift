import CAInterface
import CertificateTemplates
import PKIFormats

/// The names are those the template says: the directory's, complete and rightfully held, or the requester's where it lets the requester choose.
///
/// The names themselves are made before the rules are asked (`CertificateNames`), so that what was judged is what gets written.
package struct NamesComeFromTheTemplate: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        switch question.names {
        case .failure(let refusal):
            return .deny(refusal.denial)
        case .success(let names):
            // A subordinate with its issuer's name would be taken for the issuer.
            guard question.template.isCA, names.subject.derEncoded == question.issuer.subject else { return .allow }
            return .deny(
                Denial(
                    .certsrvBadRequestSubject,
                    rule: CertificateNames.rule,
                    field: "subject",
                    value: names.subject.rfc4514,
                    text: "The subject is the name of this authority itself.",
                    remedy: "Give the subordinate authority a name of its own."
                )
            )
        }
    }
}
