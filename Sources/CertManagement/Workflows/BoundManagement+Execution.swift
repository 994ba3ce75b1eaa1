import CAInterface
package import PortableFoundation
import PKIDirectory
import PKIFormats

extension BoundManagement {
    /// Sends the client's certificate requests to the CA. Number *i* answers option *i*. Source: "Get certificate responses".
    ///
    /// Repeating the call with the same requests returns the same certificates. A refused request appears as a result, and the call itself
    /// succeeds.
    /// - Parameters:
    ///     - requests: DER of PKCS#10, at most one for each option.
    ///     - comments: a text for the history.
    /// - Returns: nil when the management request is absent or invisible.
    /// - Throws: `.invalidClientData` when a request cannot be read. Then nothing was stored or sent.
    package func submitCertificateRequests(_ requests: [[UInt8]], comments: String = "", to id: UUID) async throws -> [CertificateResult]? {
        try checkComment(comments)
        for (index, request) in requests.enumerated() {
            do { _ = try CertificationRequest(derEncoded: request) } catch {
                throw ManagementError(
                    .invalidClientData,
                    "certificaterequests[\(index)] is not a PKCS#10 certification request: \(error). Send the DER as base64."
                )
            }
        }
        guard try await beginExecution(of: id, count: requests.count, comments: comments) != nil else { return nil }
        var results: [CertificateResult] = []
        for (option, der) in requests.enumerated() {
            results.append(try await certificate(for: der, option: option, of: id))
        }
        return results
    }

    /// The first call moves the request to executing and creates the profile. Every call leaves its comment in the history.
    private func beginExecution(of id: UUID, count: Int, comments: String) async throws -> Situation? {
        try await changing(id) { situation in
            try require(.execute, in: situation, to: "execute it")
            let options = situation.entries.count
            guard count <= options else {
                throw ManagementError(
                    .invalidClientData,
                    "\(count) certificate requests were sent for \(options) generation options. Send one for each option, in order."
                )
            }
            let detail = "\(count) certificate requests"
            let changes = try await beginning(&situation, comment: comments, detail: detail)
            guard changes.isEmpty, !comments.isEmpty else { return changes }
            return [
                event(.certificateRequested, on: situation.request, from: situation.request.status, comment: comments, detail: detail)
            ]
        }
    }

    /// The first call of an execution moves the request to executing and makes its new profile, and for a card that is used again its new row. A later call
    /// changes nothing here. Either is refused when the object of the request is no longer in a state for it.
    func beginning(_ situation: inout Situation, comment: String, detail: String) async throws -> [ManagementChange] {
        try requireNotEnding(situation.request)
        let before = situation.request.status
        let step: WorkflowMachine.Step
        do throws(WorkflowMachine.IllegalMoveError) { step = try situation.request.machine.execute() } catch {
            throw ManagementError.wrongState(error)
        }
        let execution = situation.request.operation.execution
        let old = try await oldObject(of: situation.request)
        if old != nil { try execution.check(old, isEnd: true) }
        guard step == .startExecution else { return [] }
        var changes: [ManagementChange] = []
        let start = ExecutionStart(
            request: situation.request,
            contents: situation.contents,
            policy: situation.policy,
            old: old,
            newID: service.newID
        )
        if let made = execution.execute(start) {
            situation.request.newProfile = made.profile.id
            changes.append(.profileCreated(made.profile))
            if let card = made.card {
                situation.request.newSmartcard = card.id
                changes.append(.smartcardCreated(card))
            }
        }
        situation.request.revision += 1
        return changes + [
            .requestUpdated(situation.request),
            event(.executionStarted, on: situation.request, from: before, comment: comment, detail: detail),
        ]
    }

