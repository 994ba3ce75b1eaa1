/// Splits the revocation lists of one CA into several, so that none grows without bound (RFC 5280 §5.2.5: one issuing distribution point
/// for each).
///
/// The serial number decides to which list a certificate belongs. The list is therefore known when the certificate is issued, and its address
/// goes into the CRL distribution points. The number of lists cannot change while the certificates live.
public struct RevocationPartition: Hashable, Sendable {
    /// The URI of each list: at least one, and no two the same.
    public let uris: [String]

    /// Creates the value; `nil` when `uris` is empty or has a URI twice.
    public init?(uris: [String]) {
        guard !uris.isEmpty, Set(uris).count == uris.count else { return nil }
        self.uris = uris
    }

    /// The list of a certificate: its serial number modulo the count of lists.
    public func index(ofSerialNumber serialNumber: [UInt8]) -> Int {
        serialNumber.reduce(0) { ($0 << 8 | Int($1)) % uris.count }
    }

    /// The extension of a certificate with this serial number.
    public func distributionPoints(forSerialNumber serialNumber: [UInt8]) -> CRLDistributionPoints {
        CRLDistributionPoints(uris: [uris[index(ofSerialNumber: serialNumber)]])
    }

    /// The extension of list number `index`, to be marked critical; `nil` when the number is out of range.
    public func issuingDistributionPoint(ofList index: Int) -> IssuingDistributionPoint? {
        guard uris.indices.contains(index) else { return nil }
        return IssuingDistributionPoint(fullName: [.uri(uris[index])])
    }

    /// The entries of each list, in the order of ``uris``; within a list the order stays.
    public func split(_ entries: some Sequence<RevokedEntry>) -> [[RevokedEntry]] {
        var lists = [[RevokedEntry]](repeating: [], count: uris.count)
        for entry in entries { lists[index(ofSerialNumber: entry.serialNumber)].append(entry) }
        return lists
    }
}
