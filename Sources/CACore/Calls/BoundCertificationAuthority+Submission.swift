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
            if submission.format == .challengeResponse { return try await respond(submission) }
            if let waiting = try await presigned(submission) { return try await confirm(waiting, submission) }
            // 5. Open. A request that cannot be read stops here, without a row.
            let received = try ReceivedRequest(submission, verifier: service.verifier)
            let id = try await service.store.reserveRequestID(of: number)
            let now = service.clock()
            // A refusal of the first of two steps is not committed, so nothing would show that the setting changed meanwhile.
            var snapshot = try await submission.isInTwoSteps ? service.snapshots.current() : service.snapshots.remembered()
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
        var judgment = try await judgment(of: received, submission: submission, as: self.caller.principal.id, now: now, snapshot: &snapshot)
        let (known, issuer, template) = (judgment.known, judgment.issuer, judgment.template)
        try checkTransparency(of: submission, known: known)
        try checkPresigning(of: submission, known: known)
        try checkDoor(of: issuer)
        var narrowing = CertificateNarrowing.nothing
        var remark: String?
        if let module = issuer.configuration.policyModule, let question = judgment.question, received.proof != .failed {
            let asked = moduleRow(received, submission, id: id, question, now: now)
            let answer = try await ask(module, about: question, row: asked, issuer: issuer, snapshot: snapshot, rules: judgment.verdict)
            (narrowing, remark) = (answer.narrowing, answer.remark)
            judgment.verdict = answer.verdict
            judgment.machine = RequestMachine()
            judgment.step = try judgment.machine.apply(answer.verdict.event)
        }
        var machine = judgment.machine
        var step = judgment.step
        var row = row(of: judgment, received, submission: submission, id: id, now: now)

        // 8. Compose, lint and sign; or say why not.
        var precertificate: StoredPrecertificate?
        var attestation = attestation(judgment.evidence, of: row)
        if step == .sign || step == .askOfficer, let attested = judgment.question?.attestation.attested {
            row.requestFlags |= attested.trust.flag
            if let proof = attested.proof {
                machine = RequestMachine()
                do {
                    attestation?.challenge = try await challenge(proof, known: known, now: now)
                    step = try machine.apply(.challengeSent)
                } catch let refusal as AttestationRefusal {
                    judgment.verdict = .deny(refusal.denial)
                    step = try machine.apply(.policyDenied)
                }
                row.disposition = machine.disposition
            }
        }
        switch step {
        case .sign:
            guard let question = judgment.question, let template else {
                throw IssuanceError("Policy allowed a request without a template.")
            }
            let refusal = try await issue(
                into: &row,
                question: question,
                template: template,
                issuer: issuer,
                snapshot: snapshot,
                officer: nil,
                narrowing: narrowing
            )
            if let refusal {
                machine = RequestMachine()
                step = try machine.apply(.policyDenied)
                row.disposition = machine.disposition
                row.record(step, verdict: .deny(refusal), officer: nil)
            } else if let signed = row.takeFirstStep() {
                precertificate = signed
                machine = RequestMachine()
                step = try machine.apply(row.wantsPresigned ? .presigned : .precertificateSigned)
                row.disposition = machine.disposition
            }
        default:
            row.record(step, verdict: judgment.verdict, officer: nil)
            if step == .askOfficer, let remark { row.message += "  " + remark }
        }
        if step != .sign, !isCounted {
            // An agent's request counts for the subject. An agent without a grant for the subject cannot use up the subject's quota.
            let isAgent = snapshot.agentGrants.contains { grant in
                grant.agent == row.caller && judgment.subject.principal.tokenIdentifiers.contains(grant.subjects)
            }
            try await service.quota.count(
                isAgent ? row.requester : row.caller,
                limit: known.stored.settings.unissuedPerHour,
                at: now
            )
            isCounted = true
        }

        let archived = archivedKey(judgment, of: &row, step: step, now: now)

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
        if let attestation { changes.insert(.keyAttested(attestation), at: 1) }
        if let archived { changes += [.keyArchived(archived), audited(.archived, archived, now)] }
        try await service.store.commit(changes + known.exitChanges(row, step.pastFact, when: now), expecting: basis)
        return row
    }

    /// Refuses requests from outside while the authority takes none.
    func checkDoor(of issuer: IssuingGeneration) throws(CAError) {
        guard issuer.configuration.refusesRemoteRequests, caller.door != .inProcess, caller.door != .management else { return }
        throw CAError(
            .accessDenied,
            status: .accessDenied,
            "The authority takes no requests from outside at present (InterfaceFlags, NOREMOTEREQUEST). Ask its administrator."
        )
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
            let signers = try await knownSigners(of: received, at: service.clock(), snapshot: snapshot)
            let found = try await parties(of: submission, received, sender: known, signers: signers, snapshot: snapshot)
            subject = found.parties.subject.principal.id
        }
        let choice = snapshot.choose(received.templates, by: number)
        let template = choice.template?.name ?? received.templates.first?.identifier
        guard row.rawRequest == received.storedBytes, row.rawAttributes == received.rawAttributes, row.requester == subject,
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
    /// - Parameter presigned: the certificate of a throw-away key, whose serial number and validity the new one takes over.
    /// - Returns: the denial, when the lint finds that the request cannot be certified after all; then the row is unchanged.
    func issue(
        into row: inout StoredRequest,
        question: Question,
        template: CertificateTemplate,
        issuer: IssuingGeneration,
        snapshot: AuthoritySnapshot,
        officer: String?,
        narrowing: CertificateNarrowing = .nothing,
        edits: [ExtensionChange] = [],
        confirming presigned: StoredCertificate? = nil
    ) async throws -> Denial? {
        var names: CertificateNames?
        if !narrowing.removedSubjectParts.isEmpty {
            guard case .success(let all) = question.names, let fewer = all.without(narrowing.removedSubjectParts, isCA: template.isCA)
            else { return Self.nothingNamed }
            names = fewer
        }
        if question.attestation.attested?.proof != nil, row.requestFlags & RequestFlags.challengeSatisfied == 0 {
            throw IssuanceError("The request \(row.id) was to be issued before its security module answered.")
        }
        if let end = narrowing.notAfter, end <= max(question.now, narrowing.notBefore ?? question.now) { return Self.alreadyEnded(end) }
        var profile = try Self.profile(for: question, issuer: issuer, snapshot: snapshot)
        let partition = presigned?.partition ?? self.partition(for: profile, issuer: issuer)
        profile = try profile.inPartition(partition, issuer: issuer)
        if !edits.isEmpty {
            if let denial = OfficerExtensions.denial(of: edits, under: profile) { return denial }
            do {
                profile = try profile.changed(by: edits, issuer: issuer)
            } catch let refusal as LintRefusal {
                return OfficerExtensions.denial(for: refusal)
            }
        }
        if !narrowing.removedExtensions.isEmpty { profile = try profile.without(narrowing.removedExtensions, issuer: issuer) }
        let prepared = try prepare(
            question,
            names: names,
            profile: profile,
            narrowing: narrowing,
            issuer: issuer,
            sequence: row.id.rawValue,
            randomness: service.randomBytes(8),
            isPrecertificate: row.wantsPrecertificate
        )
        var composed = prepared.composed
        if let presigned {
            guard let same = composed.confirming(presigned) else { return Self.notWhatWasPresigned(presigned) }
            composed = same
        }
        let signer = try signer(of: issuer, known: try authority(in: snapshot))
        let issued: IssuedCertificate
        do {
            issued =
                row.wantsPresigned && presigned == nil
                ? try await CertificateIssuance.presign(composed) : try await CertificateIssuance.sign(composed, with: signer)
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
            templateIdentifier: template.schemaVersion == 1 ? template.name : template.oid.dotted,
            partition: partition
        )
        row.message = message(of: prepared, question: question, attributes: row.attributes, officer: officer, warnings: issued.warnings)
        return nil
    }

    /// The partition of a new certificate, drawn among all; 0 where nothing is divided.
    private func partition(for profile: CertificateProfile, issuer: IssuingGeneration) -> Int {
        guard let count = issuer.listRules?.partitionCount, count > 0, profile.namesList else { return 0 }
        let drawn = service.randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return 1 + Int(drawn % UInt64(count))
    }

    private static let nothingNamed = Denial(
        .certsrvBadRequestSubject,
        rule: "PolicyModule",
        field: "subject",
        value: "empty",
        text: "The policy module leaves no part of the subject.",
        remedy: "Ask an administrator of the authority what its policy module wants."
    )

    private static func alreadyEnded(_ end: Date) -> Denial {
        Denial(
            .invalidArgument,
            rule: "ValidityNests",
            field: "ExpirationDate",
            value: end.formatted(.iso8601),
            text: "The certificate would have ended before it begins.",
            remedy: "Ask for an end in the future, or for none."
        )
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
