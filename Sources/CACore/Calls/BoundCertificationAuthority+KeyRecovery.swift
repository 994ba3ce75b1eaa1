package import CAInterface
import CertificateTemplates
import PKICrypto
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Archived keys after they were sealed: officers agree on a recovery, and one of them takes the sealed key. The keys themselves are never open here, except those
/// that an officer brings.
///
/// Source: MS-CSRA §3.1.4.2.9 (GetArchivedKey), §3.1.4.2.13 (ImportKey); docs/decisions/0053-archived-keys.md.
extension BoundCertificationAuthority {
    /// The longest reason, in octets of UTF-8.
    private static let longestReason = 1_600

    package func keyRecovery(of request: RequestID) async throws -> KeyRecovery {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            let found = try await service.store.request(request, of: number)
            if standing.rights.isDisjoint(with: [.issueAndManage, .audit]), try await !isRecoverer(standing, of: found, in: snapshot) {
                throw refusal(standing, "see recoveries of archived keys")
            }
            let row = try present(found)
            return try await shown(row, try await archived(row), try await service.store.recoveryActs(of: request, of: number), snapshot)
        }
    }

    package func take(_ step: KeyRecoveryStep, onRecoveryOf request: RequestID, reason: String) async throws -> KeyRecovery {
        try await acting { snapshot, standing in
            let row = try present(try await service.store.request(request, of: number))
            try await requireOfficer(standing, for: row, in: snapshot, to: "recover archived keys")
            try check(reason, of: step)
            let key = try await archived(row)
            guard row.certificate != nil, row.disposition == .issued || row.disposition == .revoked || row.disposition == .foreign else {
                throw wrongState(row)
            }
            let now = service.clock()
            let acts = try await service.store.recoveryActs(of: request, of: number)
            let (kind, act) = try judged(step, acts, by: standing, of: row, now: now, in: snapshot)
            let stored = storedAct(kind, acts, row, standing, reason, now)
            let all = acts + [stored]
            let state = RecoveryState(all)
            let known = try authority(in: snapshot)
            let agreed = kind == .withdrawn ? nil : try await agreed(state, on: row, now: now, in: snapshot)
            let record = audited(act, key, now) { facts in
                facts.recovery = state.number
                facts.agreed = agreed
                facts.needed = needed(known)
                facts.reason = reason.isEmpty ? nil : reason
                facts.isSingleOperator = known.stored.singleOperator
            }
            try await service.store.commit([.keyRecoveryActed(stored), record], expecting: Basis(rightsEpoch: snapshot.rightsEpoch))
            return try await shown(row, key, all, snapshot)
        }
    }

    package func archivedKey(of request: RequestID) async throws -> [UInt8] {
        try await acting { snapshot, standing in
            let row = try present(try await service.store.request(request, of: number))
            if try await !isRecoverer(standing, of: row, in: snapshot) {
                try await requireOfficer(standing, for: row, in: snapshot, to: "take archived keys")
            }
            let key = try await archived(row)
            guard let certificate = row.certificate,
                row.disposition == .issued || row.disposition == .revoked || row.disposition == .foreign
            else { throw wrongState(row) }
            let known = try authority(in: snapshot)
            let now = service.clock()
            let acts = try await service.store.recoveryActs(of: request, of: number)
            let state = RecoveryState(acts)
            let agreed = try await agreed(state, on: row, now: now, in: snapshot)
            guard agreed >= needed(known) else { throw notAgreed(row, agreed, needed(known), isOpen: state.isOpen(at: now)) }
            let issuer = try issuer(of: known)
            let chain = known.generations.first { $0.index == certificate.generation }?.chain ?? issuer.chain
            let agents = RecoveryAgents(known.stored.settings).certificates.filter { key.agents.contains(RecoveryAgents.hash(of: $0)) }
            var seen: Set<[UInt8]> = []
            let certificates = ([certificate.bytes] + chain + issuer.chain + agents.map(\.derEncoded)).filter { seen.insert($0).inserted }
            let message = try await signer(of: issuer, known: known).sign(
                MessagePermit(sealedKey: key.sealed, of: certificate.bytes, certificates: certificates),
                as: issuer.certificate
            )
            let record = audited(.handedOut, key, now) { facts in
                facts.recovery = state.number
                facts.agreed = agreed
                facts.needed = needed(known)
                facts.isSingleOperator = known.stored.singleOperator
            }
            // The record is there before the message leaves the process.
            try await service.store.commit(
                [.keyRecoveryActed(storedAct(.handedOut, acts, row, standing, "", now)), record],
                expecting: Basis(rightsEpoch: snapshot.rightsEpoch)
            )
            return message
        }
    }

    package func importKey(_ key: [UInt8], of request: RequestID, replaces: Bool) async throws {
        try await acting { snapshot, standing in
            let row = try present(try await service.store.request(request, of: number))
            try await requireOfficer(standing, for: row, in: snapshot, to: "import keys")
            guard key.count <= ReceivedRequest.largestRequest, let message = try? AttestationClaim.envelope(key) else {
                throw CAError(
                    .malformed,
                    status: .invalidData,
                    "The key is not EnvelopedData for the exchange certificate of this authority."
                )
            }
            let known = try authority(in: snapshot)
            guard let stored = row.certificate, let certificate = try? Certificate(derEncoded: stored.bytes),
                row.disposition == .issued || row.disposition == .revoked || (row.disposition == .foreign && takesForeignKeys(known))
            else { throw wrongState(row) }
            let former = try await service.store.archivedKey(of: request, of: number)
            guard former == nil || replaces else {
                throw CAError(
                    .conflict,
                    status: .objectAlreadyExists,
                    "A key is archived for the request \(row.id). Say that it is to be replaced; the former one is kept too."
                )
            }
            let now = service.clock()
            let sealed: SealedKey
            do {
                let agents = try await usableAgents(of: known, now: now, snapshot: snapshot)
                sealed = try await seal(message, of: certificate.subjectPublicKeyInfo, to: agents)
            } catch let refusal as ArchivalRefusal {
                let denial = refusal.denial
                let status: HRESULT = denial.status == .certsrvBadRequestKeyArchival ? .invalidArgument : denial.status
                throw CAError(.unacceptable, status: status, denial.text, reason: denial.reason)
            }
            let archived = StoredArchivedKey(
                authority: number,
                request: request,
                index: (former?.index ?? -1) + 1,
                sealed: sealed.bytes,
                agentHashes: sealed.agents.joined(separator: "\n"),
                stored: now
            )
            try await service.store.commit(
                [.keyArchived(archived), audited(.imported, archived, now)],
                expecting: Basis(rightsEpoch: snapshot.rightsEpoch, authority: number, authorityRevision: known.stored.revision)
            )
        }
    }

    // MARK: Rules

    /// Whether the caller is the agent that asked for the certificate in the name of somebody else, with a grant for `recover`. It takes the key when officers agreed, and agrees to nothing
    /// itself.
    private func isRecoverer(_ standing: Standing, of row: StoredRequest?, in snapshot: AuthoritySnapshot) async throws -> Bool {
        guard let serial = row?.certificate?.serialNumber else { return false }
        return try await isGranted(.recover, serial: serial, to: standing, in: snapshot)
    }

    /// How many officers have to agree.
    private func needed(_ known: KnownAuthority) -> Int { known.stored.singleOperator ? 1 : known.stored.settings.recoveryOfficers }

    /// How many of those who agreed to the open recovery are officers for the request now. Who lost the right after agreeing does not count any more.
    private func agreed(_ state: RecoveryState, on row: StoredRequest, now: Date, in snapshot: AuthoritySnapshot) async throws -> Int {
        guard state.isOpen(at: now) else { return 0 }
        var count = 0
        for officer in state.agreed ?? [] {
            guard let known = try await snapshot.principal(officer, from: service.directory), known.principal.enabled else { continue }
            do {
                try await requireOfficer(try standing(of: known.principal, in: snapshot), for: row, in: snapshot, to: "agree to recoveries")
                count += 1
            } catch is CAError {}
        }
        return count
    }

    /// Whether the recovery has a place for the step, and what it becomes.
    private func judged(
        _ step: KeyRecoveryStep,
        _ acts: [StoredRecoveryAct],
        by standing: Standing,
        of row: StoredRequest,
        now: Date,
        in snapshot: AuthoritySnapshot
    ) throws -> (StoredRecoveryAct.Kind, AuditEvent.ArchivedKeyAct) {
        let state = RecoveryState(acts)
        let isOpen = state.isOpen(at: now)
        switch step {
        case .propose:
            guard !isOpen else {
                throw outOfPlace("A recovery of the key of the request \(row.id) is open. Approve it, or withdraw it first.")
            }
            return (.proposed, .recoveryProposed)
        case .approve:
            guard isOpen else {
                throw outOfPlace(
                    "No recovery of the key of the request \(row.id) is open: propose one, which others then have a week to approve."
                )
            }
            try requireAnother(
                state.agreed?.contains(standing.principal.id) == true,
                standing,
                in: snapshot,
                to: "agree twice to one recovery of a key"
            )
            return (.approved, .recoveryApproved)
        case .withdraw:
            guard isOpen else { throw outOfPlace("No recovery of the key of the request \(row.id) is open.") }
            return (.withdrawn, .recoveryWithdrawn)
        }
    }

    private func check(_ reason: String, of step: KeyRecoveryStep) throws(CAError) {
        let isBlank = reason.allSatisfy(\.isWhitespace)
        let fault: String
        if step == .propose, isBlank {
            fault = "A proposal says why the key is needed."
        } else if reason.utf8.count > Self.longestReason || reason.unicodeScalars.contains(where: ControlText.isControl) {
            fault = "The reason is too long, or has control characters."
        } else {
            return
        }
        throw CAError(
            .malformed,
            status: .invalidArgument,
            fault,
            reason: DenialReason(
                rule: "RecoveriesHaveAReason",
                field: "reason",
                value: String(reason.prefix(40)),
                remedy: "Give one line of at most 400 characters."
            )
        )
    }

    private func outOfPlace(_ text: String) -> CAError { CAError(.wrongState, status: .certsrvBadRequestStatus, text) }

    private func notAgreed(_ row: StoredRequest, _ agreed: Int, _ needed: Int, isOpen: Bool) -> CAError {
        CAError(
            .accessDenied,
            status: .accessDenied,
            "\(agreed) of \(needed) officers agree to a recovery of the key of the request \(row.id). Who is no officer any more does not count.",
            reason: DenialReason(
                rule: "OfficersAgreeOnRecoveries",
                field: "recovery",
                value: "\(agreed) of \(needed)",
                remedy: !isOpen
                    ? "Propose it: chancery certificate recover \(row.certificate?.serialNumber ?? "") --propose REASON."
                    : "Have another officer approve it: chancery certificate recover \(row.certificate?.serialNumber ?? "") --approve."
            )
        )
    }

    private func archived(_ row: StoredRequest) async throws -> StoredArchivedKey {
        guard let key = try await service.store.archivedKey(of: row.id, of: number) else {
            throw CAError(.notFound, status: .certsrvPropertyEmpty, "No key is archived for the request \(row.id).")
        }
        return key
    }

    private func storedAct(
        _ kind: StoredRecoveryAct.Kind,
        _ acts: [StoredRecoveryAct],
        _ row: StoredRequest,
        _ standing: Standing,
        _ reason: String,
        _ now: Date
    ) -> StoredRecoveryAct {
        StoredRecoveryAct(
            authority: number,
            request: row.id,
            sequence: (acts.last?.sequence ?? -1) + 1,
            kind: kind,
            officer: standing.principal.id,
            officerName: standing.principal.accountName,
            reason: reason,
            when: now
        )
    }

    private func shown(_ row: StoredRequest, _ key: StoredArchivedKey, _ acts: [StoredRecoveryAct], _ snapshot: AuthoritySnapshot)
        async throws
        -> KeyRecovery
    {
        let state = RecoveryState(acts)
        let needed = needed(try authority(in: snapshot))
        let now = service.clock()
        let agreed = try await agreed(state, on: row, now: now, in: snapshot)
        return KeyRecovery(
            request: row.id,
            serialNumber: row.certificate?.serialNumber,
            state: !state.isOpen(at: now) ? .none : agreed >= needed ? .approved : .proposed,
            number: state.number,
            agreed: agreed,
            needed: needed,
            agents: key.agents,
            acts: acts.map { KeyRecovery.Act(kind: $0.kind.shown, officer: $0.officerName, when: $0.when, reason: $0.reason) }
        )
    }
}

extension StoredRecoveryAct.Kind {
    fileprivate var shown: KeyRecovery.ActKind {
        switch self {
        case .proposed: .proposed
        case .approved: .approved
        case .withdrawn: .withdrawn
        case .handedOut: .handedOut
        }
    }
}
