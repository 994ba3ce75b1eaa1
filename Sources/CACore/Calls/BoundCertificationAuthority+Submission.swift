package import CAInterface
import CertificateTemplates
import PortableFoundation
import PKIDirectory
import PKIFormats

extension BoundCertificationAuthority {
    /// Steps 5 to 9 of docs/request-flow.md.
    package func submit(_ submission: Submission) async throws -> Disposition {
        try await service.mapped {
            try Self.check(submissionKey: submission.submissionKey)
            if submission.format == .timestampList { return try await complete(submission) }
            // 5. Open. A request that cannot be read stops here, without a row.
            let received = try ReceivedRequest(submission, verifier: service.verifier)
            let id = try await service.store.reserveRequestID(of: number)
            let now = service.clock()
            // A refusal of precertificates is not committed, so nothing would show that the setting changed meanwhile.
            var snapshot = try await submission.wantsPrecertificate ? service.snapshots.current() : service.snapshots.remembered()
            var isCounted = false
            for _ in 0..<Self.mostAttempts {
                do {
                    let row = try await decide(
                        received,
                        submission: submission,
                        id: id,
                        now: now,
                        snapshot: &snapshot,
                        isCounted: &isCounted
                    )
                    return try await answer(row, snapshot: snapshot, wantsFullResponse: submission.wantsFullResponse)
                } catch CommitError.moved {
                    snapshot = try await service.snapshots.load()
                } catch CommitError.serialNumberUsed {
                    continue
                } catch CommitError.submissionKeyUsed(let earlier) {
                    // A repeated submission gets the first result, not a second certificate.
                    return try await repeated(submission, received, earlier: earlier, snapshot: snapshot)
                }
            }
            throw CAError(
                .unavailable,
                status: .busy,
                "The authority's settings kept changing meanwhile. Send the request again."
            )
        }
    }

