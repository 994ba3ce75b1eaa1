extension CertificateList {
    /// The number of the complete list the changes count from; `nil` for a complete list, and when the extension cannot be read.
    public var baseNumber: CRLNumber? { (try? DeltaCRLIndicator.find(in: extensions))?.baseNumber }

    /// Whether the list holds changes only.
    public var isDelta: Bool { extensions.contains { $0.oid == DeltaCRLIndicator.oid } }

    /// Why a delta list cannot be applied to this complete one; `nil` when it can (RFC 5280 §5.2.4).
    public func refusal(ofDelta delta: CertificateList) -> String? {
        guard !isDelta else { return "the list to be changed is a delta list itself" }
        guard delta.isDelta else { return "the list of changes is no delta list" }
        guard let base = delta.baseNumber, let changed = try? CRLNumber.find(in: delta.extensions),
            let own = try? CRLNumber.find(in: extensions)
        else { return "a list lacks its number" }
        guard issuer.matches(delta.issuer) else { return "the lists have different issuers" }
        let scopes = [self, delta].map { list in list.extensions.first { $0.oid == IssuingDistributionPoint.oid }?.value }
        guard scopes[0] == scopes[1] else { return "the lists cover different certificates (issuing distribution point)" }
        let keys = [self, delta].map { list in (try? AuthorityKeyIdentifier.find(in: list.extensions))?.keyIdentifier }
        guard keys[0] == nil || keys[1] == nil || keys[0] == keys[1] else { return "the lists are signed with different keys" }
        guard base <= own else { return "the changes count from a newer list than this one" }
        guard own <= changed else { return "this list is newer than the changes" }
        return nil
    }

    /// The entries of this complete list with the changes of a delta list applied: an entry with reason `removeFromCRL` takes the
    /// certificate off. The caller has asked ``refusal(ofDelta:)``. For lists that are not indirect.
    public func entries(updatedBy delta: CertificateList) -> [RevokedEntry] {
        var changes: [[UInt8]: RevokedEntry] = [:]
        for entry in delta.revoked { changes[entry.serialNumber] = entry }
        var entries = revoked.filter { changes[$0.serialNumber] == nil }
        var written: Set<[UInt8]> = []
        for entry in delta.revoked where written.insert(entry.serialNumber).inserted {
            if let last = changes[entry.serialNumber], last.reason != .removeFromCRL { entries.append(last) }
        }
        return entries
    }
}

extension CRLNumber: Comparable {
    /// Compares the numbers, of any size.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.bytes.count == rhs.bytes.count ? lhs.bytes.lexicographicallyPrecedes(rhs.bytes) : lhs.bytes.count < rhs.bytes.count
    }
}
