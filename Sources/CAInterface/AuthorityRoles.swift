public import PKIDirectory

/// Roles at an authority, with the bits of `ICertAdmin2::GetMyRoles`. Source: certadm.h; MS-CSRA 3.1.1.7.
public struct AuthorityRoles: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let administrator = AuthorityRoles(rawValue: 0x1)
    /// The certificate manager.
    public static let officer = AuthorityRoles(rawValue: 0x2)
    public static let auditor = AuthorityRoles(rawValue: 0x4)
    public static let backupOperator = AuthorityRoles(rawValue: 0x8)
    public static let reader = AuthorityRoles(rawValue: 0x100)
    public static let enrollee = AuthorityRoles(rawValue: 0x200)

    /// The four roles of which role separation allows one.
    public static let separated: AuthorityRoles = [.administrator, .officer, .auditor, .backupOperator]

    /// The roles that these rights give. Enrolling, managing and administering imply reading, as documented.
    public init(rights: AccessRights) {
        self = AuthorityRole.all.reduce(into: []) { roles, role in
            if rights.contains(role.right) { roles.insert(role.bit) }
        }
        if !isDisjoint(with: [.administrator, .officer, .enrollee]) { insert(.reader) }
    }

    /// More than one of the separated roles.
    public var isConflicting: Bool { intersection(.separated).rawValue.nonzeroBitCount > 1 }

    /// The names, in the order of the table.
    public var names: [String] { AuthorityRole.all.filter { contains($0.bit) }.map(\.name) }
}

/// The table of roles: name, documented bit, and the right in the access list that gives it. `docs/operating/roles.md` says what each
/// may do, and the role test holds every call against it.
public struct AuthorityRole: Hashable, Sendable {
    /// As documents and commands name it.
    public let name: String
    public let bit: AuthorityRoles
    public let right: AccessRights
    /// The right's word in access lists.
    public let word: String

    public static let all: [AuthorityRole] = [
        AuthorityRole(name: "administrator", bit: .administrator, right: .manageAuthority, word: "manageAuthority"),
        AuthorityRole(name: "officer", bit: .officer, right: .issueAndManage, word: "issueAndManage"),
        AuthorityRole(name: "auditor", bit: .auditor, right: .audit, word: "audit"),
        AuthorityRole(name: "operator", bit: .backupOperator, right: .operate, word: "operate"),
        AuthorityRole(name: "reader", bit: .reader, right: .read, word: "read"),
        AuthorityRole(name: "enrollee", bit: .enrollee, right: .enroll, word: "enroll"),
    ]

    /// The rights that a conflict of roles takes away.
    public static let separatedRights: AccessRights = all.filter { AuthorityRoles.separated.contains($0.bit) }
        .reduce(into: []) { $0.formUnion($1.right) }
}

/// The roles of one caller.
public struct CallerRoles: Hashable, Sendable {
    /// What the access list gives.
    public let held: AuthorityRoles
    /// What role separation takes away, because the caller holds several of the separated roles; empty otherwise.
    public let suspended: AuthorityRoles

    public init(held: AuthorityRoles, suspended: AuthorityRoles) {
        self.held = held
        self.suspended = suspended
    }
}
