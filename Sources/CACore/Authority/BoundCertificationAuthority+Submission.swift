package import CAInterface
import CertificateTemplates
import FoundationEssentials
import PKIDirectory
import PKIFormats

extension BoundCertificationAuthority {
    /// Steps 5 to 9 of docs/request-flow.md.
    package func submit(_ submission: Submission) async throws -> Disposition {
        try await service.mapped {
            if let key = submission.submissionKey, !(1...128).contains(key.utf8.count) || key.utf8.contains(0) {
                throw CAError(
                    .malformed, status: .invalidArgument,
                    "The submissionKey has \(key.utf8.count) octets; it must have 1 to 128, and none of them may be zero.",
                    reason: DenialReason(
                        rule: "SubmissionKeyIsText", field: "submissionKey", value: String(key.prefix(20)),
                        remedy: "Send a UUID, for example."))
            }
            // 5. Open. What cannot be read stops here, without a row.
            let received = try ReceivedRequest(submission, verifier: service.verifier)
            let id = try await service.store.reserveRequestID(of: number)
            let now = service.clock()
            var snapshot = try await service.snapshots.remembered()
            for _ in 0..<Self.mostAttempts {
                do {
                    let row = try await decide(received, submission: submission, id: id, now: now, snapshot: &snapshot)
                    return try await answer(row, snapshot: snapshot, wantsFullResponse: submission.wantsFullResponse)
                } catch CommitFailure.moved {
                    snapshot = try await service.snapshots.load()
                } catch CommitFailure.serialNumberUsed {
                    continue
                } catch CommitFailure.submissionKeyUsed(let earlier) {
                    // A repeat: the first result, not a second certificate.
                    return try await disposition(of: earlier, wantsFullResponse: submission.wantsFullResponse)
                }
            }
            throw CAError(
                .unavailable, status: .busy, "The authority's settings changed again and again meanwhile. Send the request again.")
        }
    }

    /// One attempt: look up, decide, issue if allowed, commit. What is returned is durable.
    private func decide(
        _ received: ReceivedRequest, submission: Submission, id: RequestID, now: Date, snapshot: inout AuthoritySnapshot
    ) async throws -> StoredRequest {
        // 6. Look up once.
        var choice = TemplateChoice.choose(received.templates, find: snapshot.template)
        if case .unknown = choice {
            // No basis guards what is not there: a template saved a moment ago is only seen by looking again.
            snapshot = try await service.snapshots.load()
            choice = TemplateChoice.choose(received.templates, find: snapshot.template)
        }
        let known = try authority(in: snapshot)
        let issuer = try issuer(of: known)
        guard let caller = try await snapshot.principal(self.caller.principal.id, from: service.directory) else {
            throw CAError(.accessDenied, status: .accessDenied, "The account \(self.caller.principal.accountName) is unknown.")
        }
        var subject = caller
        var unknownSubject: Denial?
        if let target = submission.onBehalfOf, target != caller.principal.id {
            if let found = try await snapshot.principal(target, from: service.directory) {
                subject = found
            } else {
                unknownSubject = Self.unknownSubject(target)
            }
        }

        // 7. Decide.
        let template = choice.template
        let verdict: Verdict
        var question: Question?
        if let refusal = choice.denial ?? unknownSubject {
            verdict = .deny(refusal)
        } else if let template {
            let asked = Question(
                received: received, caller: caller.principal, subject: subject, template: template, authorityAccess: known.stored.access,
                agentGrants: snapshot.agentGrants, issuer: issuer.limits, now: now, officerApproved: false)
            question = asked
            verdict = received.proof == .failed ? .allow : service.policy.judge(asked)
        } else {
            verdict = .allow
        }
        var machine = RequestMachine()
        var step = try machine.apply(received.proof == .failed ? .possessionNotShown : verdict.event)

        var row = StoredRequest(
            authority: number, id: id, rawRequest: submission.bytes, requestType: received.requestType,
            requestFlags: subject.principal.id == caller.principal.id
                ? RequestFlags.forceUTF8 : RequestFlags.forceUTF8 | RequestFlags.onBehalfOf,
            rawAttributes: received.rawAttributes, attributes: received.pairs, disposition: machine.disposition, statusCode: .ok,
            message: "",
            submittedWhen: now, resolvedWhen: now, requesterName: subject.principal.accountName, requester: subject.principal.id,
            callerName: caller.principal.accountName, caller: caller.principal.id, door: self.caller.door.rawValue,
            remoteAddress: self.caller.remoteAddress, correlationID: self.caller.correlationID, submissionKey: submission.submissionKey,
            templateName: template?.name ?? received.templates.first?.identifier, templateVersion: template?.version,
            rawName: received.request.subject.derEncoded)

        // 8. Compose, lint, sign; or say why not.
        switch step {
        case .sign:
            guard let question, let template else { throw IssuanceFailure("Policy allowed a request without a template.") }
            let refusal = try await issue(
                into: &row, question: question, template: template, issuer: issuer, snapshot: snapshot, officer: nil)
            if let refusal {
                machine = RequestMachine()
                step = try machine.apply(.policyDenied)
                row.disposition = machine.disposition
                row.record(step, verdict: .deny(refusal), officer: nil)
            }
        default:
            row.record(step, verdict: verdict, officer: nil)
        }

        // 9. Record, then answer.
        let record = AuditRecord(
            .request(row, step.pastFact, by: self.caller, certificateIsNew: row.certificate != nil), by: .caller(self.caller), when: now)
        let basis = Basis(
            templateName: template?.name, templateVersion: template?.version, rightsEpoch: snapshot.rightsEpoch, authority: number,
            authorityRevision: known.stored.revision)
        try await service.store.commit([.requestReceived(row), .audited(record)], expecting: basis)
        return row
    }

