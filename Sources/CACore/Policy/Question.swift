package import CertificateTemplates
package import PortableFoundation
package import PKIDirectory

/// Everything that the rules may look at: one snapshot, taken before the first rule runs. It never changes, and all rules share it.
package final class Question: Sendable {
    package let received: ReceivedRequest
    /// The caller, and the subject of the certificate. They are the same unless an agent enrolls for somebody.
    package let caller: Principal
    /// Who brought a renewal on behalf of others; nil for every other request. The caller is the holder then, whose key authenticates the request.
    package let sender: Principal?
    package let subject: KnownPrincipal
    package let template: CertificateTemplate
    /// What was decided about the template beside its document.
    package let templateStanding: TemplateStanding
    /// The access list of the authority.
    package let authorityAccess: AccessControlList
    package let agentGrants: [AgentGrant]
    /// Who signed around the request.
    package let signers: [KnownSigner]
    /// The security module's statement about the key, where the template wants one.
    package let attestation: AttestationFinding
    /// The private key that came to be archived.
    package let archival: ArchivalFinding
    /// The certificate of the authority that will sign.
    package let issuer: IssuerLimits
    package let now: Date
    /// True if an officer has approved this request.
    package let officerApproved: Bool
    /// False when a stored request is judged again.
    package let isNew: Bool
    /// The names for the certificate, or the reason why it cannot have them.
    package let names: Result<CertificateNames, CertificateNames.Refusal>
    /// The certificate to be renewed and its state; nil when the request renews none.
    package let renewal: Renewal?

    /// Whoever brought the request.
    package var agent: Principal { sender ?? caller }
    package var isOnBehalfOf: Bool { agent.id != subject.principal.id }

    /// - Parameter directoryNames: the names that the directory gives the subject under this template, where they are known already.
    package init(
        received: ReceivedRequest,
        caller: Principal,
        sender: Principal? = nil,
        subject: KnownPrincipal,
        template: CertificateTemplate,
        templateStanding: TemplateStanding = .sound,
        directoryNames: Result<CertificateNames, CertificateNames.Refusal>? = nil,
        authorityAccess: AccessControlList,
        agentGrants: [AgentGrant],
        signers: [KnownSigner] = [],
        attestation: AttestationFinding = .absent,
        archival: ArchivalFinding = .absent,
        issuer: IssuerLimits,
        now: Date,
        officerApproved: Bool,
        isNew: Bool = true
    ) {
        self.received = received
        self.caller = caller
        self.sender = sender
        self.subject = subject
        self.template = template
        self.templateStanding = templateStanding
        self.authorityAccess = authorityAccess
        self.agentGrants = agentGrants
        self.signers = signers
        self.attestation = attestation
        self.archival = archival
        self.issuer = issuer
        self.now = now
        self.officerApproved = officerApproved
        self.isNew = isNew
        let renewal = Renewal(received, signers: signers, subject: subject.principal, template: template)
        self.renewal = renewal
        if !template.takesNamesFromRequest {
            names =
                directoryNames
                ?? CertificateNames.ofDirectory(
                    subject,
                    template: template,
                    leavesOutAccount: templateStanding.leavesOutAccount
                )
            return
        }
        do throws(CertificateNames.Refusal) {
            let requested = try CertificateNames.fromRequest(received, template: template, copied: renewal?.copiedNames)
            names = .success(try requested.narrowed(by: issuer.configuration, template: template))
        } catch {
            names = .failure(error)
        }
    }
}
