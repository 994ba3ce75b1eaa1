package import CAInterface
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Takes over the rows of a former program's database, for example from AD CS. Such a row names people as text only: it signs nobody in and nobody renews with it.
extension BoundCertificationAuthority {
    package func importHistory(_ rows: [HistoryRow]) async throws -> [HistoryOutcome] {
        try await acting { snapshot, standing in
            try require(.issueAndManage, of: standing, to: "import a history without being an officer too")
            try require(.manageAuthority, of: standing, to: "import a history without being an administrator of the authority too")
            guard rows.count <= HistoryRow.mostAtOnce else {
                throw CAError(
                    .malformed,
                    status: .invalidArgument,
                    "One call takes at most \(HistoryRow.mostAtOnce) rows, and these are \(rows.count). Send them in parts; nothing was imported."
                )
            }
            let known = try authority(in: snapshot)
            var outcomes: [HistoryOutcome] = []
            var changes: [CAChange] = []
            var seen: [String: RequestID] = [:]
            for row in rows {
                let outcome = try await take(row, known: known, standing: standing, seen: &seen, changes: &changes)
                outcomes.append(outcome)
            }
            guard !changes.isEmpty else { return outcomes }
            try await service.store.commit(
                changes,
                expecting: Basis(rightsEpoch: snapshot.rightsEpoch, authority: number, authorityRevision: known.stored.revision)
            )
            return outcomes
        }
    }

    /// Adds the changes that make a row, or says why there are none.
    /// - Parameter seen: what this call takes already, by its submission key and serial number.
    private func take(
        _ old: HistoryRow,
        known: KnownAuthority,
        standing: Standing,
        seen: inout [String: RequestID],
        changes: inout [CAChange]
    ) async throws -> HistoryOutcome {
        if let fault = fault(of: old) { return .refused(fault) }
        let key = "history-\(old.formerRequest)"
        var certificate: (Certificate, issuer: IssuingGeneration)?
        if let bytes = old.certificate {
            guard let read = try? Certificate(derEncoded: bytes) else {
                return .refused("Its certificate cannot be read. Export the row again with the column RawCertificate.")
            }
            guard let issuer = try issuer(of: read, in: known) else {
                return .refused(
                    "This authority did not sign the certificate \(read.serialHex) of \(read.issuer.rfc4514.quoted). Import it at the authority that did."
                )
            }
            if issuer.listRules?.partitionCount ?? 0 > 0 {
                return .refused(
                    "The authority divides its lists, so that no list would show this certificate. Import it before partitions are used."
                )
            }
            if let id = seen[read.serialHex] { return .present(id) }
            if let row = try await service.store.request(serial: read.serialHex, of: number) { return .present(row.id) }
            certificate = (read, issuer)
        }
        if let id = seen[key] { return .present(id) }
        if let row = try await service.store.request(submissionKey: key, caller: standing.principal.id, of: number) {
            return .present(row.id)
        }
        var row = try await row(for: old, certificate: certificate, key: key, standing: standing)
        seen[key] = row.id
        if let serial = row.certificate?.serialNumber { seen[serial] = row.id }
        changes += try await takeOverRevocation(of: &row, issuer: certificate?.issuer, when: service.clock())
        let event = AuditEvent.request(
            row,
            .imported,
            by: caller,
            certificateIsNew: row.certificate != nil,
            detail: "request \(old.formerRequest)"
        )
        changes += [.requestReceived(row), .audited(AuditRecord(event, by: .caller(caller), when: service.clock()))]
        return .imported(row.id)
    }

    /// The texts are as long as the columns of the former database allow.
    private func fault(of row: HistoryRow) -> String? {
        // The clock of the authority has whole seconds.
        let now = service.clock()
        switch row.disposition {
        case .issued, .revoked:
            if row.certificate == nil {
                return "The row has no certificate, although it was issued. Export it with the column RawCertificate."
            }
        case .denied, .error:
            if row.certificate != nil { return "A request that was denied or failed has no certificate." }
        default:
            return
                "The disposition \(row.disposition.rawValue) is not imported: only 20 (issued), 21 (revoked), 30 (failed) and 31 (denied). Finish pending requests before the move."
        }
        if (row.certificate?.count ?? 0) > 16_384 { return "The certificate has more than 16384 bytes." }
        if row.requester.utf8.count > 2048 || row.message.utf8.count > 8192 || (row.template?.utf8.count ?? 0) > 254 {
            return "A text is longer than the column of the former database: requester 2048, message 8192, template 254."
        }
        switch (row.disposition == .revoked, row.revocation) {
        case (true, nil):
            return "The row is revoked, but its revocation date is missing. Export it with the columns RevokedWhen and RevokedReason."
        case (false, .some): return "The row has a revocation date, but its disposition is \(row.disposition.rawValue) and not 21."
        case (true, let revocation?):
            guard (0...10).contains(revocation.reason), ![7, 8].contains(revocation.reason) else {
                return "The revocation reason \(revocation.reason) is none of RFC 5280 §5.3.1."
            }
            if revocation.when.timeIntervalSince(now) >= 1 {
                return "The revocation date lies ahead. Check the form of the dates and the offset of their clock."
            }
        case (false, nil): break
        }
        if row.submitted.timeIntervalSince(now) >= 1 {
            return "The submission date lies ahead. Check the form of the dates and the offset of their clock."
        }
        return nil
    }

    private func row(
        for old: HistoryRow,
        certificate: (certificate: Certificate, issuer: IssuingGeneration)?,
        key: String,
        standing: Standing
    ) async throws -> StoredRequest {
        let attribute = RequestAttributes.Pair(name: HistoryRow.formerRequestAttribute, value: "\(old.formerRequest)")
        return StoredRequest(
            authority: number,
            id: try await service.store.reserveRequestID(of: number),
            rawRequest: [],
            requestType: 0,
            requestFlags: 0,
            rawAttributes: "\(attribute.name):\(attribute.value)",
            attributes: [attribute],
            disposition: old.disposition,
            statusCode: old.status,
            message: old.message.isEmpty ? "Imported by " + standing.principal.accountName : old.message,
            submittedWhen: old.submitted,
            resolvedWhen: old.resolved ?? old.submitted,
            revokedWhen: old.revocation?.when,
            revokedEffectiveWhen: old.revocation.map { $0.effective ?? $0.when },
            revokedReason: old.revocation?.reason,
            requesterName: old.requester,
            requester: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
            callerName: standing.principal.accountName,
            caller: standing.principal.id,
            door: caller.door.rawValue,
            remoteAddress: caller.remoteAddress,
            correlationID: caller.correlationID,
            submissionKey: key,
            templateName: old.template,
            templateVersion: nil,
            rawName: certificate?.certificate.subject.derEncoded ?? [],
            officer: standing.principal.id,
            certificate: certificate.map { stored($0.certificate, generation: $0.issuer.index) }
        )
    }
}
