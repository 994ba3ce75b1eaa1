/// The owner of an object of a Windows directory, and the rights of others to it.
///
/// It has two forms: binary (self-relative), as directories store it, and text (SDDL), as people write it.
/// Source: MS-DTYP §2.4.6 "SECURITY_DESCRIPTOR".
public struct SecurityDescriptor: Hashable, Sendable {
    /// Facts about the lists: whether they are present, inherited, or protected from inheritance.
    public struct Control: OptionSet, Hashable, Sendable {
        public let rawValue: UInt16
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        public static let ownerDefaulted = Control(rawValue: 0x0001)
        public static let groupDefaulted = Control(rawValue: 0x0002)
        public static let daclPresent = Control(rawValue: 0x0004)
        public static let daclDefaulted = Control(rawValue: 0x0008)
        public static let saclPresent = Control(rawValue: 0x0010)
        public static let saclDefaulted = Control(rawValue: 0x0020)
        public static let daclInheritanceRequested = Control(rawValue: 0x0100)
        public static let saclInheritanceRequested = Control(rawValue: 0x0200)
        public static let daclAutoInherited = Control(rawValue: 0x0400)
        public static let saclAutoInherited = Control(rawValue: 0x0800)
        public static let daclProtected = Control(rawValue: 0x1000)
        public static let saclProtected = Control(rawValue: 0x2000)
        public static let selfRelative = Control(rawValue: 0x8000)
    }

    public var control: Control
    public var owner: SecurityIdentifier?
    public var group: SecurityIdentifier?
    /// The access list. Nil with `daclPresent` is a null list, which allows everything to everybody; an empty list allows nothing.
    public var dacl: [AccessControlEntry]?
    /// The audit list.
    public var sacl: [AccessControlEntry]?

    /// Creates a descriptor. The bits that say whether a list is present are set from the lists.
    public init(
        control: Control = [],
        owner: SecurityIdentifier? = nil,
        group: SecurityIdentifier? = nil,
        dacl: [AccessControlEntry]?,
        sacl: [AccessControlEntry]? = nil
    ) {
        var control = control.union(.selfRelative)
        if dacl != nil { control.insert(.daclPresent) }
        if sacl != nil { control.insert(.saclPresent) }
        self.control = control
        self.owner = owner
        self.group = group
        self.dacl = dacl
        self.sacl = sacl
    }
}
