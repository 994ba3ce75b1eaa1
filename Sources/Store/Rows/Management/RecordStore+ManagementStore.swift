import CACore
import CertManagement
import PortableFoundation

/// Certificate management in the same file and the same transactions as the authorities' records.
extension RowStore {
    package func commit(_ changes: [ManagementChange]) async throws {
        do {
            try await write(changesRights: false) { database, _ in try ManagementChangeSet(changes: changes).apply(to: database) }
        } catch let failure as ManagementCommitError {
            throw failure
        } catch CommitError.unavailable(let why) {
            throw ManagementCommitError.unavailable(why)
        } catch CommitError.outcomeUnknown(let why) {
            throw ManagementCommitError.outcomeUnknown(why)
        } catch {
            throw ManagementCommitError.failed("\(error)")
        }
    }

    package func profileTemplates() async throws -> [ProfileTemplate] {
        let cache = templateVersions
        return try await look { try ManagementRows.profileTemplates(from: $0, cache) }
    }

    package func profileTemplate(_ id: UUID) async throws -> ProfileTemplate? {
        let cache = templateVersions
        return try await look { try ManagementRows.profileTemplate(id, version: nil, from: $0, cache) }
    }

    package func profileTemplate(_ id: UUID, version: Int) async throws -> ProfileTemplate? {
        if let known = templateVersions[id, version] { return known }
        let cache = templateVersions
        return try await look { try ManagementRows.profileTemplate(id, version: version, from: $0, cache) }
    }

    package func managementRequest(_ id: UUID) async throws -> ManagementRequest? {
        try await look { try ManagementRows.request(id, from: $0) }
    }

    package func managementRequests(_ query: ManagementRequestQuery) async throws -> [ManagementRequest] {
        try await look { try ManagementRows.requests(query, from: $0) }
    }

    package func certificateAttempts(of request: UUID) async throws -> [CertificateAttempt] {
        try await look { try AttemptRow.attempts(of: request, from: $0) }
    }

    package func history(of request: UUID) async throws -> [HistoryEvent] {
        try await look { try ManagementRows.history(of: request, from: $0) }
    }

    package func profile(_ id: UUID) async throws -> Profile? {
        try await look { try ManagementRows.profile(id, from: $0) }
    }

    package func profiles(_ query: ProfileQuery) async throws -> [Profile] {
        try await look { try ManagementRows.profiles(query, from: $0) }
    }

    package func smartcard(_ id: UUID) async throws -> Smartcard? {
        try await look { try SmartcardRow.card(id, from: $0) }
    }

    package func smartcards(_ query: SmartcardQuery) async throws -> [Smartcard] {
        try await look { try SmartcardRow.cards(query, from: $0) }
    }

    package func secret(_ kind: SealedSecret.Kind, of subject: UUID, named name: String) async throws -> SealedSecret? {
        try await look { try SecretRow.secret(kind, of: subject, named: name, from: $0) }
    }

    /// The versions of the keys that stored secrets are sealed with.
    package func secretKeyVersions() async throws -> Set<Int> {
        try await look { try SecretRow.keyVersions(from: $0) }
    }

    package func oneTimePasswords(of request: UUID) async throws -> OneTimePasswords? {
        try await look { try OneTimePasswordRow.passwords(of: request, from: $0) }
    }

    package func managedCertificates(ofProfile profile: UUID) async throws -> [ManagedCertificate] {
        try await look { try ManagementRows.certificates(ofProfile: profile, from: $0) }
    }

    func look<Value: Sendable>(_ body: @escaping @Sendable (StoreConnection) throws -> Value) async throws -> Value {
        do {
            return try await read(body)
        } catch CommitError.unavailable(let why) {
            throw ManagementCommitError.unavailable(why)
        }
    }
}
