package import PortableFoundation

/// The storage for profile templates, requests, profiles and their history. This target owns the protocol, and `ManagementStoreSuite` tests an
/// implementation.
///
/// Promises:
/// - `commit` applies all changes or none; when it returns they are durable.
/// - A change of an outdated revision, or with a number that is already used, fails its change-set with `.moved`; nothing of it is stored.
/// - Reads see everything committed before they began.
package protocol ManagementStore: Sendable {
    /// - Throws: `ManagementCommitError`.
    func commit(_ changes: [ManagementChange]) async throws

    /// The newest version of every profile template, ordered by name.
    func profileTemplates() async throws -> [ProfileTemplate]
    /// The newest version.
    func profileTemplate(_ id: UUID) async throws -> ProfileTemplate?
    func profileTemplate(_ id: UUID, version: Int) async throws -> ProfileTemplate?

    func managementRequest(_ id: UUID) async throws -> ManagementRequest?
    /// A page in the order of submission.
    func managementRequests(_ query: ManagementRequestQuery) async throws -> [ManagementRequest]
    /// Ordered by option, then number.
    func certificateAttempts(of request: UUID) async throws -> [CertificateAttempt]
    /// In the order in which the events happened.
    func history(of request: UUID) async throws -> [HistoryEvent]

    func profile(_ id: UUID) async throws -> Profile?
    /// A page, ordered by id.
    func profiles(_ query: ProfileQuery) async throws -> [Profile]
    func smartcard(_ id: UUID) async throws -> Smartcard?
    /// A page, ordered by id.
    func smartcards(_ query: SmartcardQuery) async throws -> [Smartcard]
    func secret(_ kind: SealedSecret.Kind, of subject: UUID, named name: String) async throws -> SealedSecret?
    func oneTimePasswords(of request: UUID) async throws -> OneTimePasswords?
    /// Ordered by option.
    func managedCertificates(ofProfile profile: UUID) async throws -> [ManagedCertificate]
}

/// The reason why a commit failed.
package enum ManagementCommitError: Error, Hashable, Sendable {
    /// Somebody else was first: load and decide again. The text names the object.
    case moved(String)
    /// The store cannot write for the moment. Nothing was stored; try again. The text is for the log.
    case unavailable(String)
    /// The database did not say in time whether the change was stored. The text is for the log.
    case outcomeUnknown(String)
    /// The store failed or refused; the text is for the log.
    case failed(String)
}
