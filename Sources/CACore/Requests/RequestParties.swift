import CertificateTemplates
import PKIDirectory
import PortableFoundation

/// Who has to do with a request.
struct RequestParties: Sendable {
    /// Whoever brought it.
    let sender: KnownPrincipal
    /// Whom the certificate is for.
    let subject: KnownPrincipal
    /// The key of the certificate to be renewed authenticates the request in the place of the sender (MS-WCCE §3.2.2.6.2.1.2.4).
    let renewsOnBehalf: Bool
}

extension Question {
    /// The question about a request: a new one, its preview, or a stored one.
    /// - Parameter isSaved: false for a template that is not stored. The snapshot remembers names by template and version, so it must not see such a template.
    convenience init(
        _ received: ReceivedRequest,
        of parties: RequestParties,
        template: CertificateTemplate,
        signers: [KnownSigner],
        attestation: AttestationFinding = .absent,
        archival: ArchivalFinding = .absent,
        known: KnownAuthority,
        issuer: IssuingGeneration,
        snapshot: AuthoritySnapshot,
        now: Date,
        isSaved: Bool = true,
        officerApproved: Bool = false,
        isNew: Bool = true
    ) {
        let isRemembered = isSaved && !template.takesNamesFromRequest
        self.init(
            received: received,
            caller: parties.renewsOnBehalf ? parties.subject.principal : parties.sender.principal,
            sender: parties.renewsOnBehalf ? parties.sender.principal : nil,
            subject: parties.subject,
            template: template,
            templateStanding: isSaved ? snapshot.standing(of: template) : .sound,
            directoryNames: isRemembered ? snapshot.directoryNames(of: parties.subject, template: template) : nil,
            authorityAccess: known.stored.access,
            agentGrants: snapshot.agentGrants,
            signers: signers,
            attestation: attestation,
            archival: archival,
            issuer: issuer.limits,
            now: now,
            officerApproved: officerApproved,
            isNew: isNew
        )
    }
}
