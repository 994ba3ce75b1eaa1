package import CAInterface
import CertificateTemplates
import PortableFoundation
import Logging
import PKIDirectory
package import PKIFormats

extension BoundCertificationAuthority {
    package func approve(_ request: RequestID) async throws -> Disposition {
        try await reconsider(request, approving: true)
    }

    package func resubmit(_ request: RequestID) async throws -> Disposition {
        try await reconsider(request, approving: false)
    }

    package func deny(_ request: RequestID) async throws -> Disposition {
        try await acting { snapshot, standing in
            try require(.issueAndManage, of: standing, to: "deny requests")
            var row = try present(try await service.store.request(request, of: number))
            _ = try move(row, .officerDenied)
            let now = service.clock()
            row.revision += 1
            row.disposition = .denied
            row.statusCode = .certsrvAdminDeniedRequest
            row.message = DispositionMessage.denied(by: standing.principal.accountName)
            row.reason = DenialReason(
                rule: "OfficerDecides",
                field: "request",
                value: request.description,
                remedy: "Ask \(standing.principal.accountName) for the reason."
            )
            row.resolvedWhen = now
            row.officer = standing.principal.id
            try await commit(row, .deniedByOfficer, when: now, snapshot: snapshot, template: false)
            return try await answer(row, snapshot: snapshot, wantsFullResponse: false)
        }
    }

    package func revoke(serial: String, reason: CRLReason, revokingAuthority: Bool) async throws -> CertificateRecord {
        let record = try await acting { snapshot, standing in
            guard !standing.rights.isDisjoint(with: [.issueAndManage, .manageAuthority]) else {
                throw refusal(standing, "revoke certificates")
            }
            guard var row = try await service.store.request(serial: try SerialText.normalized(serial), of: number), row.certificate != nil
            else {
                throw CAError(.notFound, status: .certsrvPropertyEmpty, "There is no such certificate.")
            }
            let revokesAuthority = try requireRight(toRevoke: row, of: standing, isConfirmed: revokingAuthority)
            let step = try revocationStep(row, reason: reason, standing: standing)
            let now = service.clock()
            row.revision += 1
            row.officer = standing.principal.id
            if step == .release {
                row.disposition = .issued
                (row.revokedWhen, row.revokedEffectiveWhen, row.revokedReason) = (nil, nil, nil)
                row.message = "Issued  Released by " + standing.principal.accountName
            } else {
                row.disposition = .revoked
                // Another reason does not change since when it was not good.
                row.revokedEffectiveWhen = row.revokedEffectiveWhen ?? now
                row.revokedWhen = row.revokedWhen ?? now
                row.revokedReason = reason.rawValue
                row.message = DispositionMessage.revoked(by: standing.principal.accountName)
            }
            row.resolvedWhen = row.resolvedWhen ?? now
            let line = try journalLine(of: row, reason: step == .release ? .removeFromCRL : reason, when: now, snapshot: snapshot)
            try await commit(
                row,
                step.pastFact,
                when: now,
                snapshot: snapshot,
                template: false,
                before: [.revocationRecorded(line)] + (revokesAuthority ? renewals(of: row, in: snapshot) : [])
            )
            return try certificateRecord(row)
        }
        // The revocation is durable and the list due by it: one that cannot be published now is published by the schedule.
        do {
            try await service.revocationLists.publishRevocation(of: number)
        } catch {
            service.logger.critical(
                "a certificate was revoked but the revocation list could not be published",
                metadata: ["serial": "\(serial)", "error": "\(error)"]
            )
        }
        return record
    }

    /// Once revoked stays revoked: only a hold can be released or get another reason, and an administrator may say that a key was compromised after all.
    private func revocationStep(_ row: StoredRequest, reason: CRLReason, standing: Standing) throws -> RequestMachine.Step {
        guard row.disposition == .revoked, let present = row.revokedReason.flatMap({ CRLReason(known: $0) }) else {
            return try move(row, .revocationAsked(reason: reason.rawValue))
        }
        if present == .certificateHold, reason != .certificateHold { return try move(row, .revocationAsked(reason: reason.rawValue)) }
        if present != .certificateHold, present != .keyCompromise, reason == .keyCompromise, standing.rights.contains(.manageAuthority) {
            return try move(row, .compromiseFound)
        }
        let since = (row.revokedWhen ?? row.submittedWhen).formatted(.iso8601)
        throw CAError(
            .wrongState,
            status: .certsrvBadRequestStatus,
            "The certificate \(row.certificate?.serialNumber ?? "") has been revoked since \(since) for \(present); nothing was changed.",
            reason: DenialReason(
                rule: "RevokedOnce",
                field: "reason",
                value: "\(present)",
                remedy: present == .certificateHold
                    ? "Release it with removeFromCRL, or give another reason than certificateHold."
                    : "Nothing is left to do. If its key was compromised, a CA administrator may change the reason to keyCompromise."
            )
        )
    }

