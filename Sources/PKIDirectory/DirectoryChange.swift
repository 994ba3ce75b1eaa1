public import PortableFoundation

/// A change to the built-in directory. Changes given together are applied together or not at all.
public enum DirectoryChange: Sendable, Hashable {
    /// A new principal; its id, SID, account name, UPN and DNS name must be unused. It becomes a direct member of its `groups`, which must exist.
    case added(Principal)
    /// Replaces the attributes of the principal with the same id, not its memberships; `revision` must be one more than the stored one
    /// (else `DirectoryError.conflict`).
    case updated(Principal)
    /// Replaces the password record. nil removes it, and the account can then no longer sign in with a password.
    case passwordSet(principal: UUID, PasswordRecord?)
    case memberAdded(group: SecurityIdentifier, member: SecurityIdentifier)
    case memberRemoved(group: SecurityIdentifier, member: SecurityIdentifier)
}
