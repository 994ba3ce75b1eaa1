import CAInterface
package import PortableFoundation
import PKIDirectory

/// The end of a request. Acts at the CA are decided and stored first (`Settlement`), then done, then everything else is stored in one commit. A repetition
/// after an interruption finishes what was begun; see docs/decisions/0039-*.md.
extension BoundManagement {
    /// Completes, cancels or abandons a request; nil when absent or invisible.
    /// - Parameter revokes: true revokes, when an executing request is canceled, the certificates that it brought. The policy may want that anyway, and nobody
    /// can choose otherwise.
    package func setStatus(
        of id: UUID,
        to wanted: RequestedStatus,
        revokes: Bool? = nil,
        comment: String = ""
    ) async throws -> VisibleRequest? {
        try checkComment(comment)
        let situation = try await changing(id) { situation in
            if wanted != .completed, let settlement = situation.request.settlement, settlement.outcome != wanted.outcome,
                try await isAdministrator()
            {
                return try await givingUp(settlement, &situation, comment)
            }
            try require(
                wanted == .completed ? .execute : .cancel,
                in: situation,
                to: wanted == .completed ? "complete it" : "cancel or abandon it"
            )
            if let settlement = situation.request.settlement {
                guard settlement.outcome == wanted.outcome else { throw Self.isEnding(settlement) }
                return []
            }
            return try await wanted == .completed ? completion(&situation) : withdrawal(&situation, as: wanted, comment, revokes: revokes)
        }
        guard let situation else { return nil }
        guard situation.request.settlement != nil else { return VisibleRequest(request: situation.request, access: situation.access) }
        try await finish(id)
        return try await request(id)
    }

    /// An administrator's way out of an end that the CA refuses for good: the request fails, profile and card keep their states, and the certificates are
    /// shown as the CA has them.
    private func givingUp(_ settlement: Settlement, _ situation: inout Situation, _ comment: String) async throws -> [ManagementChange] {
        let before = situation.request.status
        let reason = "The end was given up: the request was being \(settlement.outcome.rawValue)."
        do throws(WorkflowMachine.IllegalMoveError) { _ = try situation.request.machine.fail(because: reason) } catch {
            throw ManagementError.wrongState(error)
        }
        situation.request.settlement = nil
        situation.request.revision += 1
        var changes = try await releasing(situation)
        for act in settlement.acts {
            let stored = try await reading { try await store.managedCertificates(ofProfile: act.profile) }
            guard var certificate = stored.first(where: { act.concerns($0) }),
                let validity = try? await authority(named: act.authority).validity(serial: act.serialNumber)
            else { continue }
            certificate.note(validity, at: service.now())
            changes.append(.certificateStanding(certificate))
        }
        return changes + [
            .requestUpdated(situation.request), event(.failed, on: situation.request, from: before, comment: comment, detail: reason),
        ]
    }

    private static func isEnding(_ settlement: Settlement) -> ManagementError {
        ManagementError(
            .requestStateInvalid,
            "The request is being \(settlement.outcome.rawValue): certificates are revoked, held or released. Repeat that call; it finishes."
        )
    }

    /// Refuses what may not happen while a request ends.
    func requireNotEnding(_ request: ManagementRequest) throws(ManagementError) {
        if let settlement = request.settlement { throw Self.isEnding(settlement) }
    }

    // MARK: The decision

    private func completion(_ situation: inout Situation) async throws -> [ManagementChange] {
        let before = situation.request.status
        var machine = situation.request.machine
        do throws(WorkflowMachine.IllegalMoveError) { _ = try machine.complete(at: service.now()) } catch {
            throw ManagementError.wrongState(error)
        }
        try await resolveAttempts(of: situation)
        if let (attempt, number) = try await pendingAttempt(of: situation.request) {
            throw ManagementError(
                .requestStateInvalid,
                "The request \(number) at \(attempt.authority) waits for an officer of that CA. Complete the request when it is decided."
            )
        }
        let others = try await settleOthers(than: situation.request)
        let end = try await end(of: situation)
        let execution = situation.request.operation.execution
        if end.old != nil { try execution.check(end.old, isEnd: true) }
        try requireResult(execution, end)
        let effects = execution.complete(end)
        // A certificate request that one of them sends meanwhile raises its revision, and then this is decided again.
        let othersStand = others.map { ManagementChange.requestStands($0.id, revision: $0.revision) }
        guard effects.acts.isEmpty else { return othersStand + settlement(.completed, effects, end.old, &situation) }
        situation.request.machine = machine
        situation.request.revision += 1
        var changes = try await changes(effects, for: situation.request, isCompleted: true)
        let isRaised = effects.changes.contains { $0.before.profile.id == end.old?.profile.id && $0.after.profile != $0.before.profile }
        if let old = end.old?.profile, !isRaised {
            changes.insert(.profileStands(old.id, revision: old.revision), at: 0)
        }
        return othersStand + changes + [.requestUpdated(situation.request), event(.completed, on: situation.request, from: before)]
    }