    /// One attempt: look up, decide, issue if allowed, commit. The returned result is durable.
    /// - Parameter isCounted: true if an earlier attempt at the same submission has already been counted against the quota.
    private func decide(
        _ received: ReceivedRequest,
        submission: Submission,
        id: RequestID,
        now: Date,
        snapshot: inout AuthoritySnapshot,
        isCounted: inout Bool
    ) async throws -> StoredRequest {
        // 6. Look up once.
        var choice = TemplateChoice.choose(received.templates, find: { [number] in snapshot.template($0, publishedBy: number) })
        if case .unknown = choice {
            // A basis cannot guard an absent template: a template saved a moment ago is only found by reading again.
            snapshot = try await service.snapshots.load()
            choice = TemplateChoice.choose(received.templates, find: { [number] in snapshot.template($0, publishedBy: number) })
        }
        let known = try authority(in: snapshot)
        let issuer = try issuer(of: known)
        try checkTransparency(of: submission, known: known)
        guard let caller = try await snapshot.principal(self.caller.principal.id, from: service.directory) else {
            throw CAError(.accessDenied, status: .accessDenied, "The account \(self.caller.principal.accountName) is unknown.")
        }
        let (subject, unknownSubject) = try await subject(of: submission, received, caller: caller, snapshot: snapshot)
        let signers = try await knownSigners(of: received, at: now, snapshot: snapshot)

        // 7. Decide.
        let template = choice.template
        let verdict: Verdict
        var question: Question?
        if let refusal = choice.denial ?? unknownSubject {
            verdict = .deny(refusal)
        } else if let template {
            let asked = Question(
                received: received,
                caller: caller.principal,
                subject: subject,
                template: template,
                directoryNames: template.takesNamesFromRequest ? nil : snapshot.directoryNames(of: subject, template: template),
                authorityAccess: known.stored.access,
                agentGrants: snapshot.agentGrants,
                signers: signers,
                issuer: issuer.limits,
                now: now,
                officerApproved: false
            )
            question = asked
            verdict = received.proof == .failed ? .allow : service.policy.judge(asked)
        } else {
            verdict = .allow
        }
        var machine = RequestMachine()
        var step = try machine.apply(received.proof == .failed ? .possessionNotShown : verdict.event)

        var row = StoredRequest(
            authority: number,
            id: id,
            rawRequest: submission.bytes,
            requestType: received.requestType | (submission.wantsPrecertificate ? StoredRequest.precertificateBit : 0),
            requestFlags: RequestFlags.forceUTF8 | (subject.principal.id == caller.principal.id ? 0 : RequestFlags.onBehalfOf)
                | (received.renewal == nil ? 0 : RequestFlags.renewal),
            rawAttributes: received.rawAttributes,
            attributes: received.pairs,
            disposition: machine.disposition,
            statusCode: .ok,
            message: "",
            submittedWhen: now,
            resolvedWhen: now,
            requesterName: subject.principal.accountName,
            requester: subject.principal.id,
            callerName: caller.principal.accountName,
            caller: caller.principal.id,
            door: self.caller.door.rawValue,
            remoteAddress: self.caller.remoteAddress,
            correlationID: self.caller.correlationID,
            submissionKey: submission.submissionKey,
            templateName: template?.name ?? received.templates.first?.identifier,
            templateVersion: template?.version,
            rawName: received.subject.derEncoded
        )

        // 8. Compose, lint and sign; or say why not.
        var precertificate: StoredPrecertificate?
        switch step {
        case .sign:
            guard let question, let template else { throw IssuanceError("Policy allowed a request without a template.") }
            let refusal = try await issue(
                into: &row,
                question: question,
                template: template,
                issuer: issuer,
                snapshot: snapshot,
                officer: nil
            )
            if let refusal {
                machine = RequestMachine()
                step = try machine.apply(.policyDenied)
                row.disposition = machine.disposition
                row.record(step, verdict: .deny(refusal), officer: nil)
            } else if let signed = row.takePrecertificate() {
                precertificate = signed
                machine = RequestMachine()
                step = try machine.apply(.precertificateSigned)
                row.disposition = machine.disposition
            }
        case .recordError:
            row.record(step, verdict: received.signatureFault.map(Verdict.deny) ?? .allow, officer: nil)
        default:
            row.record(step, verdict: verdict, officer: nil)
        }
        if step != .sign, !isCounted {
            // An agent's request counts for the subject. An agent without a grant for the subject cannot use up the subject's quota.
            let isAgent = snapshot.agentGrants.contains { grant in
                grant.agent == row.caller && subject.principal.tokenIdentifiers.contains(grant.subjects)
            }
            try service.quota.count(
                isAgent ? row.requester : row.caller,
                limit: known.stored.settings.unissuedPerHour,
                at: now
            )
            isCounted = true
        }

        // 9. Record, then answer.
        let record = AuditRecord(
            .request(
                row,
                step.pastFact,
                by: self.caller,
                certificateIsNew: row.certificate != nil,
                precertificate: precertificate?.certificate
            ),
            by: .caller(self.caller),
            when: now
        )
        let basis = Basis(
            templateName: template?.name,
            templateVersion: template?.version,
            rightsEpoch: snapshot.rightsEpoch,
            authority: number,
            authorityRevision: known.stored.revision
        )
        var changes: [CAChange] = [.requestReceived(row), .audited(record)]
        if let precertificate { changes.insert(.precertificateSigned(precertificate), at: 1) }
        try await service.store.commit(changes, expecting: basis)
        return row
    }

    /// Keys are stored as octets, so any text would work. Control characters are refused because logs and terminals show keys.
    private static func check(submissionKey key: String?) throws {
        guard let key else { return }
        let length = key.utf8.count
        let fault: String
        if !(1...128).contains(length) {
            fault = "The submissionKey has \(length) octets; it may have 1 to 128."
        } else if let control = key.unicodeScalars.first(where: ControlText.isControl) {
            fault = "The submissionKey contains the character U+\(String(control.value, radix: 16, uppercase: true))."
        } else {
            return
        }
        throw CAError(
            .malformed,
            status: .invalidArgument,
            fault,
            reason: DenialReason(
                rule: "SubmissionKeyIsText",
                field: "submissionKey",
                value: String(key.prefix(20)),
                remedy: "Use 1 to 128 octets without control characters, such as a UUID."
            )
        )
    }

