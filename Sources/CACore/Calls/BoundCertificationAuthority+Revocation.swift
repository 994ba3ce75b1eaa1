package import CAInterface
import Logging
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Revokes a certificate, or releases one from hold.
extension BoundCertificationAuthority {
    package func revoke(serial: String, _ revocation: Revocation) async throws -> CertificateRecord {
        let (record, partition) = try await acting { snapshot, standing in
            let isAgent = try await isGranted(.revoke, serial: serial, to: standing, in: snapshot)
            guard isAgent || !standing.rights.isDisjoint(with: [.issueAndManage, .manageAuthority]) else {
                throw refusal(standing, "revoke certificates")
            }
            let digits = try SerialText.required(serial)
            guard var row = try await service.store.request(serial: digits, of: number), row.certificate != nil else {
                if let foreign = try await service.store.foreignRevocation(serial: digits, of: number) {
                    return (try await change(foreign, to: revocation, standing: standing, snapshot: snapshot), foreign.partition)
                }
                throw CAError(.notFound, status: .certsrvPropertyEmpty, "There is no such certificate.")
            }
            if let revision = revocation.revision, revision != row.revision {
                throw CAError(
                    .wrongState,
                    status: .certsrvBadRequestStatus,
                    "The certificate \(digits) has been changed since it was looked at; nothing was changed now. Look again."
                )
            }
            let revokesAuthority = try await requireRight(
                toRevoke: row,
                of: standing,
                isAgent: isAgent,
                revocation,
                in: snapshot
            )
            let step = try revocationStep(row, revocation, standing: standing)
            // A release makes a certificate valid again, like an approval. Everybody may revoke what is theirs. What an agent asked for in the name of
            // another is not the agent's own.
            if step == .release, !isAgent {
                try requireAnother(
                    isOwn(row, signers: [], of: standing),
                    standing,
                    in: snapshot,
                    to: "release the hold of their own certificate"
                )
            }
            let now = service.clock()
            row.revision += 1
            row.officer = standing.principal.id
            if step == .release {
                row.disposition = .issued
                (row.revokedWhen, row.revokedEffectiveWhen, row.revokedReason) = (nil, nil, nil)
                row.message = "Issued  Released by " + standing.principal.accountName
            } else {
                row.disposition = .revoked
                let begins = try effective(revocation, of: row, now: now, revokesAuthority: revokesAuthority)
                // One that lay ahead and is brought forward counts from this order on, whatever the clock will say.
                row.revokedWhen = row.isRevocationAhead(at: now) && begins <= now ? now : row.revokedWhen ?? now
                row.revokedEffectiveWhen = begins
                row.revokedReason = revocation.reason.rawValue
                row.message = DispositionMessage.revoked(by: standing.principal.accountName)
            }
            row.resolvedWhen = row.resolvedWhen ?? now
            let reason = step == .release ? .removeFromCRL : revocation.reason
            let line = try journalLine(of: row, reason: reason, when: now, snapshot: snapshot)
            try await commit(
                row,
                step.pastFact,
                when: now,
                snapshot: snapshot,
                template: false,
                before: [.revocationRecorded(line)] + (revokesAuthority ? renewals(of: row, in: snapshot) : [])
            )
            if let effective = row.revokedEffectiveWhen, effective > now {
                service.laterRevocations.note(of: number, partition: row.certificate?.partition ?? 0, effective: effective)
            }
            return (try certificateRecord(row), row.certificate?.partition ?? 0)
        }
        // The revocation is durable and makes the list due. If the list cannot be published now, the schedule publishes it.
        do {
            try await service.revocationLists.publishRevocation(of: number, partitions: [partition])
        } catch {
            service.logger.critical(
                "a certificate was revoked but the revocation list could not be published",
                metadata: ["serial": "\(serial)", "error": "\(error)"]
            )
        }
        return record
    }

    /// The time from which a revocation counts. Another reason alone does not change it, and what is in effect is never taken back by a later time.
    private func effective(_ revocation: Revocation, of row: StoredRequest, now: Date, revokesAuthority: Bool) throws -> Date {
        guard let asked = revocation.effective else { return min(row.revokedEffectiveWhen ?? now, now) }
        // Whole seconds, as lists have them and as the clock of the authority counts.
        let wanted = Date(timeIntervalSince1970: asked.timeIntervalSince1970.rounded(.down))
        func refusal(_ why: String, _ remedy: String) -> CAError {
            let shown = wanted.formatted(.iso8601)
            return CAError(
                .malformed,
                status: .invalidArgument,
                "The revocation cannot begin at \(shown): \(why) \(remedy)",
                reason: DenialReason(rule: "RevocationBeginsInItsTime", field: "effective", value: shown, remedy: remedy)
            )
        }
        if let certificate = row.certificate, !(certificate.notBefore...certificate.notAfter).contains(wanted) {
            throw refusal("the certificate is not valid then.", "Give a time within its validity.")
        }
        if wanted > now {
            if revokesAuthority { throw refusal("an authority is revoked at once.", "Leave the time out.") }
            if let former = row.revokedEffectiveWhen, !row.isRevocationAhead(at: now) {
                throw refusal("it is in effect since \(former.formatted(.iso8601)).", "Give that time or an earlier one.")
            }
        }
        return wanted
    }