    private func withdrawal(
        _ situation: inout Situation,
        as wanted: RequestedStatus,
        _ comment: String,
        revokes: Bool?
    ) async throws -> [ManagementChange] {
        let before = situation.request.status
        var machine = situation.request.machine
        do throws(WorkflowMachine.IllegalMoveError) { _ = try machine.cancel() } catch {
            throw ManagementError.wrongState(error)
        }
        try await resolveAttempts(of: situation)
        if let (attempt, number) = try await pendingAttempt(of: situation.request) {
            try await deny(number, of: attempt, in: situation)
        }
        let end = try await end(of: situation)
        // What came for an object that is out of use by now is of no use to anybody.
        let isOver = end.old.map { !situation.request.operation.execution.accepts($0, isEnd: true) } ?? false
        let effects = withdrawalEffects(end, revokes: end.policy.revokesWhenCanceled || revokes == true || isOver)
        guard effects.acts.isEmpty else { return settlement(wanted.outcome, effects, end.old, &situation, comment) }
        situation.request.machine = machine
        situation.request.revision += 1
        return try await changes(effects, for: situation.request, isCompleted: false)
            + [
                .requestUpdated(situation.request),
                event(
                    wanted == .abandoned ? .abandoned : .canceled,
                    on: situation.request,
                    from: before,
                    comment: comment,
                    detail: Self.remaining(of: end)
                ),
            ]
    }

    /// Learns what became of certificate requests whose answer was lost, so that no certificate stays behind that the request does not show.
    /// - Returns: whether one was settled.
    @discardableResult
    private func resolveAttempts(of situation: Situation) async throws -> Bool {
        let attempts = try await reading { try await store.certificateAttempts(of: situation.request.id) }
        var didSettle = false
        for attempt in attempts where attempt.isOpen {
            do {
                let disposition = try await answer(to: attempt, target: situation.request.target.id)
                if attempt.outcome == .unknown || disposition.code != .underSubmission { didSettle = true }
                try await settle(attempt, with: disposition, in: situation)
            } catch {
                let failure = try await failure(of: attempt, with: error, in: situation)
                guard failure.isFinal else {
                    throw ManagementError(
                        .unavailable,
                        "\(attempt.authority) has not said what became of a certificate request: \(failure.shown.message) "
                            + "Cancel the request again later.",
                        cause: error
                    )
                }
            }
        }
        return didSettle
    }

    /// A certificate request that waits for an officer of its CA.
    private func pendingAttempt(of request: ManagementRequest) async throws -> (CertificateAttempt, RequestID)? {
        for attempt in try await reading({ try await store.certificateAttempts(of: request.id) }) {
            if case .pending(let number) = attempt.outcome { return (attempt, number) }
        }
        return nil
    }

    /// Has a certificate request denied, so that no certificate appears that nobody waits for.
    /// - Throws: `.requestStateInvalid` when the CA does not let this service's agent do it.
    private func deny(_ number: RequestID, of attempt: CertificateAttempt, in situation: Situation) async throws {
        do {
            let disposition = try await authority(named: attempt.authority).deny(number)
            try await settle(attempt, with: disposition, in: situation)
        } catch let error as CAError {
            throw ManagementError(
                .requestStateInvalid,
                "The request \(number) at \(attempt.authority) waits for an officer of that CA, and this service may not deny it: \(error.message) "
                    + "Ask an officer to decide it, then repeat the call.",
                cause: error
            )
        }
    }

    /// Revokes what the request brought, if asked for, and disables its profile; a card that was bound to it is free again.
    private func withdrawalEffects(_ end: ExecutionEnd, revokes: Bool) -> WorkflowEffects {
        var effects = WorkflowEffects()
        let object = end.new ?? (end.request.operation.bringsCertificates ? end.old : nil)
        if revokes, var brought = object {
            brought.certificates.removeAll { $0.request != end.request.id }
            effects.acts = end.revocations(of: brought, by: end.policy.revocation)
        }
        effects.change(end.new) { new in
            // A profile in the state New would hide certificates that are good at the CA.
            if new.own.contains(where: { $0.request == end.request.id }) { new.profile.status = .disabled }
            // The request is what bound the chip, so it is free again.
            if new.card?.request == end.request.id, new.card?.status == .assigned {
                new.card?.status = .retired
                new.card?.wasReleased = true
            }
        }
        return effects
    }

