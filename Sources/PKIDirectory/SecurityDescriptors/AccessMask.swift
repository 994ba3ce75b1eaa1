/// The 32 bits of an access control entry that name rights: 16 of the object's kind, standard rights and generic rights.
///
/// Source: MS-DTYP §2.4.3 "ACCESS_MASK"; the names of the lower bits are those of directory objects (MS-ADTS §5.1.3.2).
public struct AccessMask: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let createChild = AccessMask(rawValue: 0x1)
    public static let deleteChild = AccessMask(rawValue: 0x2)
    public static let listContents = AccessMask(rawValue: 0x4)
    public static let writePropertyExtended = AccessMask(rawValue: 0x8)
    public static let readProperty = AccessMask(rawValue: 0x10)
    public static let writeProperty = AccessMask(rawValue: 0x20)
    public static let deleteTree = AccessMask(rawValue: 0x40)
    public static let listObject = AccessMask(rawValue: 0x80)
    /// An extended right: the one that the object type names, or all of them without an object type.
    public static let controlAccess = AccessMask(rawValue: 0x100)
    public static let delete = AccessMask(rawValue: 0x1_0000)
    public static let readControl = AccessMask(rawValue: 0x2_0000)
    public static let writeDAC = AccessMask(rawValue: 0x4_0000)
    public static let writeOwner = AccessMask(rawValue: 0x8_0000)
    public static let genericAll = AccessMask(rawValue: 0x1000_0000)
    public static let genericExecute = AccessMask(rawValue: 0x2000_0000)
    public static let genericWrite = AccessMask(rawValue: 0x4000_0000)
    public static let genericRead = AccessMask(rawValue: 0x8000_0000)

    /// Every right of a directory object, as "Full Control" grants it.
    public static let fullControl = AccessMask(rawValue: 0xF_01FF)

    /// The same rights, with the generic ones replaced by their meaning for a directory object. Source: MS-ADTS §5.1.3.2.
    public var mapped: AccessMask {
        var mask = AccessMask(rawValue: rawValue & 0x0FFF_FFFF)
        if contains(.genericAll) { mask.formUnion(.fullControl) }
        if contains(.genericRead) { mask.formUnion([.readControl, .listContents, .readProperty, .listObject]) }
        if contains(.genericWrite) { mask.formUnion([.readControl, .writePropertyExtended, .writeProperty]) }
        if contains(.genericExecute) { mask.formUnion([.readControl, .listContents]) }
        return mask
    }
}
