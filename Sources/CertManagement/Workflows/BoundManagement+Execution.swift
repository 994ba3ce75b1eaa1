import CAInterface
package import PortableFoundation
import PKIDirectory
import PKIFormats

extension BoundManagement {
    /// Sends the client's certificate requests to the CA, and adds what the service makes and keeps. Source: "Get certificate responses".
    ///
    /// The answers come in this order: to certificate request *i*, which answers option *i*; certificates whose key the service makes, in the order
    /// of the profile template; key history and external certificates; keys that a CA archived. So there may be more answers than requests. With fewer requests than options,
    /// the other options are left for a later call.
    ///
    /// Repeating the call with the same requests returns the same certificates and keys. A refused request appears as a result, and the call itself
    /// succeeds.
    /// - Parameters:
    ///   - requests: DER of PKCS#10, at most one for each option.
    ///   - pfxPassword: protects the keys in the answer.
    ///   - comments: a text for the history.
    /// - Returns: nil when the management request is absent or invisible.
    /// - Throws: `.invalidClientData` when a request cannot be read, or a password is needed and missing. Then nothing was made, stored or sent.
    package func submitCertificateRequests(
        _ requests: [[UInt8]],
        pfxPassword: String = "",
        comments: String = "",
        to id: UUID
    ) async throws -> [CertificateResult]? {
        try checkComment(comments)
        for (index, request) in requests.enumerated() {
            do { _ = try CertificationRequest(derEncoded: request) } catch {
                throw ManagementError(
                    .invalidClientData,
                    "certificaterequests[\(index)] is not a PKCS#10 certification request: \(error). Send the DER as base64."
                )
            }
        }
        guard let begun = try await beginExecution(of: id, count: requests.count, pfxPassword: pfxPassword, comments: comments) else {
            return nil
        }
        let plan = CertificatePlan(begun.request, begun.contents)
        var results: [CertificateResult] = []
        for (der, entry) in zip(requests, plan.client) {
            results.append(try await certificate(.client(der), entry: entry, of: id, pfxPassword: pfxPassword))
        }
        for entry in plan.server { results.append(try await certificate(.server, entry: entry, of: id, pfxPassword: pfxPassword)) }
        if begun.request.oldProfile != nil { try await bringAlong(to: id) }
        results += try await carriedCertificates(of: begun.request, pfxPassword: pfxPassword)
        return results + (try await archivedKeys(for: begun.request, begun.contents))
    }