    /// One option: the open attempt or a new one, the CA's answer to it, and the storing of that answer.
    private func certificate(for der: [UInt8], option: Int, of id: UUID) async throws -> CertificateResult {
        for _ in 0..<8 {
            guard let situation = try await situation(of: id), situation.request.status == .executing, situation.request.settlement == nil
            else {
                throw ManagementError(
                    .requestStateInvalid,
                    "The request stopped being executed while its certificates were made. Read it again."
                )
            }
            let entry = situation.entries[option]
            func answered(_ answer: CertificateResult.Answer) -> CertificateResult {
                CertificateResult(
                    option: option,
                    template: entry.template,
                    usesLocalMachineStore: entry.usesLocalMachineStore,
                    answer: answer
                )
            }
            let attempt: CertificateAttempt
            do { attempt = try await openAttempt(for: der, option: option, in: situation) } catch ManagementCommitError.moved {
                continue
            }
            let disposition: Disposition
            do { disposition = try await answer(to: attempt, target: situation.request.target.id) } catch {
                let failure = try await failure(of: attempt, with: error, in: situation)
                guard attempt.certificationRequest != der, failure.isFinal else { return answered(.refused(failure.shown)) }
                continue
            }
            try await settle(attempt, with: disposition, in: situation)
            if attempt.certificationRequest == der { return answered(Self.answer(from: disposition)) }
            // An earlier call sent other bytes for this option. The new bytes may be tried only if the CA refused those.
            if disposition.code == .denied || disposition.code == .error { continue }
            return answered(.refused(Self.optionTaken))
        }
        throw ManagementError(.requestChanged, "The request kept being changed by others. Read it again and repeat the call.")
    }

    /// The last attempt of the option, or a new one if that was refused. It is stored.
    private func openAttempt(for der: [UInt8], option: Int, in situation: Situation) async throws -> CertificateAttempt {
        let last = try await reading { try await store.certificateAttempts(of: situation.request.id) }.last { $0.option == option }
        if let last, !last.isRefused { return last }
        let entry = situation.entries[option]
        let authority: String
        do { authority = try await authorityName(for: entry) } catch { throw unreachable(error) }
        let attempt = CertificateAttempt(
            request: situation.request.id,
            option: option,
            number: (last?.number ?? 0) + 1,
            certificationRequest: der,
            authority: authority,
            template: entry.template
        )
        do {
            try await store.commit([
                .requestStands(situation.request.id, revision: situation.request.revision), .attemptStarted(attempt),
                event(
                    .certificateRequested,
                    on: situation.request,
                    from: situation.request.status,
                    detail: "option \(option), attempt \(attempt.number), \(entry.template) at \(authority)"
                ),
            ])
        } catch let failure as ManagementCommitError {
            if case .moved = failure { throw failure }
            throw failed(failure)
        }
        return attempt
    }

    private func answer(to attempt: CertificateAttempt, target: UUID) async throws -> Disposition {
        let authority = try await authority(named: attempt.authority)
        switch attempt.outcome {
        case .pending(let id), .issued(let id):
            return try await authority.disposition(of: id, wantsFullResponse: true)
        case .unknown, .refused:
            return try await authority.submit(
                Submission(
                    bytes: attempt.certificationRequest,
                    format: .pkcs10,
                    template: attempt.template,
                    onBehalfOf: target,
                    submissionKey: attempt.submissionKey,
                    wantsFullResponse: true
                )
            )
        }
    }

    static func answer(from disposition: Disposition) -> CertificateResult.Answer {
        let failure = CertificateResult.Failure(disposition: disposition.code, status: disposition.status, message: disposition.message)
        switch disposition.code {
        case .issued, .issuedOutOfBand:
            guard let pkcs7 = disposition.fullResponse ?? disposition.certificate.map({ SignedData.certsOnly([$0] + disposition.chain) })
            else {
                return .refused(
                    .init(
                        disposition: .error,
                        status: .fail,
                        message: "The CA issued the certificate but did not return it. Repeat the call."
                    )
                )
            }
            return .issued(pkcs7: pkcs7)
        case .underSubmission:
            return .pending(failure)
        default:
            return .refused(failure)
        }
    }

    private static let optionTaken = CertificateResult.Failure(
        disposition: .error,
        status: .invalidState,
        message:
            "Another certificate request was already sent for this option and is pending or issued. Send that one, or start a new request."
    )
}
