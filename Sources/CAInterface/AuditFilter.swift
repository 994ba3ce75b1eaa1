/// The events that an authority's exported audit shows: the documented bits. Source: MS-CSRA 3.1.1.7, 3.1.4.2 "SetAuditFilter".
///
/// The record of Chancery is always whole: the filter never keeps an event out of it.
public struct AuditFilter: OptionSet, Hashable, Sendable, Codable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let startAndStop = AuditFilter(rawValue: 0x1)
    public static let backupAndRestore = AuditFilter(rawValue: 0x2)
    /// Requests and issuance, with erased rows and imports.
    public static let requests = AuditFilter(rawValue: 0x4)
    /// Revocation and publication of revocation lists.
    public static let revocation = AuditFilter(rawValue: 0x8)
    /// Access lists and officer rights.
    public static let security = AuditFilter(rawValue: 0x10)
    /// Archived keys: retrieval and import.
    public static let archivedKeys = AuditFilter(rawValue: 0x20)
    /// Configuration and properties.
    public static let configuration = AuditFilter(rawValue: 0x40)

    public static let everything = AuditFilter(rawValue: 0x7F)
}
