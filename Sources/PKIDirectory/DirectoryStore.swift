public import FoundationEssentials

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
public protocol DirectoryStore: PrincipalSource {
    /// - Parameter audit: the record of the act, stored in the same commit.
    func commit(_ changes: [DirectoryChange], audit: AuditRecord) async throws
    func passwordRecord(of principal: UUID) async throws -> PasswordRecord?
    /// All principals of a kind (nil: all), ordered by name.
    func principals(kind: Principal.Kind?) async throws -> [Principal]
    /// The three numbers of the installation's domain SID, drawn once and stored.
    func domainIdentifier() async throws -> (UInt32, UInt32, UInt32)
    /// The next unused relative identifier; never handed out twice.
    func nextRelativeID() async throws -> UInt32
}

extension DirectoryStore {
    /// Applies the changes with the record that tells them.
    public func commit(_ changes: [DirectoryChange], as act: AuditEvent.DirectoryAct, by actor: AuditActor, when: Date) async throws {
        try await commit(changes, audit: AuditRecord(.directoryChanged(act, changes), by: actor, when: when))
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
