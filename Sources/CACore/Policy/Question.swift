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

/// A principal with what a look-up of its names showed.
package struct KnownPrincipal: Sendable, Hashable {
    /// Who holds the principal's user principal name.
    package enum NameHolder: Sendable, Hashable {
        /// Nobody else.
        case itself
        case somebodyElse
        case several
    }

    package let principal: Principal
    package let userPrincipalNameHolder: NameHolder

    package init(principal: Principal, userPrincipalNameHolder: NameHolder = .itself) {
        self.principal = principal
        self.userPrincipalNameHolder = userPrincipalNameHolder
    }
}

/// What the issuing certificate allows.
package struct IssuerLimits: Sendable, Hashable {
    package let notBefore: Date
    package let notAfter: Date
    /// CA certificates that may follow; nil is unlimited.
    package let pathLength: Int?
    /// DER of its subject.
    package let subject: [UInt8]
    /// nil while neither it nor an authority above it is revoked.
    package let revocation: AuthorityRevocation?

    package init(notBefore: Date, notAfter: Date, pathLength: Int?, subject: [UInt8], revocation: AuthorityRevocation? = nil) {
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.pathLength = pathLength
        self.subject = subject
        self.revocation = revocation
    }
}