    /// The first result, if it belongs to the same submission: same request, same attributes, same template, same subject.
    private func repeated(
        _ submission: Submission,
        _ received: ReceivedRequest,
        earlier: RequestID,
        snapshot: AuthoritySnapshot
    ) async throws -> Disposition {
        guard let row = try await service.store.request(earlier, of: number) else {
            throw CAError(.notFound, status: .certsrvPropertyEmpty, "There is no such request.")
        }
        var subject = caller.principal.id
        if let known = try await snapshot.principal(subject, from: service.directory) {
            subject = try await self.subject(of: submission, received, caller: known, snapshot: snapshot).subject.principal.id
        }
        let choice = TemplateChoice.choose(received.templates, find: { [number] in snapshot.template($0, publishedBy: number) })
        let template = choice.template?.name ?? received.templates.first?.identifier
        guard row.rawRequest == submission.bytes, row.rawAttributes == received.rawAttributes, row.requester == subject,
            row.templateName?.lowercased() == template?.lowercased()
        else {
            throw CAError(
                .conflict,
                status: .objectAlreadyExists,
                "The submissionKey was used before, for another request: \(earlier). Nothing was done with this one.",
                reason: DenialReason(
                    rule: "SubmissionKeyNamesOneRequest",
                    field: "submissionKey",
                    value: earlier.description,
                    remedy: "Ask for request \(earlier), or send this request with its own submissionKey."
                )
            )
        }
        return try await disposition(of: earlier, wantsFullResponse: submission.wantsFullResponse)
    }

    /// Makes the certificate of an allowed request and writes it into the row.
    /// - Returns: the denial, when the lint finds that the request cannot be certified after all; then the row is unchanged.
    func issue(
        into row: inout StoredRequest,
        question: Question,
        template: CertificateTemplate,
        issuer: IssuingGeneration,
        snapshot: AuthoritySnapshot,
        officer: String?
    ) async throws -> Denial? {
        let received = question.received
        guard case .shown = received.proof, case .success(let names) = question.names, let key = received.certifiedKey,
            let keyClass = received.keyClass
        else { throw IssuanceError("Policy allowed a request that cannot be issued.") }
        let profile = try snapshot.profile(template: template, key: keyClass, issuer: issuer)
        let signer = try signer(of: issuer, known: try authority(in: snapshot))
        let issued: IssuedCertificate
        do {
            issued = try await CertificateIssuance.issue(
                names: names,
                publicKey: key,
                profile: profile,
                issuer: issuer,
                signer: signer,
                now: question.now,
                clockSkewSeconds: service.configuration.clockSkewSeconds,
                sequence: row.id.rawValue,
                randomness: service.randomBytes(8),
                isPrecertificate: row.wantsPrecertificate
            )
        } catch let refusal as LintRefusal {
            guard let denial = refusal.denial else { throw refusal }
            return denial
        }
        row.certificate = StoredCertificate(
            serialNumber: issued.serialNumber,
            bytes: issued.bytes,
            generation: issuer.index,
            notBefore: issued.notBefore,
            notAfter: issued.notAfter,
            enrollmentFlags: template.enrollmentFlags.rawValue,
            generalFlags: template.flags.rawValue,
            privateKeyFlags: template.privateKeyFlags.rawValue,
            templateIdentifier: template.schemaVersion == 1 ? template.name : template.oid.dotted
        )
        let extensions = IgnoredExtensions.named(
            in: received.requestedExtensions,
            issued: profile.extensions + CertificateIssuance.extensions(of: names, publicKey: key, profile: profile),
            key: keyClass,
            takesNames: template.takesNamesFromRequest
        )
        row.message = DispositionMessage.issued(
            officer: officer,
            // The signed name of the requester was not ignored.
            ignoredAttributes: received.requester == nil
                ? row.attributes : row.attributes.filter { $0.name.lowercased() != "requestername" },
            leftOut: names.leftOut + extensions,
            validityWasShortened: issued.validityWasShortened
        )
        return nil
    }

    static func unknownSubject(_ id: UUID) -> Denial {
        Denial(
            .certsrvRestrictedOfficer,
            rule: "OnBehalfOfIsGranted",
            field: "onBehalfOf",
            value: id.uuidString,
            text: "The directory has no principal \(id.uuidString).",
            remedy: "Name a user, machine or service of the directory."
        )
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
