package import PortableFoundation
package import PKIDirectory

/// One thing that happens to the management records. Values only.
package enum ManagementChange: Hashable, Sendable {
    /// `version` is one more than the stored one; 1 for a new template, whose id and name must be unused.
    case profileTemplateSaved(ProfileTemplate, audit: AuditRecord)
    /// A new request, revision 1.
    case requestCreated(ManagementRequest)
    /// Replaces the request whose revision is one less.
    case requestUpdated(ManagementRequest)
    /// Changes nothing; the change-set counts only if the request still has this revision.
    case requestStands(UUID, revision: Int)
    /// A new attempt, revision 1; request, option and number must be unused together.
    case attemptStarted(CertificateAttempt)
    /// Replaces the attempt whose revision is one less.
    case attemptSettled(CertificateAttempt)
    case profileCreated(Profile)
    /// Replaces the profile whose revision is one less.
    case profileUpdated(Profile)
    /// The first one of a request and option stays.
    case certificateAdded(ManagedCertificate)
    /// Written by every act, in the same commit: the request's own history, and the record of the installation.
    case happened(HistoryEvent, audit: AuditRecord)
}
