/// A certificate is renewed by its holder, with its key, under its template, while it is valid; and it is the very one that this installation issued.
///
/// Source: MS-WCCE §3.2.1.4.2.1.4.2 and §3.2.2.6.2.1.2.3.
package struct RenewedCertificateIsOurs: PolicyRule {
    package init() {}

    package func judge(_ question: Question) -> Verdict {
        question.renewal?.refusal.map(Verdict.deny) ?? .allow
    }
}
