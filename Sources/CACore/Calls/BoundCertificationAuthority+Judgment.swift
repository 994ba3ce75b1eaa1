import CAInterface
import CertificateTemplates
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Steps 6 to 8a of docs/request-flow.md, which a submission and its preview share.
extension BoundCertificationAuthority {
    /// Looks up and decides.
    /// - Parameters:
    ///   - account: the caller as whom policy judges.
    ///   - unsaved: a template that takes the place of the one that the request names; for previews alone.
    func judgment(
        of received: ReceivedRequest,
        submission: Submission,
        as account: UUID,
        now: Date,
        snapshot: inout AuthoritySnapshot,
        unsaved: CertificateTemplate? = nil
    ) async throws -> Judgment {
        // 6. Look up once.
        var choice: TemplateChoice
        if let unsaved {
            choice = .chosen(unsaved)
        } else {
            choice = snapshot.choose(received.templates, by: number)
            if case .unknown = choice {
                // A basis cannot guard an absent template: a template saved a moment ago is only found by reading again.
                snapshot = try await service.snapshots.load()
                choice = snapshot.choose(received.templates, by: number)
            }
        }
        let known = try authority(in: snapshot)
        let issuer = try issuer(of: known)
        guard let caller = try await snapshot.principal(account, from: service.directory) else {
            throw CAError(.accessDenied, status: .accessDenied, "The account \(self.caller.principal.accountName) is unknown.")
        }
        let signers = try await knownSigners(of: received, at: now, snapshot: snapshot)
        let (parties, unknownSubject) = try await parties(of: submission, received, sender: caller, signers: signers, snapshot: snapshot)

        // 7. Decide.
        let template = choice.template
        var verdict: Verdict
        var question: Question?
        var evidence = AttestationEvidence.absent
        var archival = ArchivalEvidence.absent
        if let refusal = choice.denial ?? unknownSubject {
            verdict = .deny(refusal)
        } else if let template {
            evidence = try await self.evidence(of: received, template: template, known: known, now: now)
            archival = try await self.archival(of: received, template: template, known: known, now: now, snapshot: snapshot)
            let asked = Question(
                received,
                of: parties,
                template: template,
                signers: signers,
                attestation: evidence.finding,
                archival: archival.finding,
                known: known,
                issuer: issuer,
                snapshot: snapshot,
                now: now,
                isSaved: unsaved == nil
            )
            question = asked
            verdict = received.proof == .failed ? .allow : service.policy.judge(asked)
        } else {
            verdict = .allow
        }
        var machine = RequestMachine()
        let step = try machine.apply(received.proof == .failed ? .possessionNotShown : verdict.event)
        if step == .recordError { verdict = received.signatureFault.map(Verdict.deny) ?? .allow }
        return Judgment(
            known: known,
            issuer: issuer,
            caller: caller,
            subject: parties.subject,
            template: template,
            question: question,
            evidence: evidence,
            archival: archival,
            verdict: verdict,
            machine: machine,
            step: step
        )
    }

    /// The row of a submission, without its certificate.
    func row(of judgment: Judgment, _ received: ReceivedRequest, submission: Submission, id: RequestID, now: Date) -> StoredRequest {
        let (subject, caller) = (judgment.subject.principal, judgment.caller.principal)
        return StoredRequest(
            authority: number,
            id: id,
            rawRequest: received.storedBytes,
            requestType: received.requestType | StoredRequest.options(of: submission),
            requestFlags: RequestFlags.forceUTF8 | (subject.id == caller.id ? 0 : RequestFlags.onBehalfOf)
                | (received.renewal == nil ? 0 : RequestFlags.renewal),
            rawAttributes: received.rawAttributes,
            attributes: received.pairs,
            disposition: judgment.machine.disposition,
            statusCode: .ok,
            message: "",
            submittedWhen: now,
            resolvedWhen: now,
            requesterName: subject.accountName,
            requester: subject.id,
            callerName: caller.accountName,
            caller: caller.id,
            door: self.caller.door.rawValue,
            remoteAddress: self.caller.remoteAddress,
            correlationID: self.caller.correlationID,
            submissionKey: submission.submissionKey,
            templateName: judgment.template?.name ?? received.templates.first?.identifier,
            templateVersion: judgment.template?.version,
            rawName: received.subject.derEncoded
        )
    }

    /// The constant part of the certificate that an allowed request gets.
    static func profile(for question: Question, issuer: IssuingGeneration, snapshot: AuthoritySnapshot) throws -> CertificateProfile {
        guard let keyClass = question.received.keyClass else { throw IssuanceError("Policy allowed a request that cannot be issued.") }
        let profile = try snapshot.profile(template: question.template, key: keyClass, issuer: issuer)
        return try profile.attested(question.attestation.attested, template: question.template, issuer: issuer)
    }

    /// 8a. The certificate of an allowed request, before its lint.
    /// - Parameters:
    ///   - names: the question's names less what a policy module took away; nil when it took nothing.
    ///   - narrowing: what a policy module took away.
    func prepare(
        _ question: Question,
        names narrowed: CertificateNames? = nil,
        profile: CertificateProfile,
        narrowing: CertificateNarrowing = .nothing,
        issuer: IssuingGeneration,
        sequence: Int,
        randomness: [UInt8],
        isPrecertificate: Bool = false
    ) throws -> PreparedCertificate {
        let received = question.received
        guard case .shown = received.proof, case .success(let all) = question.names, let key = received.certifiedKey,
            let keyClass = received.keyClass
        else { throw IssuanceError("Policy allowed a request that cannot be issued.") }
        let names = narrowed ?? all
        let composed = CertificateIssuance.compose(
            names: names,
            publicKey: key,
            profile: profile,
            issuer: issuer,
            signatureAlgorithm: issuer.signatureAlgorithm,
            now: question.now,
            clockSkewSeconds: issuer.configuration.clockSkewSeconds ?? service.configuration.clockSkewSeconds,
            wanted: issuer.configuration.attributesShortenValidity ? received.validity : nil,
            narrowing: narrowing,
            sequence: sequence,
            randomness: randomness,
            isPrecertificate: isPrecertificate
        )
        let ignored = IgnoredExtensions.named(
            in: received.requestedExtensions,
            issued: profile.extensions + composed.body.extensions,
            key: keyClass,
            takesNames: question.template.takesNamesFromRequest
        )
        return PreparedCertificate(composed: composed, leftOutNames: names.leftOut, leftOutExtensions: ignored)
    }

    /// The message of a certificate that is issued.
    /// - Parameter warnings: what the lint found and let pass.
    func message(
        of prepared: PreparedCertificate,
        question: Question,
        attributes: [RequestAttributes.Pair],
        officer: String?,
        warnings: [CertificateLint.Fault]
    ) -> String {
        DispositionMessage.issued(
            officer: officer,
            ignoredAttributes: IgnoredAttributes.named(
                in: attributes,
                // The signed name of the requester was not ignored.
                besides: question.received.requester == nil ? [] : ["requestername"],
                validityIsTaken: prepared.composed.cut == .byRequest
            ),
            leftOut: prepared.leftOutNames + prepared.leftOutExtensions,
            validityWasShortened: prepared.composed.cut == .byIssuer,
            warnings: warnings.map(\.description)
        )
    }
}

/// The certificate of an allowed request before its lint, and what of the request is not in it, in words.
struct PreparedCertificate: Sendable {
    let composed: ComposedCertificate
    let leftOutNames: [String]
    let leftOutExtensions: [String]
}