    /// A revoked certificate stays revoked. A hold can be released or get another reason, and an administrator may later state that the key was compromised. Any
    /// other change must be said to be meant, and takes a compromise back only for an administrator.
    private func revocationStep(_ row: StoredRequest, _ revocation: Revocation, standing: Standing) throws -> RequestMachine.Step {
        let reason = revocation.reason
        if row.disposition == .issued, reason == .removeFromCRL {
            throw CAError(
                .wrongState,
                status: .certsrvBadRequestStatus,
                "The certificate \(row.certificate?.serialNumber ?? "") is not on hold; nothing was changed."
            )
        }
        guard row.disposition == .revoked, let present = row.revokedReason.flatMap({ CRLReason(known: $0) }) else {
            return try move(row, .revocationAsked(reason: reason.rawValue))
        }
        if present == .certificateHold, reason != .certificateHold { return try move(row, .revocationAsked(reason: reason.rawValue)) }
        let isAdministrator = standing.rights.contains(.manageAuthority)
        if present != .certificateHold, present != .keyCompromise, reason == .keyCompromise, isAdministrator {
            return try move(row, .reasonChanged)
        }
        let compromises: [CRLReason] = [.keyCompromise, .caCompromise, .aaCompromise]
        let isFinal = present != .certificateHold && reason != .certificateHold && reason != .removeFromCRL
        if revocation.changesEarlier, isFinal, isAdministrator || !compromises.contains(present) {
            return try move(row, .reasonChanged)
        }
        let since = (row.revokedWhen ?? row.submittedWhen).formatted(.iso8601)
        let serial = row.certificate?.serialNumber ?? ""
        let remedy: String =
            if present == .certificateHold {
                "Release it with removeFromCRL, or give a reason other than certificateHold."
            } else if reason == .keyCompromise, !compromises.contains(present) {
                "An administrator of the CA may record it: chancery certificate revoke \(serial) --reason keyCompromise. An officer adds --again."
            } else {
                "Nothing is left to do. To change reason or date all the same, say so (--again); a compromise is taken back by a CA administrator."
            }
        throw CAError(
            .wrongState,
            status: .certsrvBadRequestStatus,
            "The certificate \(serial) has been revoked since \(since) for \(present); nothing was changed.",
            reason: DenialReason(
                rule: "RevokedOnce",
                field: "reason",
                value: "\(present)",
                remedy: remedy
            )
        )
    }

    /// Revoking the certificate of a certification authority invalidates everything below it. Only the administrator of the issuing authority may do it, and is asked
    /// twice.
    /// - Returns: true if it is such a certificate.
    private func requireRight(
        toRevoke row: StoredRequest,
        of standing: Standing,
        isAgent: Bool,
        _ revocation: Revocation,
        in snapshot: AuthoritySnapshot
    ) async throws -> Bool {
        guard let bytes = row.certificate?.bytes, let certificate = try? Certificate(derEncoded: bytes),
            certificate.basicConstraints?.isCA == true
        else {
            if !isAgent { try await requireOfficer(standing, for: row, in: snapshot, to: "revoke certificates") }
            return false
        }
        try require(.manageAuthority, of: standing, to: "revoke or release the certificate of a certification authority")
        guard revocation.revokesAuthority else {
            let effect =
                switch revocation.reason {
                case .removeFromCRL: "Releasing it makes every certificate below it valid again."
                case .certificateHold: "While it is on hold, no certificate below it is valid."
                default: "Revoking it ends every certificate below it."
                }
            throw CAError(
                .wrongState,
                status: .certsrvBadRequestStatus,
                "This is the certificate of the certification authority \(certificate.subject.rfc4514.quoted). \(effect)",
                reason: DenialReason(
                    rule: "RevokingAnAuthorityIsConfirmed",
                    field: "revokeAuthority",
                    value: "false",
                    remedy: "If that is meant, repeat with --yes-revoke-authority, or with \"revokeAuthority\": true in the body."
                )
            )
        }
        return true
    }

    /// Moves the authority whose certificate was revoked or released to its next revision, so that decisions in progress for it are made again.
    private func renewals(of row: StoredRequest, in snapshot: AuthoritySnapshot) -> [CAChange] {
        snapshot.authorities.filter { known in known.stored.generations.contains { $0.certificate == row.certificate?.bytes } }.map {
            known in
            var stored = known.stored
            stored.revision += 1
            return .authorityUpdated(stored)
        }
    }

    private func journalLine(of row: StoredRequest, reason: CRLReason, when: Date, snapshot: AuthoritySnapshot) throws -> RevocationRecord {
        guard let certificate = row.certificate,
            let issuer = try authority(in: snapshot).generations.first(where: { $0.index == certificate.generation })
        else { throw IssuanceError("The request \(row.id) has no certificate of a known generation.") }
        return RevocationRecord(
            key: issuer.key,
            shard: certificate.partition,
            request: row.id,
            revision: row.revision,
            serialNumber: certificate.serialNumber,
            reason: reason.rawValue,
            when: when
        )
    }