    /// The certificates that a request leaves good, and what to do about them.
    private static func remaining(of end: ExecutionEnd) -> String {
        guard let new = end.new else { return "" }
        let good = new.own.filter { $0.request == end.request.id && $0.standing != .revoked }
        guard !good.isEmpty else { return "" }
        let names = good.map { "\($0.serialNumber) at \($0.authority)" }.joined(separator: ", ")
        return "not revoked: \(names). Have an officer of the CA revoke them if they must not be used"
    }

    /// The changes of a request that failed: a card that was bound to it is free again.
    func releasing(_ situation: Situation) async throws -> [ManagementChange] {
        let effects = withdrawalEffects(try await end(of: situation), revokes: false)
        return try await changes(effects, for: situation.request, isCompleted: false)
    }

    /// Stores what will be done at the CA. The old object's revision grows too, so that of two ends for one object one is decided again.
    private func settlement(
        _ outcome: Settlement.Outcome,
        _ effects: WorkflowEffects,
        _ old: ManagedObject?,
        _ situation: inout Situation,
        _ comment: String = ""
    ) -> [ManagementChange] {
        let before = situation.request.status
        // From here on it is being executed, also when there was nothing to make.
        _ = try? situation.request.machine.execute()
        situation.request.settlement = Settlement(outcome: outcome, acts: effects.acts)
        situation.request.revision += 1
        let detail = "\(outcome.rawValue): \(effects.acts.count) certificates are to be revoked, held or released"
        var changes: [ManagementChange] = [
            .requestUpdated(situation.request),
            event(.settlementBegun, on: situation.request, from: before, comment: comment, detail: detail),
        ]
        if var profile = old?.profile {
            profile.revision += 1
            changes.append(.profileUpdated(profile))
        }
        return changes
    }

    private func end(of situation: Situation) async throws -> ExecutionEnd {
        let old = try await oldObject(of: situation.request)
        var duplicates: [ManagedObject] = []
        if situation.request.operation == .recover, let old { duplicates = try await self.duplicates(of: old) }
        return ExecutionEnd(
            request: situation.request,
            policy: situation.policy,
            old: old,
            new: try await newObject(of: situation.request),
            duplicates: duplicates,
            now: service.now()
        )
    }

    /// What replaces something must be there first. An Enroll request may end with nothing.
    private func requireResult(_ execution: any WorkflowExecution, _ end: ExecutionEnd) throws(ManagementError) {
        guard execution.makesObject else { return }
        let isEnroll = execution.operation == .enroll
        guard let new = end.new else {
            if isEnroll { return }
            throw ManagementError(
                .requestStateInvalid,
                "The request has made no new profile yet, so nothing could take the old one's place. Send the certificate requests first."
            )
        }
        guard isEnroll || new.certificates.contains(where: { $0.request == end.request.id }) else {
            throw ManagementError(
                .requestStateInvalid,
                "The new profile has no certificate yet. Send the certificate requests again, or cancel the request."
            )
        }
        guard new.card != nil || !end.request.isSmartcard else {
            throw ManagementError(.requestStateInvalid, "No smart card is bound to the request yet. Bind one, or cancel the request.")
        }
    }

    // MARK: The acts

    /// Brings the other requests for the same object to rest before it ends: finishes ends which an interruption left, learns what became of certificate
    /// requests, and withdraws what would otherwise bring certificates to an object that is no longer in use.
    /// - Returns: those that are still open. They have nothing under way as long as they have these revisions.
    private func settleOthers(than request: ManagementRequest) async throws -> [ManagementRequest] {
        for _ in 0..<8 {
            guard let old = try await oldObject(of: request) else { return [] }
            let others = try await openRequests(of: old.profile.assignedUser).filter { $0.id != request.id && $0.touches(old) }
            var isQuiet = true
            for other in others {
                if other.settlement != nil {
                    try await finish(other.id)
                    isQuiet = false
                } else if other.status == .executing, other.operation.bringsCertificates {
                    // One that waits for an officer stays open as the record of it, and can bring nothing: its end revokes what appears.
                    let isWaiting = try await pendingAttempt(of: other) != nil
                    let didSettle = try await request.operation.endsObject && !isWaiting ? withdraw(other.id) : resolve(other.id)
                    if didSettle { isQuiet = false }
                }
            }
            if isQuiet { return others }
        }
        throw ManagementError(.requestChanged, "Other requests for this object kept being changed. Repeat the call.")
    }

    /// Cancels another request, whose object ends, and revokes what it brought.
    private func withdraw(_ id: UUID) async throws -> Bool {
        let situation = try await changing(id, isForService: true) { situation in
            guard !situation.request.machine.isFinal, situation.request.settlement == nil else { return [] }
            return try await withdrawal(&situation, as: .canceled, "Its profile or smart card was ended.", revokes: true)
        }
        if situation?.request.settlement != nil { try await finish(id) }
        return true
    }

