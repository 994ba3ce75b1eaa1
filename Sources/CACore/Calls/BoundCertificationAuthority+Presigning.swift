import CAInterface
import CertificateTemplates
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Pre-signed certificates in two steps: the requester gets the certificate from a throw-away key and looks at it; the same request, sent again, has the
/// authority sign that very body.
///
/// Source: MS-WCCE §3.2.1.4.2.1.4.10.1; certcli.h `CR_IN_PRESIGN`. The document asks for errors and names no codes.
extension BoundCertificationAuthority {
    /// Refuses a request for a pre-signed certificate where the authority makes none.
    func checkPresigning(of submission: Submission, known: KnownAuthority) throws(CAError) {
        guard submission.wantsPresigned else { return }
        guard known.stored.settings.presigning else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "The authority \(known.stored.name.quoted) pre-signs no certificates.",
                reason: DenialReason(
                    rule: "PresigningIsOn",
                    field: "presign",
                    value: "true",
                    remedy: "Send the request without it, or ask a CA administrator for: chancery authority set --presigning on."
                )
            )
        }
        guard !submission.wantsPrecertificate else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "One request cannot wait for timestamps and for a confirmation.",
                reason: DenialReason(
                    rule: "OneFirstStep",
                    field: "presign",
                    value: "true",
                    remedy: "Ask for a precertificate or for a pre-signed certificate, not for both."
                )
            )
        }
    }

    /// The caller's own request that the attribute RequestId of a submission names, where that request wanted a pre-signed certificate.
    /// - Returns: nil for a submission that is no second step.
    /// - Throws: `CAError` with 0x8009481E where an authority that pre-signs gets a number that names no such request. Taken for a new request, a
    ///   confirmation with a wrong number would be issued without anybody having seen its certificate before.
    func presigned(_ submission: Submission) async throws -> StoredRequest? {
        guard let named = submission.attributes["RequestId"] else { return nil }
        if let id = Int(named), id > 0, let row = try await service.store.request(RequestID(id), of: number),
            row.caller == caller.principal.id, row.wantsPresigned
        {
            return row
        }
        guard try authority(in: try await service.snapshots.current()).stored.settings.presigning else { return nil }
        throw CAError(
            .notFound,
            status: .certsrvInvalidRequestID,
            "The attribute RequestId names no request of yours that was pre-signed. Nothing was issued.",
            reason: DenialReason(
                rule: "ConfirmationsNameTheirRequest",
                field: "RequestId",
                value: String(named.prefix(40)),
                remedy:
                    "Send the confirmation from the account that sent the request, with its number; leave RequestId out of a new request."
            )
        )
    }

    /// The second step: the rules judge again, and the authority signs the body that the throw-away key signed. What does not fit leaves the request waiting.
    func confirm(_ waiting: StoredRequest, _ submission: Submission) async throws -> Disposition {
        try await acting { snapshot, _ in
            var row = try present(try await service.store.request(waiting.id, of: number))
            guard row.rawRequest == ArchivalClaim.removed(from: submission.bytes) else {
                throw unlike("request", "\(submission.bytes.count) bytes", "The request is not the one that was sent first.", row)
            }
            // A repeat of the confirmation gets its certificate again.
            if row.disposition == .issued {
                return try await answer(row, snapshot: snapshot, wantsFullResponse: submission.wantsFullResponse)
            }
            guard row.disposition == .pending, let first = try await service.store.precertificate(of: row.id, of: number) else {
                throw wrongState(row)
            }
            let known = try authority(in: snapshot)
            let issuer = try issuer(of: known)
            try checkDoor(of: issuer)
            let now = service.clock()
            guard issuer.index == first.generation, now < first.notAfter else {
                throw unlike(
                    "validity",
                    first.serialNumber,
                    "The pre-signed certificate has ended, or the authority has a new certificate.",
                    row
                )
            }
            let edits = try await service.store.officerEdits(of: row.id, of: number)
            // An officer has resolved the row when the first step needed an approval; the version of the template is the same, so its need is too.
            let (question, judged) = try await judge(
                row,
                edits: edits,
                known: known,
                issuer: issuer,
                now: now,
                snapshot: snapshot,
                officerApproved: row.officer != nil
            )
            guard let question else { throw refused(judged, row) }
            guard question.template.name == row.templateName, question.template.version == row.templateVersion else {
                throw unlike("CertificateTemplate", question.template.name, "The template was changed since.", row)
            }
            var (verdict, narrowing) = (judged, CertificateNarrowing.nothing)
            if let module = issuer.configuration.policyModule {
                let answer = try await ask(module, about: question, row: row, issuer: issuer, snapshot: snapshot, rules: verdict)
                (verdict, narrowing) = (answer.verdict, answer.narrowing)
            }
            guard verdict == .allow else { throw refused(verdict, row) }
            let refusal = try await issue(
                into: &row,
                question: question,
                template: question.template,
                issuer: issuer,
                snapshot: snapshot,
                officer: nil,
                narrowing: narrowing,
                edits: edits.extensions,
                confirming: first
            )
            if let refusal { throw refused(.deny(refusal), row) }
            row.revision += 1
            row.disposition = .issued
            row.statusCode = .ok
            row.reason = nil
            row.resolvedWhen = now
            try await commit(row, .issued, when: now, snapshot: snapshot, template: true)
            return try await answer(row, snapshot: snapshot, wantsFullResponse: submission.wantsFullResponse)
        }
    }

    private func unlike(_ field: String, _ value: String, _ text: String, _ row: StoredRequest) -> CAError {
        CAError(
            .malformed,
            status: .certsrvRequestPrecertificateMismatch,
            text,
            reason: DenialReason(
                rule: "ConfirmationFitsThePresigned",
                field: field,
                value: value,
                remedy: "Send the bytes of the first request again, or make a new request. The request \(row.id) still waits."
            )
        )
    }

    private func refused(_ verdict: Verdict, _ row: StoredRequest) -> CAError {
        guard case .deny(let denial) = verdict else {
            return unlike("request", row.id.description, "The rules want an officer for it now.", row)
        }
        return CAError(.unacceptable, status: denial.status, "\(denial.text) The request \(row.id) still waits.", reason: denial.reason)
    }

    static func notWhatWasPresigned(_ presigned: StoredCertificate) -> Denial {
        Denial(
            .certsrvRequestPrecertificateMismatch,
            rule: "ConfirmationFitsThePresigned",
            field: "certificate",
            value: presigned.serialNumber,
            text: "The certificate would no longer be the one that was pre-signed: the directory, the template or the authority changed.",
            remedy: "Make a new request."
        )
    }
}

extension Submission {
    /// The certificate is made when the caller answers to what the first step gives.
    var isInTwoSteps: Bool { wantsPrecertificate || wantsPresigned }
}

extension StoredRequest {
    /// The bit of the wire word that asks for a pre-signed certificate, and that of a renewal on behalf of others.
    private static let presignBit: UInt32 = 0x800_0000
    private static let renewalOnBehalfBit: UInt32 = 0x20_0000

    var wantsPresigned: Bool { requestType & Self.presignBit != 0 }
    var hasTwoSteps: Bool { wantsPrecertificate || wantsPresigned }
    var renewsOnBehalf: Bool { requestType & Self.renewalOnBehalfBit != 0 }

    /// The options of the wire word.
    static func options(of submission: Submission) -> UInt32 {
        (submission.wantsPrecertificate ? precertificateBit : 0) | (submission.wantsPresigned ? presignBit : 0)
            | (submission.renewsOnBehalf ? renewalOnBehalfBit : 0)
    }
}
