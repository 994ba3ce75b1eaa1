import PortableFoundation

extension BoundManagement {
    /// The certificates of a profile as they are now. A row of key history is a copy, so it shows the standing of the row that it was made from: that
    /// certificate may have been revoked after the copy was made.
    func standingCertificates(ofProfile profile: UUID) async throws -> [ManagedCertificate] {
        var certificates = try await reading { try await store.managedCertificates(ofProfile: profile) }
        for index in certificates.indices where certificates[index].origin == .keyHistory {
            if let original = try await original(of: certificates[index]) { certificates[index].standing = original.standing }
        }
        return certificates
    }

    /// The row of the profile for which a certificate was issued. The request that made the copy names the profile that handed it on, which may have a
    /// copy itself or be the successor of the right one.
    private func original(of copy: ManagedCertificate) async throws -> ManagedCertificate? {
        try await reading {
            var waiting = [try await store.managementRequest(copy.request)?.oldProfile].compactMap(\.self)
            var seen: Set<UUID> = [copy.profile]
            while let id = waiting.popLast() {
                guard seen.insert(id).inserted else { continue }
                for row in try await store.managedCertificates(ofProfile: id) where row.isSameCertificate(as: copy) {
                    guard row.origin == .keyHistory else { return row }
                    if let older = try await store.managementRequest(row.request)?.oldProfile { waiting.append(older) }
                }
                if let parent = try await store.profile(id)?.parent { waiting.append(parent) }
            }
            return nil
        }
    }
}

extension ManagedCertificate {
    fileprivate func isSameCertificate(as other: ManagedCertificate) -> Bool {
        serialNumber == other.serialNumber && thumbprint == other.thumbprint && authority == other.authority
    }
}