    /// Revoking the certificate of a certification authority ends everything below it: the act of the administrator of the authority that issued it, asked
    /// twice.
    /// - Returns: whether it is such a certificate.
    private func requireRight(toRevoke row: StoredRequest, of standing: Standing, isConfirmed: Bool) throws -> Bool {
        guard let bytes = row.certificate?.bytes, let certificate = try? Certificate(derEncoded: bytes),
            certificate.basicConstraints?.isCA == true
        else {
            try require(.issueAndManage, of: standing, to: "revoke certificates")
            return false
        }
        try require(.manageAuthority, of: standing, to: "revoke or release the certificate of a certification authority")
        guard isConfirmed else {
            throw CAError(
                .wrongState,
                status: .certsrvBadRequestStatus,
                "This is the certificate of the certification authority \(certificate.subject.rfc4514.quoted). Revoking it ends every certificate below it.",
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

    /// The authority whose certificate was revoked or released moves to its next revision, so that whoever is deciding for it now decides again.
    private func renewals(of row: StoredRequest, in snapshot: AuthoritySnapshot) -> [CAChange] {
        snapshot.authorities.filter { known in known.stored.generations.contains { $0.certificate == row.certificate?.bytes } }.map {
            known in
            var stored = known.stored
            stored.revision += 1
            return .authorityUpdated(stored)
        }
    }

    package func revocationLists() async throws -> [RevocationListRecord] {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard standing.seesAll else { throw refusal(standing, "look at the state of revocation lists") }
            let known = try authority(in: snapshot)
            let status = service.publicationStatus.all
            var records: [RevocationListRecord] = []
            for key in known.stored.keys {
                let id = AuthorityKeyID(authority: number, index: key.index)
                let state = try await service.store.revocationListState(of: id)
                let isOpen = service.keys.signer(of: id) != nil
                let entry = PublicationStatus.Entry(
                    authority: known.stored.name,
                    list: state.latest,
                    uncovered: state.uncovered,
                    keyIsOpen: isOpen,
                    failure: status[id]?.failure,
                    period: known.stored.crlPeriodSeconds
                )
                records.append(
                    RevocationListRecord(
                        key: key.index,
                        address: PublicLocation.url(known.stored.publicAddress, path: key.listPath),
                        number: state.latest?.number,
                        thisUpdate: state.latest?.thisUpdate,
                        nextUpdate: state.latest?.nextUpdate,
                        entries: state.latest?.count ?? 0,
                        uncovered: state.uncovered,
                        keyIsOpen: isOpen,
                        warning: entry.warning(at: service.clock())
                    )
                )
            }
            return records
        }
    }

    package func publishRevocationLists(passphrase: [UInt8]?) async throws {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard !standing.rights.isDisjoint(with: [.issueAndManage, .manageAuthority]) else {
                throw refusal(standing, "publish revocation lists")
            }
            let signers = try await signers(under: passphrase, of: try authority(in: snapshot), standing)
            // Who wanted the lists; the lists have records of their own.
            let record = AuditRecord(.publicationOrdered(authority: number.rawValue), by: .caller(caller), when: service.clock())
            try await service.store.commit([.audited(record)], expecting: .nothing)
            do {
                try await service.revocationLists.publish(of: number, signers: signers)
            } catch let error as KeyIsAway {
                throw CAError(.unavailable, status: .certsrvInvalidCACertificate, "\(error)")
            } catch  where !(error is CAError) && !(error is CommitFailure) {
                throw CAError(
                    .unavailable,
                    status: .certsrvServerSuspended,
                    "The lists could not be published. The server tries again every minute; its log says what fails.",
                    cause: error
                )
            }
        }
    }

    /// Signers of the keys that are not open, opened for this one call under a passphrase that is neither kept nor logged.
    private func signers(under passphrase: [UInt8]?, of known: KnownAuthority, _ standing: Standing) async throws -> [AuthorityKeyID:
        Signer]
    {
        guard let passphrase else { return [:] }
        try require(.manageAuthority, of: standing, to: "use the authority's key")
        var signers: [AuthorityKeyID: Signer] = [:]
        for key in known.stored.keys {
            let id = AuthorityKeyID(authority: number, index: key.index)
            guard service.keys.signer(of: id) == nil else { continue }
            do {
                guard let signer = try await service.keys.signer(of: key, authority: number, passphrase: passphrase) else {
                    throw CAError(
                        .unavailable,
                        status: .certsrvInvalidCACertificate,
                        "The key store has no key of \(known.stored.name.quoted). Restore it from a backup."
                    )
                }
                signers[id] = signer
            } catch is WrongPassphrase {
                throw CAError(
                    .accessDenied,
                    status: .accessDenied,
                    "The passphrase does not open the key of \(known.stored.name.quoted). Give the right one."
                )
            }
        }
        return signers
    }

    /// Asks policy again: as an officer's approval, which settles what an officer decides, or from the beginning.
    private func reconsider(_ request: RequestID, approving: Bool) async throws -> Disposition {
        try await acting { snapshot, standing in
            guard !standing.rights.isDisjoint(with: [.issueAndManage, .manageAuthority]) else {
                throw refusal(standing, "approve requests")
            }
            var row = try present(try await service.store.request(request, of: number))
            if approving {
                try require(.issueAndManage, of: standing, to: "approve requests")
                guard row.disposition == .pending else { throw wrongState(row) }
            } else {
                try require(
                    row.disposition == .denied ? .manageAuthority : .issueAndManage,
                    of: standing,
                    to: "resubmit a \(row.disposition.code.name) request"
                )
            }
            let known = try authority(in: snapshot)
            let isOwn = row.caller == standing.principal.id || row.requester == standing.principal.id
            if isOwn, !known.stored.singleOperator {
                throw CAError(
                    .accessDenied,
                    status: .accessDenied,
                    "Nobody approves a request of their own. Ask another officer.",
                    reason: DenialReason(
                        rule: "NobodyApprovesTheirOwnRequest",
                        field: "officer",
                        value: standing.principal.accountName,
                        remedy: "Ask another officer. Where one person runs everything: chancery authority set --single-operator on."
                    )
                )
            }
            var machine = RequestMachine(stored: row.disposition, revokedReason: row.revokedReason)
            guard (try? machine.apply(.resubmitted)) == .askPolicy else { throw wrongState(row) }

            let now = service.clock()
            let issuer = try issuer(of: known)
            let (question, verdict) = try await judge(
                row,
                known: known,
                issuer: issuer,
                now: now,
                snapshot: snapshot,
                officerApproved: approving
            )
            let asked = machine
            guard var step = try? machine.apply(verdict.event) else { throw wrongState(row) }
            row.revision += 1
            row.disposition = machine.disposition
            row.resolvedWhen = now
            row.officer = standing.principal.id
            if step == .sign, let question {
                row.templateName = question.template.name
                row.templateVersion = question.template.version
                row.statusCode = .ok
                row.reason = nil
                let refusal = try await issue(
                    into: &row,
                    question: question,
                    template: question.template,
                    issuer: issuer,
                    snapshot: snapshot,
                    officer: standing.principal.accountName
                )
                if let refusal {
                    machine = asked
                    step = try machine.apply(.policyDenied)
                    row.disposition = machine.disposition
                    row.record(step, verdict: .deny(refusal), officer: standing.principal.accountName)
                }
            } else {
                row.record(step, verdict: verdict, officer: standing.principal.accountName)
            }
            let act: AuditEvent.RequestAct = step == .sign ? (approving ? .approvedByOfficer : .resubmitted) : step.pastFact
            try await commit(
                row,
                act,
                when: now,
                snapshot: snapshot,
                template: question != nil,
                ownRequest: isOwn
            )
            return try await answer(row, snapshot: snapshot, wantsFullResponse: false)
        }
    }

    /// The policy's word on a stored request, as if it had just come.
    private func judge(
        _ row: StoredRequest,
        known: KnownAuthority,
        issuer: IssuingGeneration,
        now: Date,
        snapshot: AuthoritySnapshot,
        officerApproved: Bool
    ) async throws -> (Question?, Verdict) {
        let received = try ReceivedRequest(
            Submission(
                bytes: row.rawRequest,
                format: .pkcs10,
                attributes: RequestAttributes(raw: row.rawAttributes),
                template: row.templateName
            ),
            verifier: service.verifier
        )
        let choice = TemplateChoice.choose(received.templates, find: snapshot.template)
        guard let caller = try await snapshot.principal(row.caller, from: service.directory) else {
            return (nil, .deny(Self.unknownSubject(row.caller)))
        }
        guard let subject = try await snapshot.principal(row.requester, from: service.directory) else {
            return (nil, .deny(Self.unknownSubject(row.requester)))
        }
        switch choice {
        case .refused(let denial), .unknown(_, let denial):
            return (nil, .deny(denial))
        case .chosen(let template):
            let question = Question(
                received: received,
                caller: caller.principal,
                subject: subject,
                template: template,
                authorityAccess: known.stored.access,
                agentGrants: snapshot.agentGrants,
                issuer: issuer.limits,
                now: now,
                officerApproved: officerApproved
            )
            return (question, service.policy.judge(question))
        }
    }

    /// Loads, decides and commits, again when what was read has moved meanwhile.
    func acting<Answer>(_ operation: (AuthoritySnapshot, Standing) async throws -> Answer) async throws -> Answer {
        try await service.mapped {
            var snapshot = try await service.snapshots.current()
            var attempt = 0
            while true {
                attempt += 1
                do {
                    return try await operation(snapshot, try await standing(in: snapshot))
                } catch let failure as CommitFailure {
                    switch failure {
                    case .moved where attempt < Self.mostAttempts, .serialNumberUsed where attempt < Self.mostAttempts:
                        snapshot = try await service.snapshots.load()
                    default:
                        throw failure
                    }
                }
            }
        }
    }

    private func commit(
        _ row: StoredRequest,
        _ act: AuditEvent.RequestAct,
        when: Date,
        snapshot: AuthoritySnapshot,
        template: Bool,
        ownRequest: Bool = false,
        before: [CAChange] = []
    ) async throws {
        let record = AuditRecord(
            .request(
                row,
                act,
                by: caller,
                certificateIsNew: row.certificate != nil && row.disposition == .issued,
                ownRequest: ownRequest
            ),
            by: .caller(caller),
            when: when
        )
        let basis = Basis(
            request: Basis.Revision(authority: number, request: row.id, revision: row.revision - 1),
            templateName: template ? row.templateName : nil,
            templateVersion: template ? row.templateVersion : nil,
            rightsEpoch: snapshot.rightsEpoch,
            authority: number,
            authorityRevision: try authority(in: snapshot).stored.revision
        )
        try await service.store.commit(before + [.requestUpdated(row), .audited(record)], expecting: basis)
    }

    private func journalLine(of row: StoredRequest, reason: CRLReason, when: Date, snapshot: AuthoritySnapshot) throws -> RevocationRecord {
        guard let certificate = row.certificate,
            let issuer = try authority(in: snapshot).generations.first(where: { $0.index == certificate.generation })
        else { throw IssuanceFailure("The request \(row.id) has no certificate of a known generation.") }
        return RevocationRecord(
            key: issuer.key,
            request: row.id,
            revision: row.revision,
            serialNumber: certificate.serialNumber,
            reason: reason.rawValue,
            when: when
        )
    }

    private func move(_ row: StoredRequest, _ event: RequestMachine.Event) throws -> RequestMachine.Step {
        var machine = RequestMachine(stored: row.disposition, revokedReason: row.revokedReason)
        do {
            return try machine.apply(event)
        } catch {
            throw wrongState(row)
        }
    }

    private func wrongState(_ row: StoredRequest) -> CAError {
        CAError(
            .wrongState,
            status: .certsrvBadRequestStatus,
            "The request \(row.id) is \(row.disposition.code.name); this cannot be done with it. Look at it again."
        )
    }

    private func present(_ row: StoredRequest?) throws -> StoredRequest {
        guard let row else { throw CAError(.notFound, status: .certsrvPropertyEmpty, "There is no such request.") }
        return row
    }

    func require(_ right: AccessRights, of standing: Standing, to act: String) throws {
        guard standing.rights.contains(right) else { throw refusal(standing, act) }
    }

    func refusal(_ standing: Standing, _ act: String) -> CAError {
        CAError(.accessDenied, status: .accessDenied, "\(standing.principal.accountName) has no right to \(act) at this authority.")
    }
}
