package import PortableFoundation
package import PKIDirectory

/// Where profile templates, requests, profiles and their history are kept. Owned by this target; `ManagementStoreSuite` says when one is right.
///
/// Promises:
/// - `commit` applies all changes or none; when it returns they are durable.
/// - A change made on an outdated revision or a number already taken fails its change-set with `.moved`; nothing of it is stored.
/// - Reads see everything committed before they began.
package protocol ManagementStore: Sendable {
    /// - Throws: `ManagementCommitFailure`.
    func commit(_ changes: [ManagementChange]) async throws

    /// The newest version of every profile template, ordered by name.
    func profileTemplates() async throws -> [ProfileTemplate]
    /// The newest version.
    func profileTemplate(_ id: UUID) async throws -> ProfileTemplate?
    func profileTemplate(_ id: UUID, version: Int) async throws -> ProfileTemplate?

    func managementRequest(_ id: UUID) async throws -> ManagementRequest?
    /// In the order of submission.
    func managementRequests(_ query: ManagementRequestQuery) async throws -> [ManagementRequest]
    /// Ordered by option, then number.
    func certificateAttempts(of request: UUID) async throws -> [CertificateAttempt]
    /// In the order it happened.
    func history(of request: UUID) async throws -> [HistoryEvent]

    func profile(_ id: UUID) async throws -> Profile?
    /// Ordered by option.
    func managedCertificates(ofProfile profile: UUID) async throws -> [ManagedCertificate]
}

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

/// Which requests to list.
package struct ManagementRequestQuery: Hashable, Sendable {
    package var target: UUID?
    package var status: RequestStatus?
    /// Only what this reader may see; nil is everybody's.
    package var reader: Reader?

    /// Somebody's own requests, as target or originator, and all of some profile templates.
    package struct Reader: Hashable, Sendable {
        package let party: UUID
        package let profileTemplates: Set<UUID>

        package init(party: UUID, profileTemplates: Set<UUID>) {
            self.party = party
            self.profileTemplates = profileTemplates
        }

        package func sees(_ request: ManagementRequest) -> Bool {
            request.target.id == party || request.originator.id == party || profileTemplates.contains(request.profileTemplate)
        }
    }

    package init(target: UUID? = nil, status: RequestStatus? = nil, reader: Reader? = nil) {
        self.target = target
        self.status = status
        self.reader = reader
    }
}

/// Why a commit did not happen.
package enum ManagementCommitFailure: Error, Hashable, Sendable {
    /// Somebody else changed it first: load and decide again. The text names it.
    case moved(String)
    /// The store cannot write for the moment; nothing was stored, ask again. The text is for the log.
    case unavailable(String)
    /// The store failed or refused; the text is for the log.
    case failed(String)
}