    /// Makes the certificate of an allowed request and writes it into the row.
    /// - Returns: why the request is denied after all, when the lint finds that it asks for what cannot be certified; then the row is as it was.
    func issue(
        into row: inout StoredRequest, question: Question, template: CertificateTemplate, issuer: IssuingGeneration,
        snapshot: AuthoritySnapshot,
        officer: String?
    ) async throws -> Denial? {
        let received = question.received
        guard case .shown = received.proof, case .success(let names) = question.names, let key = received.certifiedKey,
            let keyClass = received.keyClass
        else { throw IssuanceFailure("Policy allowed a request that cannot be issued.") }
        let profile = try snapshot.profile(template: template, key: keyClass, issuer: issuer)
        let signer = try signer(of: issuer, known: try authority(in: snapshot))
        let issued: IssuedCertificate
        do {
            issued = try await CertificateIssuance.issue(
                names: names, publicKey: key, profile: profile, issuer: issuer, signer: signer,
                now: question.now,
                clockSkewSeconds: service.configuration.clockSkewSeconds, sequence: row.id.rawValue, randomness: service.randomBytes(8))
        } catch let refusal as LintRefusal {
            guard let denial = refusal.denial else { throw refusal }
            return denial
        }
        row.certificate = StoredCertificate(
            serialNumber: issued.serialNumber, bytes: issued.bytes, generation: issuer.index, notBefore: issued.notBefore,
            notAfter: issued.notAfter,
            enrollmentFlags: template.enrollmentFlags.rawValue, generalFlags: template.flags.rawValue,
            privateKeyFlags: template.privateKeyFlags.rawValue,
            templateIdentifier: template.schemaVersion == 1 ? template.name : template.oid.dotted)
        let extensions = IgnoredExtensions.named(
            in: received.request.requestedExtensions,
            issued: profile.extensions + CertificateIssuance.extensions(of: names, publicKey: key, profile: profile),
            takesNames: template.takesNamesFromRequest)
        row.message = DispositionMessage.issued(
            officer: officer, ignoredAttributes: row.attributes, leftOut: names.leftOut + extensions,
            validityWasShortened: issued.validityWasShortened)
        return nil
    }

    static func unknownSubject(_ id: UUID) -> Denial {
        Denial(
            .certsrvRestrictedofficer, rule: "OnBehalfOfIsGranted", field: "onBehalfOf", value: id.uuidString,
            text: "The directory has no principal \(id.uuidString).", remedy: "Name a user, machine or service of the directory.")
    }
}

extension Verdict {
    var event: RequestMachine.Event {
        switch self {
        case .allow: .policyAllowed
        case .hold: .policyHeld
        case .deny: .policyDenied
        }
    }
}

extension TemplateChoice {
    var template: CertificateTemplate? {
        if case .chosen(let template) = self { template } else { nil }
    }

    var denial: Denial? {
        switch self {
        case .chosen: nil
        case .unknown(_, let denial), .refused(let denial): denial
        }
    }
}
