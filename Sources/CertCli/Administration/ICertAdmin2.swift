public import CAInterface
public import PortableFoundation

/// Members that later systems added to ``ICertAdmin``. Source: "ICertAdmin2 interface (certadm.h)".
public protocol ICertAdmin2: ICertAdmin {
    /// Source: "ICertAdmin2::PublishCRLs".
    /// - Parameters:
    ///   - date: as in ``ICertAdmin/publishCRL(date:config:)``.
    ///   - flags: at least one of ``CRLPublicationFlags/base`` and ``CRLPublicationFlags/delta``.
    func publishCRLs(date: Date?, flags: CRLPublicationFlags, config: String) async throws

    /// The same as ``ICertRequest2/caProperty(_:index:type:flags:config:)``. Source: "ICertAdmin2::GetCAProperty".
    func caProperty(_ id: CAPropertyID, index: Int, type: CAPropertyType, flags: OutputFlags, config: String) async throws -> PropertyValue

    /// Source: "ICertAdmin2::SetCAProperty".
    /// - Throws: `CAError`: 0x80070057 for a property that cannot be set; 24 to 26 and 29 can.
    func setCAProperty(_ id: CAPropertyID, index: Int, type: CAPropertyType, value: CAPropertyValue, config: String) async throws

    /// Source: "ICertAdmin2::GetCAPropertyFlags".
    func caPropertyFlags(_ id: CAPropertyID, config: String) async throws -> Int32

    /// Source: "ICertAdmin2::GetCAPropertyDisplayName".
    func caPropertyDisplayName(_ id: CAPropertyID, config: String) async throws -> String

    /// The archived key as key recovery agents open it, once enough officers have agreed to its recovery. Source: "ICertAdmin2::GetArchivedKey".
    /// - Throws: `CAError` with 0x80094004 when no key is archived, 0x80070005 before the officers agreed.
    func archivedKey(_ requestID: Int, flags: OutputFlags, config: String) async throws -> EncodedBytes

    /// Archives the key of an issued certificate. Source: "ICertAdmin2::ImportKey".
    /// - Parameters:
    ///   - requestID: 0 or −1 when `certificateHash` names the certificate: its SHA-1 in hex.
    ///   - flags: 0x10000 to replace a key that is archived already.
    ///   - key: EnvelopedData for the exchange certificate, DER or text.
    /// - Throws: `CAError` with 0x80094004 for an absent row, 0x80070057 for the key of another certificate.
    func importKey(_ requestID: Int, certificateHash: String, flags: UInt32, key: [UInt8], config: String) async throws

    /// The roles that count at this moment: those that role separation takes away are not among them. Source: "ICertAdmin2::GetMyRoles".
    func myRoles(config: String) async throws -> AuthorityRoles

    /// Source: "ICertAdmin2::GetConfigEntry".
    /// - Parameters:
    ///   - nodePath: as ``CAInterface/AuthorityConfiguring`` describes; empty for the CA's own node.
    func configEntry(_ entry: String, nodePath: String, config: String) async throws -> ConfigurationValue

    /// The value counts from the next request on; nothing is restarted. Source: "ICertAdmin2::SetConfigEntry".
    func setConfigEntry(_ entry: String, nodePath: String, value: ConfigurationValue, config: String) async throws

    /// Deletes old requests, which means here that what they brought is erased and their rows stay. Source: "ICertAdmin2::DeleteRow".
    /// - Parameters:
    ///   - flags: with a date, ``RowDeletionFlags/expired`` or ``RowDeletionFlags/requestLastChanged``.
    ///   - date: exclusive of `row`: exactly one of the two.
    ///   - table: the number of a view's table; all but requests are 0x80004001, because their rows belong to requests and lists.
    /// - Returns: how many; 0 for a row that does not exist.
    func deleteRow(flags: RowDeletionFlags, date: Date?, table: Int, row: Int, config: String) async throws -> Int
}

/// `CA_CRL_…`: which lists are published. Values are the documented ones.
public struct CRLPublicationFlags: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `CA_CRL_BASE`.
    public static let base = CRLPublicationFlags(rawValue: 1)
    /// `CA_CRL_DELTA`. Alone it is 0x80070057 where the authority makes no delta lists.
    public static let delta = CRLPublicationFlags(rawValue: 2)
    /// `CA_CRL_REPUBLISH`: the newest lists once more instead of new ones.
    public static let republish = CRLPublicationFlags(rawValue: 0x10)
}

/// `CDR_…`: which rows go with a date. Values are the documented ones.
public struct RowDeletionFlags: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `CDR_EXPIRED`: certificates that expired before the date.
    public static let expired = RowDeletionFlags(rawValue: 1)
    /// `CDR_REQUEST_LAST_CHANGED`: denied and failed requests last changed before the date.
    public static let requestLastChanged = RowDeletionFlags(rawValue: 2)
}
