public import PortableFoundation

/// One entry of an access control list: its trustee, its rights, and whether it allows, denies or audits.
///
/// Source: MS-DTYP §2.4.4 "ACE".
public struct AccessControlEntry: Hashable, Sendable {
    /// The effect of the entry on its rights. An open list: an entry of a kind without a name here is kept unchanged.
    public struct Kind: RawRepresentable, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let allow = Kind(rawValue: 0x00)
        public static let deny = Kind(rawValue: 0x01)
        public static let audit = Kind(rawValue: 0x02)
        public static let allowObject = Kind(rawValue: 0x05)
        public static let denyObject = Kind(rawValue: 0x06)
        public static let auditObject = Kind(rawValue: 0x07)
        /// An allow entry with application data after the trustee. Officer rights and enrollment agent rights are lists of these.
        public static let allowCallback = Kind(rawValue: 0x09)
        /// A deny entry with application data after the trustee.
        public static let denyCallback = Kind(rawValue: 0x0A)

        /// The entry has room for two object types.
        var hasObjectTypes: Bool { [0x05, 0x06, 0x07, 0x0B, 0x0C, 0x0F].contains(rawValue) }
        /// The entry has the plain layout: mask, trustee, application data.
        var isPlain: Bool { [0x00, 0x01, 0x02, 0x09, 0x0A, 0x0D, 0x11, 0x13].contains(rawValue) }
    }

    /// How the entry is inherited by objects below, and when an audit entry applies. Source: MS-DTYP §2.4.4.1 "ACE_HEADER".
    public struct Flags: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let objectInherit = Flags(rawValue: 0x01)
        public static let containerInherit = Flags(rawValue: 0x02)
        public static let noPropagateInherit = Flags(rawValue: 0x04)
        /// The entry does not apply to the object that carries it.
        public static let inheritOnly = Flags(rawValue: 0x08)
        public static let inherited = Flags(rawValue: 0x10)
        public static let successfulAccess = Flags(rawValue: 0x40)
        public static let failedAccess = Flags(rawValue: 0x80)
    }

    public var kind: Kind
    public var flags: Flags
    public var mask: AccessMask
    /// The extended right, property or kind of child to which the entry is limited.
    public var objectType: UUID?
    /// The kind of object that inherits the entry.
    public var inheritedObjectType: UUID?
    public var trustee: SecurityIdentifier
    /// Octets after the trustee; empty except in callback entries.
    public var applicationData: [UInt8]

    public init(
        kind: Kind,
        flags: Flags = [],
        mask: AccessMask,
        objectType: UUID? = nil,
        inheritedObjectType: UUID? = nil,
        trustee: SecurityIdentifier,
        applicationData: [UInt8] = []
    ) {
        self.kind = kind
        self.flags = flags
        self.mask = mask
        self.objectType = objectType
        self.inheritedObjectType = inheritedObjectType
        self.trustee = trustee
        self.applicationData = applicationData
    }
}
