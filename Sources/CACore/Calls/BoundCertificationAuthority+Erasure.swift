package import CAInterface
import PKIDirectory
import PortableFoundation

/// Erases what old requests brought. Source: "ICertAdmin2::DeleteRow".
extension BoundCertificationAuthority {
    /// How many requests one commit erases, so that submissions wait for none of them long.
    private static let batch = 500

    package func erase(_ selection: Erasure) async throws -> Int {
        var erased = 0
        var after: RequestID?
        // Of the one request whose attributes go.
        var attributes = 0
        while true {
            let batch = try await acting { snapshot, standing in
                try require(.issueAndManage, of: standing, to: "erase requests without being an officer too")
                try require(.manageAuthority, of: standing, to: "erase requests without being an administrator of the authority too")
                let now = service.clock()
                try check(selection, at: now)
                var event: AuditEvent?
                switch selection {
                case .request(let id): try await check(id, at: now)
                case .attributes(let id):
                    try await check(id, at: now)
                    attributes = try await service.store.request(id, of: number)?.attributes.count ?? 0
                    event = .requestAttributesErased(authority: number.rawValue, request: id.rawValue, count: attributes)
                case .expired, .failed: break
                }
                let batch = try await service.store.erasable(selection, at: now, after: after, limit: Self.batch, of: number)
                guard !batch.isEmpty else { return batch }
                let act = event ?? .requestsErased(authority: number.rawValue, requests: batch.map(\.request.rawValue))
                let basis = Basis(
                    rightsEpoch: snapshot.rightsEpoch,
                    authority: number,
                    authorityRevision: try authority(in: snapshot).stored.revision
                )
                try await service.store.commit(
                    batch.map { .requestErased($0) } + [.audited(AuditRecord(act, by: .caller(caller), when: now))],
                    expecting: basis
                )
                return batch
            }
            if case .attributes = selection { return batch.isEmpty ? 0 : attributes }
            erased += batch.count
            guard batch.count == Self.batch, let last = batch.last else { return erased }
            after = last.request
        }
    }

    private func check(_ selection: Erasure, at now: Date) throws {
        switch selection {
        case .expired(let date), .failed(let date):
            // The clock of the authority has whole seconds.
            guard date.timeIntervalSince(now) >= 1 else { return }
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "The time \(date.formatted(.iso8601)) lies ahead. Give one that has passed; nothing was erased."
            )
        case .request, .attributes: return
        }
    }

    /// An absent row is no error, and neither is one that is erased already.
    private func check(_ id: RequestID, at now: Date) async throws {
        guard let row = try await service.store.request(id, of: number), !row.isErased else { return }
        let isExpired = row.disposition == .issued && (row.certificate.map { $0.notAfter < now } ?? false)
        guard isExpired || row.disposition == .denied || row.disposition == .error else {
            throw CAError(
                .wrongState,
                status: .certsrvBadRequestStatus,
                "The request \(id) is \(row.disposition.code.name). Only denied and failed requests are erased, and those whose certificate has expired."
            )
        }
    }
}