    /// Learns what became of another request's certificate requests.
    /// - Returns: false when there was none to ask for.
    private func resolve(_ id: UUID) async throws -> Bool {
        guard let situation = try await anySituation(of: id) else { return false }
        return try await resolveAttempts(of: situation)
    }

    /// Does the acts of a settlement that are not done, then stores the rest.
    func finish(_ id: UUID) async throws {
        guard let settlement = try await reading({ try await store.managementRequest(id) })?.settlement else { return }
        var validities: [CertificateAct: CertificateValidity] = [:]
        for act in settlement.acts { validities[act] = try await perform(act, of: id) }
        let known = validities
        _ = try await changing(id, isForService: true) { situation in
            // Another node may have ended it meanwhile.
            guard situation.request.settlement == settlement else { return [] }
            let before = situation.request.status
            let end = try await end(of: situation)
            var effects: WorkflowEffects
            let kind: HistoryEvent.Kind
            do throws(WorkflowMachine.IllegalMoveError) {
                switch settlement.outcome {
                case .completed:
                    _ = try situation.request.machine.complete(at: service.now())
                    (effects, kind) = (situation.request.operation.execution.complete(end), .completed)
                case .canceled, .abandoned:
                    _ = try situation.request.machine.cancel()
                    effects = withdrawalEffects(end, revokes: true)
                    kind = settlement.outcome == .abandoned ? .abandoned : .canceled
                }
            } catch {
                throw ManagementError.wrongState(error)
            }
            // These were done, whatever a computation of now would say.
            effects.acts = settlement.acts
            situation.request.settlement = nil
            situation.request.revision += 1
            return try await changes(effects, for: situation.request, isCompleted: settlement.outcome == .completed)
                + (try await standings(effects.acts, known, for: situation.request))
                + [.requestUpdated(situation.request), event(kind, on: situation.request, from: before)]
        }
    }

    private func standings(
        _ acts: [CertificateAct],
        _ validities: [CertificateAct: CertificateValidity],
        for request: ManagementRequest
    ) async throws -> [ManagementChange] {
        var changes: [ManagementChange] = []
        for act in acts {
            let stored = try await reading { try await store.managedCertificates(ofProfile: act.profile) }
            guard var certificate = stored.first(where: { act.concerns($0) }) else { continue }
            if let validity = validities[act] { certificate.note(validity, at: service.now()) }
            changes.append(.certificateStanding(certificate))
            let kind: HistoryEvent.Kind
            switch act.kind {
            case .revoke: kind = .certificateRevoked
            case .hold: kind = .certificateHeld
            case .release: kind = .certificateReleased
            }
            var detail = "\(act.serialNumber) at \(act.authority)"
            if act.kind == .revoke { detail += ", reason \(act.reason)" }
            if let effective = act.effective { detail += ", from \(effective.formatted(.iso8601))" }
            changes.append(event(kind, on: request, from: request.status, detail: detail))
        }
        return changes
    }

    /// The new states of objects. The admin key and the PIN of the request's card are settled with them.
    private func changes(
        _ effects: WorkflowEffects,
        for request: ManagementRequest,
        isCompleted: Bool
    ) async throws -> [ManagementChange] {
        var changes: [ManagementChange] = []
        var isSettled = false
        for change in effects.changes {
            var after = change.after
            if var card = after.card, card.id == request.newSmartcard {
                changes += try await settle(&card, after: request, isCompleted: isCompleted)
                after.card = card
                isSettled = true
            }
            var detail: [String] = []
            if after.profile != change.before.profile {
                after.profile.revision += 1
                changes.append(.profileUpdated(after.profile))
                detail.append("profile \(after.profile.id.uuidString.lowercased())")
            }
            if var card = after.card, card != change.before.card {
                card.revision += 1
                changes.append(.smartcardUpdated(card))
                detail.append("smart card \(card.id.uuidString.lowercased())")
            }
            let states = "\(change.before.state.rawValue) to \(after.state.rawValue)"
            changes.append(
                event(.objectChanged, on: request, from: request.status, detail: detail.joined(separator: ", ") + ": " + states)
            )
        }
        if !isSettled, let bound = try await card(of: request) {
            var card = bound
            changes += try await settle(&card, after: request, isCompleted: isCompleted)
            if card != bound {
                card.revision += 1
                changes.append(.smartcardUpdated(card))
            }
        }
        return changes
    }
}

extension RequestedStatus {
    var outcome: Settlement.Outcome {
        switch self {
        case .completed: .completed
        case .canceled: .canceled
        case .abandoned: .abandoned
        }
    }
}
