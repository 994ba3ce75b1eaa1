package import CertificateTemplates
package import PKICrypto
package import PKIFormats

extension X509CertificateRequestPkcs10 {
    /// A request for the successor of a certificate: its template, its kind of key or its key, and the names that the template takes from requests.
    /// Source: "IX509CertificateRequestPkcs10::InitializeFromCertificate".
    /// - Parameter key: the key of the old certificate, to keep it; nil for a new key.
    package func initializeForRenewal(
        _ context: X509CertificateEnrollmentContext,
        template: CertificateTemplate,
        of old: Certificate,
        key: (key: PrivateKey, reference: KeyReference)? = nil
    ) throws {
        if let key {
            try initializeFromPrivateKey(context, key: key.key, reference: key.reference)
            let names = [OID.Microsoft.templateName, OID.Microsoft.certificateTemplate]
            x509Extensions += old.extensions.filter { names.contains($0.oid) }
        } else {
            try initializeFromTemplate(context, template: template)
            keySpecification = Self.specification(of: old.subjectPublicKeyInfo)
        }
        guard template.takesNamesFromRequest else { return }
        subject = old.subject
        x509Extensions += old.extensions.filter { $0.oid == OID.Extensions.subjectAlternativeName }
    }
}
