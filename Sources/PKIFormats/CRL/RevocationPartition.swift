/// Splits the revocation lists of one CA into several, so that none grows without bound (RFC 5280 §5.2.5: one issuing distribution point
/// for each).
///
/// Which list a certificate belongs to follows from its serial number, so that it is known when the certificate is issued and stands in its
/// CRL distribution points. The count of lists is therefore fixed for the life of the certificates.
public struct RevocationPartition: Hashable, Sendable {
    /// Where each list is published, at least one; the places of two lists must differ.
    public let uris: [String]

    /// Creates the value; `nil` when `uris` is empty or has one twice.
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

    /// The extension of list number `index`, to be marked critical; `nil` when there is no such list.
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
