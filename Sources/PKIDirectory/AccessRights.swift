import PKIFormats

/// One right that can be granted on a CA, a certificate template or a profile template.
public struct AccessRights: OptionSet, Hashable, Sendable, Codable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// See the object (templates) or its public properties (CA).
    public static let read = AccessRights(rawValue: 0x1)
    /// Ask for certificates; on a template the extended right 0e10c968-78fb-11d2-90d4-00c04f79dc55.
    public static let enroll = AccessRights(rawValue: 0x2)
    /// Autoenroll; a05b8cc2-17bc-4802-a710-e7c15ab866a2.
    public static let autoenroll = AccessRights(rawValue: 0x4)
    /// Approve, deny, revoke: the officer ("Issue and Manage Certificates").
    public static let issueAndManage = AccessRights(rawValue: 0x8)
    /// Configure: the CA administrator ("Manage CA").
    public static let manageAuthority = AccessRights(rawValue: 0x10)
    /// Read requests and audit records of everybody.
    public static let audit = AccessRights(rawValue: 0x20)
    /// Change the object itself: its settings, its owner or its access list. On a template this is equivalent to every certificate that the
    /// template can give.
    public static let write = AccessRights(rawValue: 0x40)
    /// Run the authority's machine: read its state, back it up ("Backup and restore").
    public static let operate = AccessRights(rawValue: 0x80)

    /// The rights with the names that people know.
    public static let named: [(name: String, right: AccessRights)] = [
        ("Read", .read), ("Enroll", .enroll), ("AutoEnroll", .autoenroll), ("IssueAndManage", .issueAndManage),
        ("ManageCA", .manageAuthority), ("Audit", .audit), ("Write", .write), ("Operate", .operate),
    ]

    public var names: [String] { Self.named.filter { contains($0.right) }.map(\.name) }
}
