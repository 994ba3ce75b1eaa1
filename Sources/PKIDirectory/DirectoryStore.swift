public import PortableFoundation

/// A change to the built-in directory. Changes given together are applied together or not at all.
public enum DirectoryChange: Sendable, Hashable {
    /// A new principal; its id, SID, account name, UPN and DNS name must be unused. It becomes a direct member of its `groups`, which must exist.
    case added(Principal)
    /// Replaces the attributes of the principal with the same id, not its memberships; `revision` must be one more than the stored one
    /// (else `DirectoryError.conflict`).
    case updated(Principal)
    /// Replaces the password record; nil removes it, and with it the possibility of signing in with a password.
    case passwordSet(principal: UUID, PasswordRecord?)
    case memberAdded(group: SecurityIdentifier, member: SecurityIdentifier)
    case memberRemoved(group: SecurityIdentifier, member: SecurityIdentifier)
}

/// The built-in directory: a `PrincipalSource` that can be written. Every successful commit raises the rights epoch by at least one.
///
/// Promise: where an enabled user or machine with a password belongs to CA Administrators, directly or through groups, one is left after every commit
/// (else `DirectoryError.lastAdministrator`): nobody could undo the commit that took the last one.
public protocol DirectoryStore: PrincipalSource {
    /// - Parameters:
    ///   - audit: the record of the act, stored in the same commit.
    ///   - epoch: the rights epoch the changes were decided at; when it has moved nothing is stored (`DirectoryError.conflict`). nil asks for nothing.
    func commit(_ changes: [DirectoryChange], audit: AuditRecord, expecting epoch: Int?) async throws
    func passwordRecord(of principal: UUID) async throws -> PasswordRecord?
    /// All principals of a kind (nil: all), ordered by name.
    func principals(kind: Principal.Kind?) async throws -> [Principal]
    /// The direct members of a group, ordered by name; none for a SID that is no group's.
    func members(of group: SecurityIdentifier) async throws -> [Principal]
    /// The three numbers of the installation's domain SID, drawn once and stored.
    func domainIdentifier() async throws -> (UInt32, UInt32, UInt32)
    /// The next unused relative identifier; never handed out twice.
    func nextRelativeID() async throws -> UInt32
}

extension DirectoryStore {
    /// Commits changes that no earlier look at the directory decided.
    public func commit(_ changes: [DirectoryChange], audit: AuditRecord) async throws {
        try await commit(changes, audit: audit, expecting: nil)
    }

    /// Applies the changes with the record that tells them.
    public func commit(
        _ changes: [DirectoryChange],
        as act: AuditEvent.DirectoryAct,
        by actor: AuditActor,
        when: Date,
        expecting epoch: Int? = nil
    ) async throws {
        try await commit(changes, audit: AuditRecord(.directoryChanged(act, changes), by: actor, when: when), expecting: epoch)
    }
}

extension [DirectoryChange] {
    /// Whether they could take an administrator away: only then it must be looked whether one is left.
    package var mayTakeAdministrators: Bool {
        contains { change in
            switch change {
            case .updated(let principal): !principal.enabled
            case .passwordSet(_, let record): record == nil
            case .memberRemoved: true
            case .added, .memberAdded: false
            }
        }
    }
}

/// A password as stored: the parameters of a memory-hard function, the salt and the result. Never the password.
public struct PasswordRecord: Sendable, Hashable, Codable {
    /// `scrypt`.
    public let algorithm: String
    /// CPU/memory cost N, block size r, parallelism p (RFC 7914 §2).
    public let cost: Int
    public let blockSize: Int
    public let parallelism: Int
    public let salt: [UInt8]
    public let hash: [UInt8]
    /// Changes with every password change; what a remembered sign-in is compared with.
    public let generation: UUID

    public init(algorithm: String, cost: Int, blockSize: Int, parallelism: Int, salt: [UInt8], hash: [UInt8], generation: UUID) {
        self.algorithm = algorithm
        self.cost = cost
        self.blockSize = blockSize
        self.parallelism = parallelism
        self.salt = salt
        self.hash = hash
        self.generation = generation
    }
}
