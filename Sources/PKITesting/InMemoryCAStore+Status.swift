package import CACore
package import CAInterface
package import PortableFoundation

extension InMemoryCAStore {
    package func certificateStatuses(of serials: [String], of authority: AuthorityNumber) async throws -> [String: CertificateStatus] {
        var found: [String: CertificateStatus] = [:]
        for serial in serials {
            if let row = state.serials[authority]?[serial].flatMap({ state.requests[authority]?[$0] }), let status = status(of: row) {
                found[serial] = status
            } else if let foreign = foreign(serial, of: authority) {
                found[serial] = CertificateStatus(foreign)
            }
        }
        return found
    }

    package func unexpiredCertificates(of key: AuthorityKeyID, at now: Date, after: RequestID?, limit: Int) async throws
        -> [CertificateStatus]
    {
        let rows = (state.requests[key.authority] ?? [:]).values.sorted { $0.id < $1.id }.filter { row in
            row.id.rawValue > after?.rawValue ?? 0 && row.certificate.map { $0.notAfter > now } ?? false
        }
        return Array(rows.compactMap { status(of: $0) }.filter { $0.key == key.index }.prefix(limit))
    }

    private func status(of row: StoredRequest) -> CertificateStatus? {
        guard let certificate = row.certificate, CertificateStatus.dispositions.contains(row.disposition),
            let generation = state.authorities[row.authority]?.generations.first(where: { $0.index == certificate.generation })
        else { return nil }
        return CertificateStatus(
            request: row.id,
            serialNumber: certificate.serialNumber,
            key: generation.keyIndex,
            revokedFrom: row.disposition == .revoked ? row.revokedEffectiveWhen ?? row.revokedWhen : nil,
            isOrderedAhead: row.isRevokedAhead,
            reason: row.revokedReason ?? 0
        )
    }
}