    // MARK: Taken over

    /// Releases a revocation that was taken over from a published list, or makes a hold among them final. Nobody knows what certificate it was, so an
    /// administrator decides.
    private func change(
        _ foreign: ForeignRevocation,
        to revocation: Revocation,
        standing: Standing,
        snapshot: AuthoritySnapshot
    ) async throws -> CertificateRecord {
        try require(.manageAuthority, of: standing, to: "change a revocation that was taken over from a published list")
        let reason = revocation.reason
        guard foreign.reason == CRLReason.certificateHold.rawValue, reason != .certificateHold, revocation.effective == nil else {
            throw CAError(
                .wrongState,
                status: .certsrvBadRequestStatus,
                """
                The certificate \(foreign.serialNumber) has no row here; its revocation was taken over from a published list. Only such a hold is released, or \
                gets another reason.
                """
            )
        }
        let now = service.clock()
        let line = RevocationRecord(
            key: foreign.key,
            shard: foreign.partition,
            request: ForeignRevocation.request,
            revision: foreign.changes + 1,
            serialNumber: foreign.serialNumber,
            reason: reason.rawValue,
            when: now
        )
        let event = AuditEvent.foreignRevocationChanged(
            authority: number.rawValue,
            key: foreign.key.index,
            serial: foreign.serialNumber,
            reason: reason.rawValue
        )
        let basis = Basis(
            rightsEpoch: snapshot.rightsEpoch,
            authority: number,
            authorityRevision: try authority(in: snapshot).stored.revision
        )
        try await service.store.commit(
            [.revocationRecorded(line), .audited(AuditRecord(event, by: .caller(caller), when: now))],
            expecting: basis
        )
        return CertificateRecord(
            requestID: ForeignRevocation.request,
            serialNumber: foreign.serialNumber,
            certificate: [],
            subject: "",
            requesterName: "",
            template: nil,
            notBefore: foreign.when,
            notAfter: foreign.when,
            revokedWhen: reason == .removeFromCRL ? nil : foreign.when,
            revocationReason: reason == .removeFromCRL ? nil : reason.rawValue
        )
    }

    // MARK: Beside the revocation

    package func setShownAfterExpiry(_ isShown: Bool, serial: String) async throws {
        try await acting { snapshot, standing in
            guard !standing.rights.isDisjoint(with: [.issueAndManage, .manageAuthority]) else {
                throw refusal(standing, "change what revocation lists show")
            }
            guard var row = try await service.store.request(serial: try SerialText.required(serial), of: number), row.certificate != nil
            else {
                throw CAError(.notFound, status: .certsrvPropertyEmpty, "There is no such certificate.")
            }
            if !standing.rights.contains(.manageAuthority) {
                try await requireOfficer(standing, for: row, in: snapshot, to: "change what revocation lists show")
            }
            guard row.disposition == .issued || row.disposition == .revoked else { throw wrongState(row) }
            row.revision += 1
            row.officer = standing.principal.id
            let now = service.clock()
            // A revoked row changes only with a line of the journal, which also makes the next list due.
            let lines: [CAChange] =
                if row.disposition == .revoked, let reason = row.revokedReason.flatMap({ CRLReason(known: $0) }) {
                    [.revocationRecorded(try journalLine(of: row, reason: reason, when: now, snapshot: snapshot))]
                } else {
                    []
                }
            try await commit(
                row,
                .expiredListingChanged,
                when: now,
                snapshot: snapshot,
                template: false,
                detail: isShown ? "shown after expiry" : "not shown after expiry",
                before: lines + [.shownAfterExpiry(number, row.id, isShown)]
            )
        }
    }

    package func validity(serial: String) async throws -> CertificateValidity {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard !standing.rights.isEmpty else { throw refusal(standing, "ask about certificates") }
            let serial = try SerialText.required(serial)
            guard let row = try await service.store.request(serial: serial, of: number) else {
                guard let foreign = try await service.store.foreignRevocation(serial: serial, of: number) else {
                    return CertificateValidity(.unknown)
                }
                guard foreign.reason != CRLReason.removeFromCRL.rawValue else { return CertificateValidity(.valid) }
                return CertificateValidity(.revoked, reason: foreign.reason, revokedFrom: foreign.when)
            }
            switch row.disposition {
            case .issued, .caCertificate: return CertificateValidity(.valid, revision: row.revision)
            case .revoked:
                let now = service.clock()
                let (isAhead, begins) = (row.isRevocationAhead(at: now), row.revokedEffectiveWhen ?? row.revokedWhen)
                return CertificateValidity(
                    isAhead ? .valid : .revoked,
                    reason: row.revokedReason,
                    // One that counts although the clock is behind it began by now.
                    revokedFrom: begins.map { isAhead ? $0 : min($0, now) },
                    revision: row.revision
                )
            default: return CertificateValidity(.unknown)
            }
        }
    }
}
