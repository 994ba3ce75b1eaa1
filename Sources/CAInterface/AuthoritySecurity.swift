public import PKIDirectory

/// The access list, officer rights and audit filter of an authority, and the roles of the caller. The names in parentheses are those of
/// `ICertAdmin2` and of ICertAdminD. Rights are checked inside; every change is recorded, and acts in progress decide again.
///
/// - Parameter revision: in every change, the revision that the caller read; nil changes whatever is there.
/// - Throws: `CAError.accessDenied`, `.preconditionFailed` for another revision, `.unacceptable` for a change that a rule forbids.
public protocol AuthoritySecurity: Sendable {
    /// (GetMyRoles) For everybody with a right at the authority.
    func myRoles() async throws -> CallerRoles
    /// (GetCASecurity) For officers, administrators and auditors.
    func security() async throws -> Revised<AuthorityAccess>
    /// (SetCASecurity) For administrators. Refused when no account would remain that may administer.
    func setSecurity(_ access: AuthorityAccess, expecting revision: Int?) async throws -> Revised<AuthorityAccess>
    /// (GetOfficerRights) For officers, administrators and auditors. Without a line, officers are not restricted.
    func officerRights() async throws -> Revised<[OfficerRestriction]>
    /// (SetOfficerRights) For administrators.
    func setOfficerRights(_ restrictions: [OfficerRestriction], expecting revision: Int?) async throws -> Revised<[OfficerRestriction]>
    /// (GetAuditFilter) For officers, administrators and auditors.
    func auditFilter() async throws -> Revised<AuditFilter>
    /// (SetAuditFilter) For auditors.
    func setAuditFilter(_ filter: AuditFilter, expecting revision: Int?) async throws -> Revised<AuditFilter>
}

/// Who may do what at an authority.
public struct AuthorityAccess: Hashable, Sendable {
    /// Security descriptors are read and written by `AccessControlList.init(authorityDescriptor:)` and `authorityDescriptor(owner:)`.
    public var rights: AccessControlList
    /// An account with more than one of the separated roles loses all of them (RoleSeparationEnabled).
    public var roleSeparation: Bool

    public init(rights: AccessControlList, roleSeparation: Bool) {
        self.rights = rights
        self.roleSeparation = roleSeparation
    }
}

/// A value with the revision of the authority in which it was read.
public struct Revised<Value: Hashable & Sendable>: Hashable, Sendable {
    public let value: Value
    public let revision: Int

    public init(_ value: Value, revision: Int) {
        self.value = value
        self.revision = revision
    }
}
