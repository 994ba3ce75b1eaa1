import CACore
import CAInterface
import PortableFoundation

extension CAStoreRun {
    func statusSignersAreCounted() async throws {
        let key = AuthorityKeyID(authority: authority, index: 0)
        try ContractError.unlessEqual(try await store.statusSigners(of: key), [], "none at first")
        var written: [StoredStatusSigner] = []
        for index in 0..<3 {
            let row = try await stored { sample.request($0) }
            let signer = StoredStatusSigner(key: key, index: index, reference: .sealedFile(name: "ocsp-\(index)"), request: row.id)
            try await store.commit([.statusSignerIssued(signer)], expecting: .nothing)
            written.append(signer)
        }
        let again = try await backend.reopen(store)
        try ContractError.unlessEqual(try await again.statusSigners(of: key), written.reversed(), "newest first")
        let row = sample.request(try await again.reserveRequestID(of: authority))
        let second = StoredStatusSigner(key: key, index: 2, reference: .sealedFile(name: "other"), request: row.id)
        let failure = try await ContractError.error(CommitError.self, "an index that is taken") {
            try await again.commit([.requestReceived(row), .statusSignerIssued(second)], expecting: .nothing)
        }
        guard case .moved = failure else { throw ContractError("an index that is taken is reported as \(failure)") }
        try ContractError.unless(try await again.request(row.id, of: authority) == nil, "the row of the second one is not stored")
    }

    func statusesAreRead() async throws {
        let good = try await stored { sample.request($0) }
        let ended = try await stored { sample.request($0, notAfter: sample.time) }
        let pending = try await stored { sample.request($0, serial: nil) }
        var revoked = try await stored { sample.request($0) }
        revoked.revision += 1
        revoked.disposition = .revoked
        (revoked.revokedWhen, revoked.revokedEffectiveWhen, revoked.revokedReason) = (sample.time + 5, sample.time, 6)
        let serials = [good, ended, revoked].compactMap(\.certificate?.serialNumber)
        let line = RevocationRecord(
            key: AuthorityKeyID(authority: authority, index: 0),
            request: revoked.id,
            revision: revoked.revision,
            serialNumber: serials[2],
            reason: 6,
            when: sample.time + 5
        )
        let before = try await store.statusMark()
        try await store.commit([.revocationRecorded(line), .requestUpdated(revoked)], expecting: .nothing)
        let after = try await store.statusMark()
        try ContractError.unless(zip([before].compactMap { $0 }, [after].compactMap { $0 }).allSatisfy(<), "a revocation raises the mark")
        try ContractError.unlessEqual(before == nil, after == nil, "a store has a mark or not")
        func status(_ row: StoredRequest) -> CertificateStatus {
            let isRevoked = row.disposition == .revoked
            return CertificateStatus(
                request: row.id,
                serialNumber: row.certificate?.serialNumber ?? "",
                key: 0,
                revokedFrom: isRevoked ? sample.time : nil,
                reason: isRevoked ? 6 : 0
            )
        }
        let expected = Dictionary(uniqueKeysWithValues: [good, ended, revoked].map { ($0.certificate?.serialNumber ?? "", status($0)) })
        try ContractError.unlessEqual(
            try await store.certificateStatuses(of: serials + ["00ff", serials[0]], of: authority),
            expected,
            "those that were issued, and no others"
        )
        try ContractError.unlessEqual(try await store.certificateStatuses(of: [], of: authority), [:], "of none")
        let key = AuthorityKeyID(authority: authority, index: 0)
        let first = try await store.unexpiredCertificates(of: key, at: sample.time + 1, after: nil, limit: 1)
        try ContractError.unlessEqual(first, [status(good)], "a page")
        let rest = try await store.unexpiredCertificates(of: key, at: sample.time + 1, after: first.last?.request, limit: 10)
        try ContractError.unlessEqual(rest, [status(revoked)], "without the ended, nor request \(pending.id), which has no certificate")
        let other = AuthorityKeyID(authority: authority, index: 7)
        try ContractError.unlessEqual(try await store.unexpiredCertificates(of: other, at: sample.time, after: nil, limit: 9), [], "by key")
    }
}
