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
    /// A second one for the same request and option is ignored.
    case certificateAdded(ManagedCertificate)
    /// Written by every act, in the same commit: the request's own history, and the record of the installation.
    case happened(HistoryEvent, audit: AuditRecord)
}
