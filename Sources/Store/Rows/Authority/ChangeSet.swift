import CACore
import CAInterface
import CertificateTemplates

/// Applies a caller's changes in the open transaction: checks the basis, writes the rows, and names broken constraints.
struct ChangeSet: Sendable {
    let changes: [CAChange]
    let basis: Basis

    /// - Throws: `CommitError`, or the database's error for a failure that this caller did not cause.
    func apply(to database: StoreConnection, _ state: inout WriterState) throws {
        try check(against: state.snapshot, database)
        for change in changes {
            do {
                try apply(change, to: database, &state.snapshot)
            } catch let error as ConstraintError {
                throw try failure(for: error, change, database)
            }
        }
        if changesRights {
            state.snapshot.rightsEpoch += 1
            try AuthorityRows.saveRightsEpoch(state.snapshot.rightsEpoch, in: database)
        }
    }

    private func check(against snapshot: RecordSnapshot, _ database: StoreConnection) throws {
        if let epoch = basis.rightsEpoch, epoch != snapshot.rightsEpoch {
            throw CommitError.moved("rights changed (epoch \(snapshot.rightsEpoch), decided at \(epoch))")
        }
        if let name = basis.templateName, let version = basis.templateVersion {
            let stored = snapshot.template(named: name)?.version
            guard stored == version else {
                throw CommitError.moved("template \(name) has version \(stored ?? 0), decided with \(version)")
            }
        }
        if let number = basis.authority, let revision = basis.authorityRevision {
            let stored = snapshot.authority(number)?.revision
            guard stored == revision else {
                throw CommitError.moved("authority \(number.rawValue) has revision \(stored ?? 0), decided with \(revision)")
            }
        }
        if let lease = basis.lease {
            let fence = try LeaseRow.fence(of: lease.work, in: database)
            guard fence == lease.fence else { throw CommitError.moved("the lease for \(lease.work.rawValue) was taken by somebody else") }
        }
        if let read = basis.revocationList {
            let stored = try RevocationListRow.newestNumber(of: read.part, in: database)
            guard stored == read.number else {
                throw CommitError.moved("the newest CRL has number \(stored), read as \(read.number)")
            }
        }
        if let request = basis.request {
            var row = try BoundStatement(database, "SELECT revision FROM request WHERE key = ?\(database.dialect.lockingRows)")
            row.bind(RequestColumns.key(request.request, of: request.authority))
            let stored = try row.step() ? row.int(0) : 0
            guard stored == request.revision else {
                throw CommitError.moved("request \(request.request) has revision \(stored), decided with \(request.revision)")
            }
        }
    }

    /// Whether a change concerns the snapshot, so that decisions made before it must be made again.
    var changesRights: Bool {
        changes.contains { change in
            switch change {
            case .authorityCreated, .authorityUpdated, .templateSaved, .templatePublished, .templateWithdrawn, .templateRuleAccepted,
                .templateAcceptanceWithdrawn, .templateRetired, .agentGranted, .agentGrantRemoved:
                true
            case .requestReceived, .requestUpdated, .officerEdited, .requestErased, .shownAfterExpiry, .revocationRecorded,
                .revocationTakenOver, .revocationListSigned, .signingIntended, .exitRaised, .exitDelivered, .exitDropped,
                .exchangeCertificateIssued,
                .statusSignerIssued, .precertificateSigned, .keyAttested, .keyArchived, .keyRecoveryActed, .recordLogStored,
                .recordTileStored, .recordLogPublished, .audited:
                false
            }
        }
    }

