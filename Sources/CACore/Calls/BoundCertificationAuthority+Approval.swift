import PKIFormats
import CertificateTemplates
package import CAInterface
import PKIDirectory
import PortableFoundation

/// The acts of an officer on a pending or denied request.
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
            try await requireOfficer(standing, for: row, in: snapshot, to: "deny requests")
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

    /// Asks policy again. An officer's approval settles the rules that an officer decides; otherwise policy starts from the beginning.
    private func reconsider(_ request: RequestID, approving: Bool) async throws -> Disposition {
        try await acting { snapshot, standing in
            guard !standing.rights.isDisjoint(with: [.issueAndManage, .manageAuthority]) else {
                throw refusal(standing, "approve requests")
            }
            var row = try present(try await service.store.request(request, of: number))
            if approving {
                try await requireOfficer(standing, for: row, in: snapshot, to: "approve requests")
                guard row.disposition == .pending else { throw wrongState(row) }
            } else if row.disposition == .denied {
                try require(.manageAuthority, of: standing, to: "resubmit a denied request")
            } else {
                try await requireOfficer(standing, for: row, in: snapshot, to: "resubmit a \(row.disposition.code.name) request")
            }
            guard !row.isErased else {
                throw CAError(
                    .wrongState,
                    status: .certsrvBadRequestStatus,
                    "The content of the request \(row.id) was erased. Ask for a new request."
                )
            }
            try await requireFirstStep(of: row)
            if row.waitsForModule { throw waitsForModule(row) }
            let known = try authority(in: snapshot)
            try requireAnother(isOwn(row, signers: [], of: standing), standing, in: snapshot)
            var machine = RequestMachine(stored: row.disposition, revokedReason: row.revokedReason)
            guard (try? machine.apply(.resubmitted)) == .askPolicy else { throw wrongState(row) }

            let now = service.clock()
            let issuer = try issuer(of: known)
            let edits = try await service.store.officerEdits(of: row.id, of: number)
            let judged = try await judge(
                row,
                edits: edits,
                known: known,
                issuer: issuer,
                now: now,
                snapshot: snapshot,
                officerApproved: approving
            )
            let question = judged.0
            var verdict = judged.1
            try requireAnswer(row, question, verdict)
            // The template that decides may be another one than the request came with.
            if let question, question.template.name != row.templateName, row.disposition == .pending {
                var decided = row
                decided.templateName = question.template.name
                try await requireOfficer(standing, for: decided, in: snapshot, to: approving ? "approve requests" : "resubmit requests")
            }
            // Who signed a request as agent or registration authority has vouched for it, and cannot be the second person.
            let isOwn = isOwn(row, signers: question?.signers ?? [], of: standing)
            try requireAnother(isOwn, standing, in: snapshot)
            var narrowing = CertificateNarrowing.nothing
            var remark: String?
            if let module = issuer.configuration.policyModule, let question {
                let answer = try await ask(module, about: question, row: row, issuer: issuer, snapshot: snapshot, rules: verdict)
                (verdict, narrowing, remark) = (answer.verdict, answer.narrowing, answer.remark)
            }
            let asked = machine
            guard (try? machine.apply(verdict.event)) != nil else { throw wrongState(row) }
            row.revision += 1
            row.resolvedWhen = now
            // The version that decided, also about a denial: the commit holds it against the stored one.
            if let question {
                row.templateName = question.template.name
                row.templateVersion = question.template.version
            }
            let (step, precertificate) = try await settle(
                &row,
                verdict,
                from: asked,
                question: question,
                issuer: issuer,
                snapshot: snapshot,
                officer: standing.principal.accountName,
                narrowing: narrowing,
                edits: edits.extensions
            )
            // A confirmation takes this for an approval, which a resubmission is not.
            row.officer = row.wantsPresigned && !approving && row.disposition == .pending ? nil : standing.principal.id
            if step == .askOfficer, let remark { row.message += "  " + remark }
            let act: AuditEvent.RequestAct = step == .sign ? (approving ? .approvedByOfficer : .resubmitted) : step.pastFact
            try await commit(
                row,
                act,
                when: now,
                snapshot: snapshot,
                template: question != nil,
                ownRequest: isOwn,
                precertificate: precertificate
            )
            return try await answer(row, snapshot: snapshot, wantsFullResponse: false)
        }
    }

    /// The end of a decision on a stored request: its certificate or the first of two steps, or why there is neither.
    /// - Parameters:
    ///   - machine: the life cycle before the verdict.
    ///   - officer: who decided; nil when nobody was asked.
    func settle(
        _ row: inout StoredRequest,
        _ verdict: Verdict,
        from machine: RequestMachine,
        question: Question?,
        issuer: IssuingGeneration,
        snapshot: AuthoritySnapshot,
        officer: String?,
        narrowing: CertificateNarrowing,
        edits: [ExtensionChange]
    ) async throws -> (step: RequestMachine.Step, precertificate: StoredPrecertificate?) {
        var decided = machine
        var step = try decided.apply(verdict.event)
        row.disposition = decided.disposition
        guard step == .sign, let question else {
            row.record(step, verdict: verdict, officer: officer)
            return (step, nil)
        }
        row.statusCode = .ok
        row.reason = nil
        let refusal = try await issue(
            into: &row,
            question: question,
            template: question.template,
            issuer: issuer,
            snapshot: snapshot,
            officer: officer,
            narrowing: narrowing,
            edits: edits
        )
        let firstStep = refusal == nil ? row.takeFirstStep() : nil
        guard refusal != nil || firstStep != nil else { return (step, nil) }
        decided = machine
        step = try decided.apply(refusal != nil ? .policyDenied : row.wantsPresigned ? .presigned : .precertificateSigned)
        row.disposition = decided.disposition
        if let refusal { row.record(step, verdict: .deny(refusal), officer: officer) }
        return (step, firstStep)
    }

    /// An officer has no part in a request whose first step is done, except to deny it.
    func requireFirstStep(of row: StoredRequest) async throws {
        guard row.hasTwoSteps, try await service.store.precertificate(of: row.id, of: number) != nil else { return }
        throw CAError(
            .wrongState,
            status: .certsrvBadRequestStatus,
            row.wantsPresigned
                ? "The request \(row.id) has its pre-signed certificate. It is issued when its sender confirms it. Deny it, or leave it."
                : "The request \(row.id) has its precertificate. It is issued when its sender sends the signed certificate timestamps. Deny it, or leave it."
        )
    }

    /// The verdict of policy on a stored request, as if it had just arrived.
    /// - Parameter isNew: whether it is judged for the first time as far as the settings that hold new requests go.
    func judge(
        _ row: StoredRequest,
        edits: OfficerEdits,
        known: KnownAuthority,
        issuer: IssuingGeneration,
        now: Date,
        snapshot: AuthoritySnapshot,
        officerApproved: Bool,
        isNew: Bool = false
    ) async throws -> (Question?, Verdict) {
        let received = try ReceivedRequest(
            Submission(
                bytes: row.rawRequest,
                format: row.format,
                attributes: RequestAttributes(raw: row.rawAttributes).overridden(by: edits.attributes),
                template: edits.namesTemplate ? nil : row.templateName
            ),
            verifier: service.verifier
        )
        let choice = snapshot.choose(received.templates, by: number)
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
            let evidence = try await evidence(of: received, template: template, known: known, now: now, row: row.id)
            let archival = try await service.store.archivedKey(of: row.id, of: number)
            let question = Question(
                received,
                of: RequestParties(sender: caller, subject: subject, renewsOnBehalf: row.renewsOnBehalf),
                template: template,
                signers: try await knownSigners(of: received, at: now, snapshot: snapshot),
                attestation: evidence.finding,
                archival: archival == nil ? .absent : .archived,
                known: known,
                issuer: issuer,
                snapshot: snapshot,
                now: now,
                officerApproved: officerApproved,
                isNew: isNew
            )
            return (question, service.policy.judge(question))
        }
    }
}
