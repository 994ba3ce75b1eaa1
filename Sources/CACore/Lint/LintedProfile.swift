import CertificateTemplates
import PKIFormats

/// The rules of a template's lint profiles, with what they look at in the constant extensions: decoded once when the certificate profile is made.
struct LintedProfile: Sendable {
    let profiles: [LintProfile]
    let rules: [ProfileRule]
    let extensions: [CertificateExtension]
    let purposes: [OID]
    let usage: KeyUsage
    let policies: [CertificatePolicies.PolicyInformation]
    /// nil when the extension is absent.
    let access: AuthorityInformationAccess?
    let constraints: BasicConstraints?

    /// nil without a profile. An extension that cannot be read counts as absent.
    init?(_ profiles: [LintProfile], extensions: [CertificateExtension]) {
        guard !profiles.isEmpty else { return nil }
        self.profiles = profiles
        self.extensions = extensions
        rules = ProfileRule.all.filter { profiles.contains($0.profile) }
        purposes = (try? ExtendedKeyUsage.find(in: extensions))?.purposes ?? []
        usage = (try? KeyUsage.find(in: extensions)) ?? []
        policies = (try? CertificatePolicies.find(in: extensions))?.information ?? []
        access = try? AuthorityInformationAccess.find(in: extensions)
        constraints = try? BasicConstraints.find(in: extensions)
    }

    /// - Parameter names: the alternative names of the body.
    func faults(of body: TBSCertificate, names: [GeneralName]) -> [CertificateLint.Fault] {
        let subject = LintSubject(body, names: names, profile: self)
        return rules.compactMap { rule in
            rule.check(subject).map { finding in
                CertificateLint.Fault(
                    rule,
                    "\(rule.text), but \(finding.field) is \(finding.value)",
                    cause: CertificateLint.Fault.Cause(field: finding.field, value: finding.value, remedy: finding.remedy)
                )
            }
        }
    }
}
