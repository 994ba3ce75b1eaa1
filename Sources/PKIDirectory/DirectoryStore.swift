public import PortableFoundation

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
    /// A page of the principals of a kind (nil: of every kind).
    func principals(kind: Principal.Kind?, page: DirectoryPage) async throws -> [Principal]
    /// A page of the direct members of a group; empty for a SID that is no group's.
    func members(of group: SecurityIdentifier, page: DirectoryPage) async throws -> [Principal]
    /// Whether a principal belongs to a group directly, and not only through another group.
    func isDirectMember(_ member: SecurityIdentifier, of group: SecurityIdentifier) async throws -> Bool
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
