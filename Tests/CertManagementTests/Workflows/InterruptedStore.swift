import CertManagement
import PKITesting
import PortableFoundation
import Synchronization

/// A store in front of another one, for a process that is killed at a commit: from there on every commit fails, until the next start.
final class InterruptedStore: ManagementStore {
    enum Moment: CaseIterable, Sendable {
        /// The commit was not made.
        case before
        /// It was made, and nobody heard of it.
        case after
    }

    private let store: InMemoryManagementStore
    private let left = Mutex<(commits: Int, moment: Moment)?>(nil)
    private let killed = Mutex(false)

    init(_ store: InMemoryManagementStore) { self.store = store }

    /// Kills at the commit after this many.
    func kill(after commits: Int, _ moment: Moment) { left.withLock { $0 = (commits, moment) } }
    /// The next start.
    func start() { killed.withLock { $0 = false } }
    var wasKilled: Bool { left.withLock { $0 == nil } }

    private let hook = Mutex<(isIt: @Sendable (ManagementChange) -> Bool, act: @Sendable () async throws -> Void)?>(nil)

    /// Before the first commit with such a change, does something else: what another caller does between this one's reads and its commit.
    func once(before isIt: @escaping @Sendable (ManagementChange) -> Bool, _ act: @escaping @Sendable () async throws -> Void) {
        hook.withLock { $0 = (isIt, act) }
    }

    func commit(_ changes: [ManagementChange]) async throws {
        let act = hook.withLock { hook -> (@Sendable () async throws -> Void)? in
            guard let (isIt, act) = hook, changes.contains(where: isIt) else { return nil }
            hook = nil
            return act
        }
        try await act?()
        if killed.withLock({ $0 }) { throw ManagementCommitError.unavailable("killed") }
        let moment: Moment? = left.withLock { left in
            guard let (commits, moment) = left else { return nil }
            left = commits == 0 ? nil : (commits - 1, moment)
            return commits == 0 ? moment : nil
        }
        if moment != nil { killed.withLock { $0 = true } }
        if moment != .before { try await store.commit(changes) }
        if moment != nil { throw ManagementCommitError.unavailable("killed") }
    }

    func oneTimePasswords(of request: UUID) async throws -> OneTimePasswords? { await store.oneTimePasswords(of: request) }
    func profileTemplates() async throws -> [ProfileTemplate] { await store.profileTemplates() }
    func profileTemplate(_ id: UUID) async throws -> ProfileTemplate? { await store.profileTemplate(id) }
    func profileTemplate(_ id: UUID, version: Int) async throws -> ProfileTemplate? { await store.profileTemplate(id, version: version) }
    func managementRequest(_ id: UUID) async throws -> ManagementRequest? { await store.managementRequest(id) }
    func managementRequests(_ query: ManagementRequestQuery) async throws -> [ManagementRequest] { await store.managementRequests(query) }
    func certificateAttempts(of request: UUID) async throws -> [CertificateAttempt] { await store.certificateAttempts(of: request) }
    func history(of request: UUID) async throws -> [HistoryEvent] { await store.history(of: request) }
    func profile(_ id: UUID) async throws -> Profile? { await store.profile(id) }
    func profiles(_ query: ProfileQuery) async throws -> [Profile] { await store.profiles(query) }
    func smartcard(_ id: UUID) async throws -> Smartcard? { await store.smartcard(id) }
    func smartcards(_ query: SmartcardQuery) async throws -> [Smartcard] { await store.smartcards(query) }
    func secret(_ kind: SealedSecret.Kind, of subject: UUID, named name: String) async throws -> SealedSecret? {
        await store.secret(kind, of: subject, named: name)
    }
    func managedCertificates(ofProfile profile: UUID) async throws -> [ManagedCertificate] {
        await store.managedCertificates(ofProfile: profile)
    }
}
