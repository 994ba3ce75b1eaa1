import CAInterface
public import PKICrypto
public import PKIFormats

// The initializations from the objects of a policy server. Source: "IX509CertificateRequestPkcs10V2 interface",
// "IX509CertificateRequestPkcs7V2 interface", "IX509CertificateRequestCmc2 interface". Each throws 0x80004003 when one of the two objects is
// nil.

extension X509CertificateRequestPkcs10 {
    /// A request for a template of a policy server. Source: "IX509CertificateRequestPkcs10V2::InitializeFromTemplate".
    public func initializeFromTemplate(
        _ context: X509CertificateEnrollmentContext,
        policyServer: (any IX509EnrollmentPolicyServer)?,
        template: X509CertificateTemplate?
    ) async throws {
        let (server, template) = try await X509CertificateTemplate.given(policyServer, template)
        try initializeFromTemplate(context, policyServer: server, template: template.certificateTemplate)
    }

    /// A request for a template of a policy server with an existing key. Source:
    /// "IX509CertificateRequestPkcs10V2::InitializeFromPrivateKeyTemplate".
    public func initializeFromPrivateKeyTemplate(
        _ context: X509CertificateEnrollmentContext,
        key: PrivateKey,
        reference: KeyReference? = nil,
        policyServer: (any IX509EnrollmentPolicyServer)?,
        template: X509CertificateTemplate?
    ) async throws {
        let (server, template) = try await X509CertificateTemplate.given(policyServer, template)
        try initializeFromPrivateKeyTemplate(
            context,
            key: key,
            reference: reference,
            policyServer: server,
            template: template.certificateTemplate
        )
    }

    /// A request for a template of a policy server with a null signature. Source:
    /// "IX509CertificateRequestPkcs10V2::InitializeFromPublicKeyTemplate".
    public func initializeFromPublicKeyTemplate(
        _ context: X509CertificateEnrollmentContext,
        key: SubjectPublicKeyInfo,
        policyServer: (any IX509EnrollmentPolicyServer)?,
        template: X509CertificateTemplate?
    ) async throws {
        let (server, template) = try await X509CertificateTemplate.given(policyServer, template)
        try initializeFromPublicKeyTemplate(context, key: key, policyServer: server, template: template.certificateTemplate)
    }
}

extension X509CertificateRequestPkcs7 {
    /// A request for a template of a policy server. Source: "IX509CertificateRequestPkcs7V2::InitializeFromTemplate".
    public func initializeFromTemplate(
        _ context: X509CertificateEnrollmentContext,
        policyServer: (any IX509EnrollmentPolicyServer)?,
        template: X509CertificateTemplate?
    ) async throws {
        let (server, template) = try await X509CertificateTemplate.given(policyServer, template)
        try initializeFromTemplate(context, policyServer: server, template: template.certificateTemplate)
    }
}

extension X509CertificateRequestCmc {
    /// A message that asks for a template of a policy server for a request that exists. Source:
    /// "IX509CertificateRequestCmc2::InitializeFromInnerRequestTemplate".
    public func initializeFromInnerRequestTemplate(
        _ request: any IX509CertificateRequest,
        policyServer: (any IX509EnrollmentPolicyServer)?,
        template: X509CertificateTemplate?
    ) async throws {
        let (server, template) = try await X509CertificateTemplate.given(policyServer, template)
        try initializeFromInnerRequestTemplate(request, policyServer: server, template: template.certificateTemplate)
    }
}

extension X509CertificateTemplate {
    /// Both objects, and the server to which a request for the template goes.
    fileprivate static func given(
        _ policyServer: (any IX509EnrollmentPolicyServer)?,
        _ template: X509CertificateTemplate?
    ) async throws -> (server: any EnrollmentServer, template: X509CertificateTemplate) {
        guard let policyServer, let template else {
            throw CAError(
                .malformed,
                status: .pointer,
                "The initialization needs a policy server and one of its templates. Take both from an initialized policy server."
            )
        }
        return (try await policyServer.enrollmentServer(for: template), template)
    }
}
