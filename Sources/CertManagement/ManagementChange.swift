package import PortableFoundation
package import PKIDirectory

/// One change of the management records. Values only.
package enum ManagementChange: Hashable, Sendable {
    /// `version` is one more than the stored one; 1 for a new template, whose id and name must be unused.
    case profileTemplateSaved(ProfileTemplate, audit: AuditRecord)
    /// A new request, revision 1.
    case requestCreated(ManagementRequest)
    /// Replaces the request whose revision is one less.
    case requestUpdated(ManagementRequest)
    /// Changes nothing, but the change-set fails unless the request still has this revision.
    case requestStands(UUID, revision: Int)
    /// A new attempt, revision 1. No other attempt may have the same request, option and number.
    case attemptStarted(CertificateAttempt)
    /// Replaces the attempt whose revision is one less.
    case attemptSettled(CertificateAttempt)
    case profileCreated(Profile)
    /// Replaces the profile whose revision is one less.
    case profileUpdated(Profile)
    /// Changes nothing, but the change-set fails unless the profile still has this revision.
    case profileStands(UUID, revision: Int)
    case smartcardCreated(Smartcard)
    /// Replaces the card whose revision is one less.
    case smartcardUpdated(Smartcard)
    /// Changes nothing, but the change-set fails unless the card still has this revision.
    case smartcardStands(UUID, revision: Int)
    /// Fails when the kind, subject and name have a secret.
    case secretSealed(SealedSecret)
    /// The secret is erased. Nothing happens when it is gone already.
    case secretForgotten(UUID)
    /// `revision` is one more than the stored one; 1 for the first of a request.
    case oneTimePasswordsSaved(OneTimePasswords)
    /// Replaces the standing of a certificate that is there, found by profile, request and option.
    case certificateStanding(ManagedCertificate)
    /// A second one for the same request and option is ignored.
    case certificateAdded(ManagedCertificate)
    /// Written by every act, in the same commit: the request's own history, and the record of the installation.
    case happened(HistoryEvent, audit: AuditRecord)
    /// An act that concerns no request.
    case recorded(AuditRecord)
    /// A change of the outbox of mail.
    case mail(MailChange)
}