    private func apply(_ change: CAChange, to database: StoreConnection, _ snapshot: inout RecordSnapshot) throws {
        switch change {
        case .authorityCreated(let authority):
            try AuthorityRows.insert(authority, into: database)
            snapshot.put(authority)
        case .authorityUpdated(let authority):
            guard let former = snapshot.authority(authority.number), former.revision == authority.revision - 1 else {
                throw CommitError.moved("authority \(authority.number.rawValue) is not at revision \(authority.revision - 1)")
            }
            try AuthorityRows.replace(former, by: authority, in: database)
            snapshot.put(authority)
        case .templateSaved(let template, let author):
            let former = snapshot.template(named: template.name)?.version ?? 0
            guard former == template.version - 1 else {
                throw CommitError.moved("template \(template.name) is at version \(former), not \(template.version - 1)")
            }
            try AuthorityRows.save(template, author: author, in: database)
            snapshot.put(template)
        case .templatePublished(let publication):
            try AuthorityRows.insert(publication, into: database)
            snapshot.publications.insert(publication)
        case .templateWithdrawn(let publication):
            try AuthorityRows.remove(publication, from: database)
            snapshot.publications.remove(publication)
        case .templateRuleAccepted(let acceptance):
            try TemplateRows.insert(acceptance, into: database)
            snapshot.put(acceptance)
        case .templateAcceptanceWithdrawn(let template, let rule):
            try TemplateRows.removeAcceptance(of: rule, template: template, from: database)
            snapshot.removeAcceptance(of: rule, template: template)
        case .templateRetired(let name, let author):
            guard snapshot.retirements[name.lowercased()] == nil else { throw CommitError.moved("template \(name) is retired already") }
            try TemplateRows.retire(name, by: author, in: database)
            snapshot.retirements[name.lowercased()] = author
        case .agentGrantRemoved(let grant):
            try AuthorityRows.remove(grant, from: database)
            snapshot.remove(grant)
        case .agentGranted(let grant):
            try AuthorityRows.insert(grant, into: database)
            snapshot.put(grant)
        case .requestReceived(let request):
            guard (1...RequestColumns.largestID).contains(request.id.rawValue) else {
                throw CommitError.refused("request id \(request.id) is out of range")
            }
            try RequestRow.insert(request, into: database)
        case .requestUpdated(let request):
            guard try RequestRow.replace(request, in: database) else {
                throw CommitError.moved("request \(request.id) is not at revision \(request.revision - 1)")
            }
        case .officerEdited(let edits):
            try OfficerRows.save(edits, in: database)
        case .requestErased(let erased):
            guard try OfficerRows.erase(erased, in: database) else {
                throw CommitError.moved(
                    "request \(erased.request) is not at revision \(erased.revision - 1), or no longer one that is erased"
                )
            }
        case .shownAfterExpiry(let authority, let request, let isShown):
            try OfficerRows.setShownAfterExpiry(request, of: authority, isShown, in: database)
        case .revocationRecorded(let record):
            snapshot.revocations += 1
            try RevocationListRow.append(record, to: database)
        case .revocationListSigned(let list):
            try RevocationListRow.insert(list, into: database)
        case .revocationTakenOver(let foreign):
            try RevocationListRow.takeOver(foreign, in: database)
        case .signingIntended(let intent):
            try SigningIntentRow.insert(intent, into: database)
        case .exitRaised(let event, let receivers):
            try ExitEventRow.insert(event, for: receivers, into: database)
        case .exitDelivered(let sequence):
            try ExitEventRow.remove(sequence: sequence, from: database)
        case .exitDropped(let authority, let receiver):
            try ExitEventRow.removeAll(of: authority, receiver: receiver, from: database)
        case .exchangeCertificateIssued(let exchange):
            guard try ExchangeCertificateRow.insert(exchange, into: database) else {
                throw CommitError.moved("the authority has an exchange certificate \(exchange.index) already")
            }
        case .statusSignerIssued(let signer):
            guard try StatusSignerRow.insert(signer, into: database) else {
                throw CommitError.moved("the key \(signer.key) has an OCSP signer \(signer.index) already")
            }
        case .precertificateSigned(let precertificate):
            try PrecertificateRow.insert(precertificate, into: database)
        case .keyAttested(let attestation):
            try AttestationRow.insert(attestation, into: database)
        case .keyArchived(let key):
            try ArchivedKeyRows.insert(key, into: database)
        case .keyRecoveryActed(let act):
            try ArchivedKeyRows.insert(act, into: database)
        case .recordLogStored(let log, let former):
            guard try RecordLogRow.store(log, replacing: former, in: database) else {
                throw CommitError.moved("the record's log is not at \(former?.size ?? 0) entries")
            }
        case .recordTileStored(let tile):
            try RecordLogRow.put(tile, in: database)
        case .recordLogPublished(let generation, let size, let note):
            guard try RecordLogRow.publish(note, size: size, generation: generation, in: database) else {
                throw CommitError.moved("a later checkpoint of the record's log is published")
            }
        case .audited(let record):
            try AuditRow.append(record, to: database)
        }
    }

    /// The meaning of a broken constraint for the caller.
    private func failure(for error: ConstraintError, _ change: CAChange, _ database: StoreConnection) throws -> CommitError {
        let constraint = error.constraint
        switch (constraint, change) {
        case (.requestSerial, .requestReceived), (.requestSerial, .requestUpdated), (.precertificateSerial, .precertificateSigned):
            return .serialNumberUsed
        case (.listNumbersGrow, .revocationListSigned) where basis.revocationList != nil:
            return .moved("another node has signed a newer list")
        case (.unique, .recordLogStored):
            return .moved("another node has begun the record's log")
        case (.unique, .exchangeCertificateIssued):
            return .moved("another node has issued this exchange certificate")
        case (.unique, .statusSignerIssued):
            return .moved("another node has issued this OCSP signer")
        case (.unique, .keyArchived), (.unique, .keyRecoveryActed):
            return .moved("somebody else has acted on this archived key")
        case (_, .revocationRecorded(let record)) where record.request == ForeignRevocation.request:
            // Two acts on revocations that were taken over, at once.
            return .moved("the journal has a newer line about a revocation that was taken over")
        case (.requestSubmissionKey, .requestReceived(let request)):
            guard let key = request.submissionKey else { break }
            var row = try BoundStatement(database, "SELECT key FROM request WHERE authority = ? AND caller = ? AND submission_key = ?")
            row.bind(request.authority.rawValue)
            row.bind(request.caller)
            row.bind(octetsOf: key)
            if try row.step() { return .submissionKeyUsed(RequestID(row.int(0) & RequestColumns.largestID)) }
        default: break
        }
        return .refused("\(constraint.rawValue): \(error)")
    }
}
