import CAInterface
import CertificateTemplates
import PKICrypto
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Key attestation: what a security module says about the key of a request, and the challenge that shows whose module it is.
///
/// Source: MS-WCCE §3.2.2.6.2.1.2; docs/decisions/0030-attested-keys.md.
extension BoundCertificationAuthority {
    /// How long a requester has for its answer.
    static let challengeSeconds = 86_400
    private static let secretByteCount = 32

    /// The attestation of a request's key, where its template wants one.
    /// - Parameter row: the stored request, when it is judged again; what was decrypted then counts.
    func evidence(
        of received: ReceivedRequest,
        template: CertificateTemplate,
        known: KnownAuthority,
        now: Date,
        row: RequestID? = nil
    ) async throws -> AttestationEvidence {
        let flags = template.privateKeyFlags
        guard !flags.isDisjoint(with: PrivateKeyFlags.attestation), let claim = received.attestation else { return .absent }
        var stored: StoredAttestation?
        if let row { stored = try await service.store.attestation(of: row, of: number) }
        let identity: ModuleIdentity
        do {
            if let stored {
                identity = try ModuleIdentity(stored.identity, isEndorsement: stored.isEndorsement)
            } else {
                identity = try await opened(claim)
            }
        } catch let refusal as AttestationRefusal {
            return AttestationEvidence(finding: .refused(refusal.denial))
        }
        do throws(AttestationRefusal) {
            let judgment = StatementJudgment(statement: try claim.statement(), identity: identity, key: received.subjectPublicKeyInfo)
            let proof = try judgment.judge()
            let trust = try EndorsementTrust(flags: flags, settings: known.stored.settings, now: now).judge(identity)
            return AttestationEvidence(finding: .shown(AttestedKey(trust: trust, proof: proof)), identity: identity)
        } catch {
            return AttestationEvidence(finding: .refused(error.denial), identity: identity)
        }
    }

    private func opened(_ claim: AttestationClaim) async throws -> ModuleIdentity {
        let (message, isEndorsement) = try claim.envelope()
        guard service.keys.opensExchangeKeys else { throw exchangeKeysAreClosed }
        let bytes: [UInt8]
        do {
            bytes = try await openExchanged(message)
        } catch is KeyError {
            throw AttestationRefusal.unopened
        }
        do throws(FormatError) {
            return try ModuleIdentity(bytes, isEndorsement: isEndorsement)
        } catch {
            throw AttestationRefusal.unopened
        }
    }

    /// The part of the evidence that is kept; nil when nothing was decrypted.
    func attestation(_ evidence: AttestationEvidence, of row: StoredRequest) -> StoredAttestation? {
        guard let identity = evidence.identity else { return nil }
        return StoredAttestation(
            authority: row.authority,
            request: row.id,
            identity: identity.derEncoded,
            isEndorsement: identity.isEndorsement,
            endorsementKeyHash: identity.isEndorsement ? Hex.encode(Digest.sha256(identity.key.derEncoded)) : nil,
            endorsementCertificateHash: identity.certificates.first.map { Hex.encode(Digest.sha256($0)) }
        )
    }

    // MARK: The challenge

    /// Seals a fresh secret for the module. The exchange certificate, for which the answer is encrypted, exists before the challenge does.
    func challenge(_ proof: AttestedKey.Proof, known: KnownAuthority, now: Date) async throws -> StoredAttestation.Challenge {
        _ = try await exchangeCertificate(of: known)
        var secret = service.randomBytes(Self.secretByteCount)
        defer { secret.wipe() }
        let credential: TPMCredential
        do {
            credential = try await TPMCredential.sealing(secret, toStandardKey: proof.endorsementKey, for: proof.identityName)
        } catch let error as KeyError {
            throw AttestationRefusal.endorsement("unfit", "Nothing can be sealed for the endorsement key: \(error).")
        }
        return StoredAttestation.Challenge(
            bytes: credential.blob + credential.encryptedSeed,
            secretHash: Digest.sha256(secret),
            expires: now.addingTimeInterval(Double(Self.challengeSeconds))
        )
    }

