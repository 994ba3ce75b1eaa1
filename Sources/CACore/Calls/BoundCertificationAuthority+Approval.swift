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
                try require(.issueAndManage, of: standing, to: "approve requests")
                guard row.disposition == .pending else { throw wrongState(row) }
            } else {
                try require(
                    row.disposition == .denied ? .manageAuthority : .issueAndManage,
                    of: standing,
                    to: "resubmit a \(row.disposition.code.name) request"
                )
            }
            if row.wantsPrecertificate, try await service.store.precertificate(of: row.id, of: number) != nil {
                throw waitsForTimestamps(row)
            }
            let known = try authority(in: snapshot)
            let isOwn = row.caller == standing.principal.id || row.requester == standing.principal.id
            if isOwn, !known.stored.singleOperator {
                throw CAError(
                    .accessDenied,
                    status: .accessDenied,
                    "Nobody may approve their own request. Ask another officer.",
                    reason: DenialReason(
                        rule: "NobodyApprovesTheirOwnRequest",
                        field: "officer",
                        value: standing.principal.accountName,
                        remedy: "Ask another officer. If one person runs everything: chancery authority set --single-operator on."
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
            var precertificate: StoredPrecertificate?
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
                } else if let signed = row.takePrecertificate() {
                    precertificate = signed
                    machine = asked
                    step = try machine.apply(.precertificateSigned)
                    row.disposition = machine.disposition
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
                ownRequest: isOwn,
                precertificate: precertificate
            )
            return try await answer(row, snapshot: snapshot, wantsFullResponse: false)
        }
    }

    /// An officer has no part in a request whose precertificate is made, except to deny it.
    private func waitsForTimestamps(_ row: StoredRequest) -> CAError {
        CAError(
            .wrongState,
            status: .certsrvBadRequestStatus,
            "The request \(row.id) has its precertificate. It is issued when its sender sends the signed certificate timestamps."
        )
    }

    /// The verdict of policy on a stored request, as if it had just arrived.
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
                format: row.format,
                attributes: RequestAttributes(raw: row.rawAttributes),
                template: row.templateName
            ),
            verifier: service.verifier
        )
        let choice = TemplateChoice.choose(received.templates, find: { [number] in snapshot.template($0, publishedBy: number) })
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
                signers: try await knownSigners(of: received, at: now, snapshot: snapshot),
                issuer: issuer.limits,
                now: now,
                officerApproved: officerApproved
            )
            return (question, service.policy.judge(question))
        }
    }
}
