import CertificateTemplates
import PKIFormats

extension CertificateProfile {
    /// The same with the issuance policy that says how the endorsement key was verified, unless the template or the authority leaves it out.
    func attested(_ key: AttestedKey?, template: CertificateTemplate, issuer: IssuingGeneration) throws -> CertificateProfile {
        guard let key, !template.privateKeyFlags.contains(.attestationWithoutPolicy),
            !issuer.configuration.disabledExtensions.contains(CertificatePolicies.oid)
        else { return self }
        var extensions = extensions
        let policies = try CertificatePolicies.find(in: extensions)?.information ?? []
        let isCritical = template.criticalExtensions.contains(CertificatePolicies.oid)
        let item = CertificatePolicies(information: policies + [CertificatePolicies.PolicyInformation(key.trust.policy)])
            .asExtension(critical: isCritical)
        if let place = extensions.firstIndex(where: { $0.oid == CertificatePolicies.oid }) {
            extensions[place] = item
        } else {
            extensions.append(item)
        }
        return try with(extensions, issuer: issuer)
    }
}
