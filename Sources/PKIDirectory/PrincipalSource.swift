public import PortableFoundation

/// Where principals are looked up. The port that a built-in directory, LDAP or Active Directory fulfils.
///
/// Promises: a lookup is a snapshot; unknown is `nil`, never an error; names are compared without regard to case; a UPN or DNS name that two
/// principals claim is an error (`DirectoryError.ambiguous`), because a certificate for the wrong one of them is worse than none (CVE-2022-26923).
public protocol PrincipalSource: Sendable {
    /// By account name, with or without `DOMAIN\`, or by user principal name.
    func principal(named name: String) async throws -> Principal?
    func principal(id: UUID) async throws -> Principal?
    func principal(sid: SecurityIdentifier) async throws -> Principal?
    /// Grows whenever any right, membership or principal changes; a decision is committed only against the epoch it was made in.
    func rightsEpoch() async throws -> Int
}
