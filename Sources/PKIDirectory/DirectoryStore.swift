public import PortableFoundation

/// The built-in directory: a `PrincipalSource` that can be changed. Every successful commit raises the rights epoch by at least one.
///
/// Promise: if an enabled user or machine with a password belongs to CA Administrators, directly or through groups, one such account is
/// left after every commit (else `DirectoryError.lastAdministrator`). Nobody could undo a commit that removes the last one.
public protocol DirectoryStore: PrincipalSource {
    /// - Parameters:
    ///   - audit: the record of the act, stored in the same commit.
    ///   - epoch: the rights epoch at which the changes were decided. When it has moved, nothing is stored (`DirectoryError.conflict`). nil
    ///     skips this check.
    func commit(_ changes: [DirectoryChange], audit: AuditRecord, expecting epoch: Int?) async throws
    func passwordRecord(of principal: UUID) async throws -> PasswordRecord?
    /// A page of the direct members of a group; empty for the SID of anything else.
    func members(of group: SecurityIdentifier, page: DirectoryPage) async throws -> [Principal]
    /// Whether a principal belongs to a group directly, and not only through another group.
    func isDirectMember(_ member: SecurityIdentifier, of group: SecurityIdentifier) async throws -> Bool
    /// The three numbers of the installation's domain SID, drawn once and stored.
    func domainIdentifier() async throws -> (UInt32, UInt32, UInt32)
    /// The next unused relative identifier; each is given only once.
    func nextRelativeID() async throws -> UInt32
}

extension DirectoryStore {
    /// Commits changes that do not depend on an earlier look at the directory.
    public func commit(_ changes: [DirectoryChange], audit: AuditRecord) async throws {
        try await commit(changes, audit: audit, expecting: nil)
    }

    /// Applies the changes together with their record.
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
    /// Whether the changes could remove an administrator. Only then is it necessary to check that one is left.
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
