import CAInterface
import CertCli
public import PKIFormats

/// The revoked certificates of a list in an order, each once. Source: "IX509CertificateRevocationListEntries interface".
public final class X509CertificateRevocationListEntries: ObjectCollection<X509CertificateRevocationListEntry> {
    /// An empty collection.
    public init() { super.init() }

    /// The collection of these entries.
    public init(_ values: [RevokedEntry]) { super.init(values.map { X509CertificateRevocationListEntry($0) }) }

    /// The place of the entry with the serial number. Source: "IX509CertificateRevocationListEntries::get_IndexBySerialNumber".
    /// - Throws: `CAError`: 0x80092004 when there is none, 0x8007000D when the number is not in the encoding.
    public func indexBySerialNumber(_ encoding: EncodingType, serialNumber: [UInt8]) throws -> Int {
        let wanted = try SerialOctets.read(serialNumber, encoding)
        return try index(of: "entry of \(Hex.encode(wanted))") { try $0.serialNumber(.binary).bytes == wanted }
    }

    /// Puts the entries of another collection at the end. Source: "IX509CertificateRevocationListEntries::AddRange".
    public func addRange(_ others: X509CertificateRevocationListEntries) throws { try addAll(Array(others)) }

    /// The entries as plain values.
    /// - Throws: `CAError` with 0x80070057 for an unknown reason, or when a certificate occurs twice.
    public var values: [RevokedEntry] {
        get throws {
            let entries = try map { try $0.value }
            guard Set(entries.map(\.serialNumber)).count == entries.count else {
                throw CAError.badArgument("A certificate occurs twice in the list. Keep one entry for each serial number.")
            }
            return entries
        }
    }

    override func accept(_ element: X509CertificateRevocationListEntry) throws { _ = try element.revocationDate }
}
