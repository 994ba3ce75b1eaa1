import CAInterface
import CertificateTemplates
import PKIFormats

/// The names are as the template says: the directory's, complete and rightfully held, or the requester's where the template allows it.
///
/// The names are made before the rules run (`CertificateNames`), so that exactly the judged names are written.
package struct NamesComeFromTheTemplate: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        switch question.names {
        case .failure(let refusal):
            return .deny(refusal.denial)
        case .success(let names):
            // A subordinate with its issuer's name would be mistaken for the issuer.
            guard question.template.isCA, names.subject.derEncoded == question.issuer.subject else { return .allow }
            return .deny(
                Denial(
                    .certsrvBadRequestSubject,
                    rule: CertificateNames.rule,
                    field: "subject",
                    value: names.subject.rfc4514,
                    text: "The subject is the name of this authority itself.",
                    remedy: "Give the subordinate authority a different name."
                )
            )
        }
    }
}
