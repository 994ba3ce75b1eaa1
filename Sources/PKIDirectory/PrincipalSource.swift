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

/// A lookup that cannot be answered with one principal, or a change that cannot be made.
public struct DirectoryError: Error, Sendable, CustomStringConvertible, Equatable {
    public enum Code: String, Sendable {
        case ambiguous, alreadyExists, invalidName
        /// A name inside a call, such as a group of a new account, is nobody's.
        case unknown
        /// The account or group the call is about does not exist.
        case notFound
        case unavailable, accessDenied, conflict
        /// The change would leave nobody who can administer.
        case lastAdministrator
    }
    public let code: Code
    public let message: String

    package static let lastAdministrator = DirectoryError(
        .lastAdministrator,
        "This would leave CA Administrators without an enabled member who has a password, and nobody could undo it. Add another one first."
    )

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