    /// The challenge of a waiting request for its full response.
    func challengeMessage(for row: StoredRequest, known: KnownAuthority) async throws -> ChallengeMessage? {
        guard let challenge = try await service.store.attestation(of: row.id, of: number)?.challenge else { return nil }
        let exchange = try await exchangeCertificate(of: known)
        let issuer = known.generations.last { exchange.issuer.matches($0.certificate.subject) }
        return ChallengeMessage(
            challenge: challenge.bytes,
            provider: (try? ReceivedRequest(row.submission, verifier: service.verifier))?.attestation?.provider,
            exchange: exchange,
            chain: issuer?.chain ?? []
        )
    }

    // MARK: The answer

    /// The second step: the requester shows that its module opened the challenge, and policy decides.
    ///
    /// A message that is no answer changes nothing. An answer is judged once: a wrong or late one denies the request.
    func respond(_ submission: Submission) async throws -> Disposition {
        let named = submission.attributes["RequestId"]
        let envelope: EnvelopedData
        do throws(FormatError) {
            envelope = try AttestationClaim.envelope(submission.bytes)
        } catch {
            throw CAError(
                .malformed,
                status: .invalidMessageType,
                "The answer to the challenge cannot be read as EnvelopedData: \(error). The request still waits.",
                cause: error
            )
        }
        return try await acting { snapshot, standing in
            guard let id = named.flatMap({ Int($0) }), id > 0, let row = try await service.store.request(RequestID(id), of: number),
                row.caller == standing.principal.id, row.waitsForModule || row.isAnswered,
                let challenge = try await service.store.attestation(of: RequestID(id), of: number)?.challenge
            else { throw unknownChallenge(named) }
            try checkDoor(of: try issuer(of: try authority(in: snapshot)))
            let isRight = try await isAnswer(envelope, to: challenge)
            if row.isAnswered {
                // Who lost the result of the right answer asks again in the same way.
                guard isRight else { throw wrongState(row) }
                return try await answer(row, snapshot: snapshot, wantsFullResponse: submission.wantsFullResponse)
            }
            let now = service.clock()
            let answered: StoredRequest
            if now >= challenge.expires {
                answered = try await refuse(row, Self.lateAnswer(challenge.expires), when: now, snapshot: snapshot)
            } else if !isRight {
                answered = try await refuse(row, Self.wrongAnswer, when: now, snapshot: snapshot)
            } else {
                answered = try await decide(answered: row, when: now, snapshot: snapshot)
            }
            return try await answer(answered, snapshot: snapshot, wantsFullResponse: submission.wantsFullResponse)
        }
    }

    private func isAnswer(_ envelope: EnvelopedData, to challenge: StoredAttestation.Challenge) async throws -> Bool {
        guard service.keys.opensExchangeKeys else { throw exchangeKeysAreClosed }
        let cipher = envelope.encryptedContentInfo.algorithm.oid
        // Everybody sees the cipher, so saying that it is another one tells nothing of the secret.
        guard cipher == ChallengeMessage.cipher.oid else {
            throw CAError(
                .malformed,
                status: .invalidMessageType,
                "The answer is encrypted with \(cipher.dotted), and the challenge asks for \(ChallengeMessage.cipher.oid.dotted). The request still waits."
            )
        }
        do {
            var secret = try await openExchanged(envelope)
            defer { secret.wipe() }
            return Digest.sha256(secret).isSameSecret(as: challenge.secretHash)
        } catch is KeyError {
            return false
        }
    }

    private func refuse(_ row: StoredRequest, _ denial: Denial, when now: Date, snapshot: AuthoritySnapshot) async throws -> StoredRequest {
        var (row, machine) = (row, RequestMachine(stored: row.disposition))
        let step = try machine.apply(.policyDenied)
        row.revision += 1
        row.disposition = machine.disposition
        row.resolvedWhen = now
        row.record(step, verdict: .deny(denial), officer: nil)
        try await commit(row, step.pastFact, when: now, snapshot: snapshot, template: false)
        return row
    }

