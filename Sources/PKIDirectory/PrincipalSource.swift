public import PortableFoundation

/// The port through which principals are looked up. A built-in directory, LDAP or Active Directory can implement it.
///
/// Promises: a lookup is a snapshot; an unknown name is `nil`, never an error; names are case-insensitive; a UPN or DNS name that two
/// principals claim is an error (`DirectoryError.ambiguous`), because a certificate for the wrong one is worse than none (CVE-2022-26923).
public protocol PrincipalSource: Sendable {
    /// By account name, with or without `DOMAIN\`, or by user principal name.
    func principal(named name: String) async throws -> Principal?
    /// The principal that has this `dNSHostName`.
    func principal(dnsHostName name: String) async throws -> Principal?
    func principal(id: UUID) async throws -> Principal?
    func principal(sid: SecurityIdentifier) async throws -> Principal?
    /// A page of the principals of a kind (nil: of every kind), in the order of their names.
    func principals(kind: Principal.Kind?, page: DirectoryPage) async throws -> [Principal]
    /// Grows whenever any right, membership or principal changes. A decision is committed only against the epoch in which it was made.
    func rightsEpoch() async throws -> Int
}
