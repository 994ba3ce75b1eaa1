public import CertificateTemplates

extension X509RequestType {
    /// The kind of request that a template needs: CMC to archive the key or to carry authorized signatures, else PKCS #10. Source:
    /// "IX509Enrollment::InitializeFromTemplateName".
    public static func fitting(_ template: CertificateTemplate) -> X509RequestType {
        let archives = template.privateKeyFlags.contains(.requirePrivateKeyArchival)
        return archives || template.authorizedSignatures > 0 ? .cmc : .pkcs10
    }

    /// A request of the kind that a template needs, initialized from it.
    static func request(
        for template: CertificateTemplate,
        _ context: X509CertificateEnrollmentContext,
        from server: any EnrollmentServer,
        lookup: CertificateLookup
    ) throws -> any IX509CertificateRequest {
        if fitting(template) == .cmc {
            let request = X509CertificateRequestCmc(lookup: lookup)
            try request.initializeFromTemplate(context, policyServer: server, template: template)
            return request
        }
        let request = X509CertificateRequestPkcs10(lookup: lookup)
        try request.initializeFromTemplate(context, policyServer: server, template: template)
        return request
    }
}
