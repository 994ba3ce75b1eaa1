package import PortableFoundation

/// Where profile templates, requests, profiles and their history are kept. Owned by this target; `ManagementStoreSuite` says when one is right.
///
/// Promises:
/// - `commit` applies all changes or none; when it returns they are durable.
/// - A change made on an outdated revision or a number already taken fails its change-set with `.moved`; nothing of it is stored.
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
    /// In the order it happened.
    func history(of request: UUID) async throws -> [HistoryEvent]

    func profile(_ id: UUID) async throws -> Profile?
    /// Ordered by option.
    func managedCertificates(ofProfile profile: UUID) async throws -> [ManagedCertificate]
}

/// Why a commit did not happen.
package enum ManagementCommitError: Error, Hashable, Sendable {
    /// Somebody else changed it first: load and decide again. The text names it.
    case moved(String)
    /// The store cannot write for the moment; nothing was stored, ask again. The text is for the log.
    case unavailable(String)
    /// The store failed or refused; the text is for the log.
    case failed(String)
}
