package import CertificateTemplates
package import PortableFoundation
package import PKIDirectory

/// Everything the rules may look at: one snapshot, taken before the first rule is asked. It never changes, and is shared by all of them.
package final class Question: Sendable {
    package let received: ReceivedRequest
    /// Who called, and who is to be named in the certificate; the same unless an agent enrols for somebody.
    package let caller: Principal
    package let subject: KnownPrincipal
    package let template: CertificateTemplate
    /// Who may do what with the authority.
    package let authorityAccess: AccessControlList
    package let agentGrants: [AgentGrant]
    /// The certificate of the authority that will sign.
    package let issuer: IssuerLimits
    package let now: Date
    /// An officer has looked at this request and approved it.
    package let officerApproved: Bool
    /// The names the certificate would carry, or why it cannot have them.
    package let names: Result<CertificateNames, CertificateNames.Refusal>

    package var isOnBehalfOf: Bool { caller.id != subject.principal.id }

    package init(
        received: ReceivedRequest,
        caller: Principal,
        subject: KnownPrincipal,
        template: CertificateTemplate,
        authorityAccess: AccessControlList,
        agentGrants: [AgentGrant],
        issuer: IssuerLimits,
        now: Date,
        officerApproved: Bool
    ) {
        self.received = received
        self.caller = caller
        self.subject = subject
        self.template = template
        self.authorityAccess = authorityAccess
        self.agentGrants = agentGrants
        self.issuer = issuer
        self.now = now
        self.officerApproved = officerApproved
        do throws(CertificateNames.Refusal) {
            names = .success(
                template.takesNamesFromRequest
                    ? try CertificateNames.fromRequest(received, template: template)
                    : try CertificateNames.fromDirectory(subject, template: template)
            )
        } catch {
            names = .failure(error)
        }
    }
}