    /// Asks policy as if the request had just arrived, now that the module has answered.
    private func decide(answered waiting: StoredRequest, when now: Date, snapshot: AuthoritySnapshot) async throws -> StoredRequest {
        var row = waiting
        row.revision += 1
        row.resolvedWhen = now
        row.requestFlags = row.requestFlags & ~RequestFlags.challengePending | RequestFlags.challengeSatisfied
        let known = try authority(in: snapshot)
        let issuer = try issuer(of: known)
        let edits = try await service.store.officerEdits(of: row.id, of: number)
        let judged = try await judge(
            row,
            edits: edits,
            known: known,
            issuer: issuer,
            now: now,
            snapshot: snapshot,
            officerApproved: false,
            // The first step's verdict waited for the answer: what holds new requests holds this one.
            isNew: true
        )
        let question = judged.0
        var verdict = judged.1
        var narrowing = CertificateNarrowing.nothing
        if let module = issuer.configuration.policyModule, let question {
            let answer = try await ask(module, about: question, row: row, issuer: issuer, snapshot: snapshot, rules: verdict)
            (verdict, narrowing) = (answer.verdict, answer.narrowing)
        }
        if let question {
            row.templateName = question.template.name
            row.templateVersion = question.template.version
            if let trust = question.attestation.attested?.trust {
                row.requestFlags = row.requestFlags & ~AttestedKey.Trust.flags | trust.flag
            }
        }
        let (step, precertificate) = try await settle(
            &row,
            verdict,
            from: RequestMachine(stored: waiting.disposition),
            question: question,
            issuer: issuer,
            snapshot: snapshot,
            officer: nil,
            narrowing: narrowing,
            edits: edits.extensions
        )
        try await commit(
            row,
            step.pastFact,
            when: now,
            snapshot: snapshot,
            template: question != nil,
            precertificate: precertificate
        )
        return row
    }

    // MARK: Refusals

    /// An officer has no part in a request whose module has not answered, except to deny it.
    func waitsForModule(_ row: StoredRequest) -> CAError {
        CAError(
            .wrongState,
            status: .certsrvPendingClientResponse,
            "The request \(row.id) waits for the answer of the security module that holds its key. It goes on when its sender sends that answer."
        )
    }

    /// A request whose module was asked nothing, or answered wrongly, is not issued by a resubmission either.
    func requireAnswer(_ row: StoredRequest, _ question: Question?, _ verdict: Verdict) throws(CAError) {
        let wasAsked = row.requestFlags & RequestFlags.challengePending != 0
        guard wasAsked || question?.attestation.attested?.proof != nil, !row.isAnswered else { return }
        if case .deny = verdict { return }
        throw CAError(
            .wrongState,
            status: .certsrvPendingClientResponse,
            "The security module that holds the key of the request \(row.id) did not answer a challenge. Have its sender send the request again."
        )
    }

    private func unknownChallenge(_ id: String?) -> CAError {
        CAError(
            .notFound,
            status: .certsrvInvalidRequestID,
            "The attribute RequestId names no request of yours that waits for the answer to a challenge.",
            reason: DenialReason(
                rule: "AnswersNameTheirRequest",
                field: "RequestId",
                value: String((id ?? "").prefix(40)),
                remedy: "Send the answer from the account that sent the request, with the attribute RequestId and its number."
            )
        )
    }

    private static func lateAnswer(_ end: Date) -> Denial {
        Denial(
            .certsrvExpiredChallenge,
            rule: "ChallengeIsAnswered",
            field: "answer",
            value: end.formatted(.iso8601),
            text: "The answer to the challenge came after the end of the challenge.",
            remedy: "Send the request again, and the answer within a day."
        )
    }

    private static let wrongAnswer = Denial(
        .certsrvInvalidResponse,
        rule: "ChallengeIsAnswered",
        field: "answer",
        value: "another secret",
        text: "The answer is not the secret that was sealed for the security module.",
        remedy: "Send the request again from the machine whose security module holds the key; an answer counts once."
    )
}

extension AttestedKey.Trust {
    fileprivate static let flags =
        RequestFlags.trustOnUse | RequestFlags.trustedEndorsementCertificate | RequestFlags.trustedEndorsementKey
}

extension StoredRequest {
    /// Whether its sender has to answer a challenge.
    var waitsForModule: Bool { disposition == .pending && requestFlags & RequestFlags.challengePending != 0 }
    /// Whether the challenge was answered rightly.
    var isAnswered: Bool { requestFlags & RequestFlags.challengeSatisfied != 0 }

    /// The request as it came.
    fileprivate var submission: Submission {
        Submission(bytes: rawRequest, format: format, attributes: RequestAttributes(raw: rawAttributes))
    }
}