    /// The first call moves the request to executing and creates the profile. Every call leaves its comment in the history.
    private func beginExecution(of id: UUID, count: Int, pfxPassword: String, comments: String) async throws -> Situation? {
        try await changing(id) { situation in
            try require(.execute, in: situation, to: "execute it")
            let plan = CertificatePlan(situation.request, situation.contents)
            guard count <= plan.client.count else {
                throw ManagementError(
                    .invalidClientData,
                    "\(count) certificate requests were sent for \(plan.client.count) generation options. Send one for each option, in order."
                )
            }
            try requireNotEnding(situation.request)
            var machine = situation.request.machine
            do throws(WorkflowMachine.IllegalMoveError) { _ = try machine.execute() } catch { throw ManagementError.wrongState(error) }
            if try await returnsPFX(situation) { try Self.check(pfxPassword: pfxPassword) }
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

    /// Where the PKCS#10 of an entry comes from.
    private enum Source: Hashable {
        case client([UInt8])
        case server

        /// Whether an attempt that was stored before is this one.
        func made(_ attempt: CertificateAttempt) -> Bool {
            switch self {
            case .client(let der): attempt.certificationRequest == der
            case .server: true
            }
        }
    }

    /// One entry: the open attempt or a new one, the CA's answer to it, and the storing of that answer.
    private func certificate(_ source: Source, entry number: Int, of id: UUID, pfxPassword: String) async throws -> CertificateResult {
        for _ in 0..<8 {
            guard let situation = try await situation(of: id), situation.request.status == .executing, situation.request.settlement == nil
            else {
                throw ManagementError(
                    .requestStateInvalid,
                    "The request stopped being executed while its certificates were made. Read it again."
                )
            }
            let entry = situation.contents.certificates[number]
            func answered(_ answer: CertificateResult.Answer) -> CertificateResult {
                CertificateResult(
                    option: number,
                    template: entry.template,
                    usesLocalMachineStore: entry.usesLocalMachineStore,
                    origin: source == .server ? .server : .client,
                    answer: answer
                )
            }
            let attempt: CertificateAttempt
            do { attempt = try await openAttempt(source, entry: number, in: situation) } catch ManagementCommitError.moved {
                continue
            }
            let disposition: Disposition
            do { disposition = try await answer(to: attempt, target: situation.request.target.id) } catch {
                let failure = try await failure(of: attempt, with: error, in: situation)
                guard !source.made(attempt), failure.isFinal else { return answered(.refused(failure.shown)) }
                continue
            }
            try await settle(attempt, with: disposition, in: situation)
            if source == .server { return answered(try await answer(from: disposition, to: situation, entry, pfxPassword)) }
            if source.made(attempt) { return answered(Self.answer(from: disposition)) }
            // An earlier call sent other bytes for this option. The new bytes may be tried only if the CA refused those.
            if disposition.code == .denied || disposition.code == .error { continue }
            return answered(.refused(Self.optionTaken))
        }
        throw ManagementError(.requestChanged, "The request kept being changed by others. Read it again and repeat the call.")
    }

    /// The CA's answer for a key of the service: when it issued, the PFX takes the place of the certificate.
    private func answer(
        from disposition: Disposition,
        to situation: Situation,
        _ entry: ProfileTemplate.CertificateEntry,
        _ pfxPassword: String
    ) async throws -> CertificateResult.Answer {
        guard case .issued = Self.answer(from: disposition), let profile = situation.request.newProfile,
            let certificate = disposition.certificate.flatMap({ try? Certificate(derEncoded: $0) })
        else { return Self.answer(from: disposition) }
        let pfx = try await pfx(
            of: certificate,
            in: profile,
            chain: disposition.chain,
            friendlyName: entry.friendlyName,
            password: pfxPassword,
            for: situation.request
        )
        return pfx.map { .issuedWithKey(pfx: $0) } ?? .refused(Self.keyMissing)
    }

    /// The last attempt of the option, or a new one if that was refused. It is stored.
    private func openAttempt(_ source: Source, entry option: Int, in situation: Situation) async throws -> CertificateAttempt {
        let last = try await reading { try await store.certificateAttempts(of: situation.request.id) }.last { $0.option == option }
        if let last, !last.isRefused { return last }
        let objectStands = try await requireObject(of: situation.request)
        let entry = situation.contents.certificates[option]
        let authority: String
        do { authority = try await authorityName(for: entry) } catch { throw unreachable(error) }
        let (der, kept): ([UInt8], [ManagementChange]) =
            switch source {
            case .client(let der): (der, [])
            case .server: try await serverRequest(for: option, last: last, in: situation)
            }
        let attempt = CertificateAttempt(
            request: situation.request.id,
            option: option,
            number: (last?.number ?? 0) + 1,
            certificationRequest: der,
            authority: authority,
            template: entry.template
        )
        do {
            // The revision grows, so that an end which has looked for attempts before this commit looks again.
            var request = situation.request
            request.revision += 1
            try await store.commit(
                objectStands + kept + [
                    .requestUpdated(request),
                    .attemptStarted(attempt),
                    event(
                        .certificateRequested,
                        on: situation.request,
                        from: situation.request.status,
                        detail: "option \(option), attempt \(attempt.number), \(entry.template) at \(authority)"
                    ),
                ]
            )
        } catch let failure as ManagementCommitError {
            if case .moved = failure { throw failure }
            throw failed(failure)
        }
        return attempt
    }

    /// Refuses a new certificate when the object of the request has left the states for it, or is about to.
    /// - Returns: the condition that the object is still so.
    private func requireObject(of request: ManagementRequest) async throws -> [ManagementChange] {
        guard let old = try await oldObject(of: request) else { return [] }
        try request.operation.execution.check(old, isEnd: true)
        let others = try await openRequests(of: old.profile.assignedUser)
        if let other = others.first(where: { $0.id != request.id && $0.settlement != nil && $0.touches(old) }) {
            throw ManagementError(
                .requestStateInvalid,
                "The request \(other.id.uuidString.lowercased()) for \(other.operation.word) of this object is about to end. Read the object again after it."
            )
        }
        return [.profileStands(old.profile.id, revision: old.profile.revision)]
    }

    func answer(to attempt: CertificateAttempt, target: UUID) async throws -> Disposition {
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

    private static let keyMissing = CertificateResult.Failure(
        disposition: .error,
        status: .fail,
        message: "The certificate was issued, but its private key is not kept here. Cancel the request and start a new one."
    )

    private static let optionTaken = CertificateResult.Failure(
        disposition: .error,
        status: .invalidState,
        message:
            "Another certificate request was already sent for this option and is pending or issued. Send that one, or start a new request."
    )
}
