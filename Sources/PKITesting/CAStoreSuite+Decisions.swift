import CACore
import CAInterface
import CertificateTemplates
import PortableFoundation
import PKIDirectory
import PKIFormats

extension CAStoreRun {
    func requestRevisionConflicts() async throws {
        let pending = try await stored { sample.request($0, serial: nil) }
        var denied = pending
        denied.revision = 2
        denied.disposition = .denied
        try await store.commit([.requestUpdated(denied)], expecting: .nothing)
        var approved = sample.request(pending.id)
        approved.revision = 2
        try await expectMoved("the second officer of two") { try await store.commit([.requestUpdated(approved)], expecting: .nothing) }
        try ContractError.unlessEqual(try await store.request(pending.id, of: authority)?.disposition, .denied, "the first act remains")
        approved.revision = 4
        try await expectMoved("a revision left out") { try await store.commit([.requestUpdated(approved)], expecting: .nothing) }
        var absent = sample.request(RequestID(4711))
        absent.revision = 2
        try await expectMoved("an update of an absent row") { try await store.commit([.requestUpdated(absent)], expecting: .nothing) }
    }

    func basisRequestConflicts() async throws {
        let row = try await stored { sample.request($0, serial: nil) }
        let basis = Basis(request: .init(authority: authority, request: row.id, revision: 2))
        try await expectMoved("an unread revision") { try await store.commit([.audited(sample.audit())], expecting: basis) }
        let right = Basis(request: .init(authority: authority, request: row.id, revision: 1))
        try await store.commit([.audited(sample.audit())], expecting: right)
    }

    func templateVersionConflicts() async throws {
        let basis = Basis(templateName: "User", templateVersion: 1)
        try await store.commit([.audited(sample.audit())], expecting: basis)
        try await store.commit([.templateSaved(sample.template(version: 2))], expecting: .nothing)
        let count = try await auditCount()
        try await expectMoved("version 1 when 2 is stored") { try await store.commit([.audited(sample.audit())], expecting: basis) }
        try ContractError.unlessEqual(try await auditCount(), count, "nothing of it is stored")
        try await expectMoved("the same version twice") {
            try await store.commit([.templateSaved(sample.template(version: 2))], expecting: .nothing)
        }
        try await expectMoved("a version left out") {
            try await store.commit([.templateSaved(sample.template(version: 4))], expecting: .nothing)
        }
        try await expectMoved("an unknown template") {
            try await store.commit([.audited(sample.audit())], expecting: Basis(templateName: "Absent", templateVersion: 1))
        }
    }

    func rightsEpochConflicts() async throws {
        let epoch = try await store.rightsEpoch()
        try await store.commit([.audited(sample.audit())], expecting: Basis(rightsEpoch: epoch))
        try ContractError.unlessEqual(try await store.rightsEpoch(), epoch, "submissions do not touch the epoch")
        try await store.commit([.agentGranted(AgentGrant(agent: UUID(), template: "User", subjects: .everyone))], expecting: .nothing)
        try ContractError.unless(try await store.rightsEpoch() > epoch, "a grant raises the epoch")
        try await expectMoved("the former epoch") {
            try await store.commit([.audited(sample.audit())], expecting: Basis(rightsEpoch: epoch))
        }
    }

    func authorityRevisionConflicts() async throws {
        var changed = sample.authority
        changed.singleOperator = true
        changed.duties = AuthorityDuties(
            roleSeparation: true,
            officerRestrictions: [OfficerRestriction(officer: .everyone, template: "User", subjects: .authenticatedUsers, isDeny: true)],
            auditFilter: .revocation
        )
        changed.revision = 2
        let basis = Basis(authority: authority, authorityRevision: 1)
        let epoch = try await store.rightsEpoch()
        try await store.commit([.authorityUpdated(changed)], expecting: basis)
        try ContractError.unlessEqual(try await store.authorities(), [changed], "the new revision is read")
        try ContractError.unless(try await store.rightsEpoch() > epoch, "its access list may have changed: the epoch grows")
        try await expectMoved("the former revision") { try await store.commit([.audited(sample.audit())], expecting: basis) }
        try await expectMoved("the same revision twice") { try await store.commit([.authorityUpdated(changed)], expecting: .nothing) }
    }

    func authoritiesGrow() async throws {
        var changed = sample.authority
        changed.renewal = StoredRenewal(
            id: UUID(),
            key: sample.secondKey,
            isNewKey: true,
            validitySeconds: nil,
            request: [0x30, 0x00],
            began: sample.time
        )
        changed.revision += 1
        try await store.commit([.authorityUpdated(changed)], expecting: .nothing)
        try ContractError.unlessEqual(try await store.authorities(), [changed], "a renewal that waits is read")
        changed.renewal = nil
        changed.keys.append(sample.secondKey)
        changed.generations.append(sample.secondGeneration)
        changed.crossCertificates.append(sample.crossCertificate)
        changed.revision += 1
        try await store.commit([.authorityUpdated(changed)], expecting: .nothing)
        try ContractError.unlessEqual(try await store.authorities(), [changed], "keys, generations and cross certificates are read")
        let again = try await backend.reopen(store)
        try ContractError.unlessEqual(try await again.authorities(), [changed], "they are there after the next start")
    }

    func authoritiesStandAlone() async throws {
        let waiting = StoredAuthority(
            number: AuthorityNumber(rawValue: 2),
            id: UUID(),
            role: .issuing,
            name: "Waiting CA",
            parent: nil,
            dnsName: "ca.example.test",
            keys: [],
            generations: [],
            settings: sample.authority.settings,
            access: sample.authority.access,
            renewal: StoredRenewal(
                id: UUID(),
                key: sample.secondKey,
                isNewKey: true,
                validitySeconds: nil,
                request: [0x30, 0x00],
                began: sample.time
            ),
            createdWhen: sample.time
        )
        try await store.commit([.authorityCreated(waiting)], expecting: .nothing)
        try ContractError.unlessEqual(try await store.authorities(), [sample.authority, waiting], "it is read as it was written")
        var changed = waiting
        changed.revision += 1
        changed.renewal = nil
        changed.parentRevocation = ParentRevocation(generation: 0, when: sample.time, reason: 1, listed: sample.time)
        try await store.commit([.authorityUpdated(changed)], expecting: .nothing)
        let again = try await backend.reopen(store)
        try ContractError.unlessEqual(try await again.authorities(), [sample.authority, changed], "it is there after the next start")
    }

    func revocationListConflicts() async throws {
        func basis(_ number: Int) -> Basis {
            Basis(revocationList: Basis.RevocationListNumber(key: key, number: number))
        }
        try await store.commit([.revocationListSigned(sample.revocationList(1))], expecting: basis(0))
        try await expectMoved("the first list twice") {
            try await store.commit([.revocationListSigned(sample.revocationList(2))], expecting: basis(0))
        }
        try await store.commit([.revocationListSigned(sample.revocationList(2))], expecting: basis(1))
        try ContractError.unlessEqual(try await store.revocationListState(of: key).latest?.number, 2, "the second list")
    }

    func leasesAreFenced() async throws {
        guard let lease = try await store.lease(for: .publication), let other = try await store.lease(for: .renewal) else {
            throw ContractError("a lease nobody else holds is granted")
        }
        try ContractError.unless(
            lease.fence >= 1 && lease.work == .publication && other.work == .renewal,
            "leases have a number and a name"
        )
        try ContractError.unlessEqual(try await store.lease(for: .publication), lease, "the holder of a lease keeps it")
        try await store.commit([.audited(sample.audit())], expecting: Basis(lease: lease))
        try await expectMoved("work under a lease that is no longer the newest") {
            try await store.commit([.audited(sample.audit())], expecting: Basis(lease: Lease(work: .publication, fence: lease.fence - 1)))
        }
        let again = try await backend.reopen(store)
        guard let later = try await again.lease(for: .publication) else { throw ContractError("the next process gets the lease") }
        try ContractError.unless(later.fence > lease.fence, "the number of the next holder is larger")
    }

    func intentsAreKept() async throws {
        let intents = [
            SigningIntent(key: key, subject: .certificate(serial: "4a01"), body: [0x30, 0x01, 0x00]),
            SigningIntent(key: key, subject: .revocationList(number: 7), body: [0x30, 0x00]),
        ]
        for intent in intents { try await store.commit([.signingIntended(intent)], expecting: .nothing) }
        try ContractError.unlessEqual(try await store.signingIntents(of: key), intents, "as written")
        try ContractError.unlessEqual(
            try await store.signingIntents(of: AuthorityKeyID(authority: authority, index: 1)),
            [],
            "of that key alone"
        )
    }

    func exitEventsWait() async throws {
        func event(_ number: UInt8) -> ExitEvent {
            ExitEvent(
                id: UUID(uuid: (number, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 0)),
                authority: authority,
                event: .issued,
                document: [0x7B, number, 0x7D],
                when: Date(timeIntervalSince1970: 1_795_219_200 + Double(number))
            )
        }
        for number: UInt8 in 1...3 {
            try await store.commit([.exitRaised(event(number), receivers: number == 2 ? ["a"] : ["a", "b"])], expecting: .nothing)
        }
        let first = try await store.exitEvents(for: "a", of: authority, limit: 2)
        try ContractError.unlessEqual(first.map(\.event), [event(1), event(2)], "in order, as written, at most as many as wanted")
        try await store.commit([.exitDelivered(sequence: first[0].sequence)], expecting: .nothing)
        let again = try await backend.reopen(store)
        try ContractError.unlessEqual(
            try await again.exitEvents(for: "a", of: authority, limit: 9).map(\.event),
            [event(2), event(3)],
            "without the delivered one"
        )
        try ContractError.unlessEqual(
            try await again.exitBacklogs(),
            [
                ExitBacklog(authority: authority, receiver: "a", count: 2, oldest: event(2).when),
                ExitBacklog(authority: authority, receiver: "b", count: 2, oldest: event(1).when),
            ],
            "each receiver's own"
        )
        try await again.commit([.exitDropped(authority, receiver: "a")], expecting: .nothing)
        try ContractError.unlessEqual(try await again.exitBacklogs().map(\.receiver), ["b"], "without the removed receiver")
    }

    func auditRowsStandInOrder() async throws {
        let first = try await auditCount()
        var written: [AuditRecord] = []
        for _ in 0..<6 {
            let pair = [sample.audit(), sample.audit()]
            try await store.commit(pair.map(CAChange.audited), expecting: .nothing)
            written += pair
        }
        let stored = try await store.auditRecords(after: 0, limit: 1000)
        try ContractError.unlessEqual(Array(stored.dropFirst(first)).map(\.record), written, "as written")
        guard let start = stored.first?.position else { throw ContractError("no audit rows") }
        try ContractError.unlessEqual(stored.map(\.position), Array(start..<start + stored.count), "without gaps")
        let middle = stored[first + 3].position
        try ContractError.unlessEqual(
            try await store.auditRecords(after: middle, limit: 2).map(\.position),
            [middle + 1, middle + 2],
            "from a position on"
        )
    }

    func templatesAreVersioned() async throws {
        let web = sample.template("WebServer", oid: "1.3.6.1.4.1.311.21.8.2")
        try await store.commit([.templateSaved(web)], expecting: .nothing)
        let newer = sample.template(version: 2)
        try await store.commit([.templateSaved(newer)], expecting: .nothing)
        try ContractError.unlessEqual(try await store.templates(), [newer, web], "the newest of each, by name")
        for name in ["user", "USER", "1.3.6.1.4.1.311.21.8.1"] {
            try ContractError.unlessEqual(try await store.template(named: name), newer, "as \(name)")
        }
        try ContractError.unless(try await store.template(named: "absent") == nil, "an unknown name is nil")
        let failure = try await ContractError.error(CommitError.self, "an OID that another template has") {
            try await store.commit([.templateSaved(sample.template("Other"))], expecting: .nothing)
        }
        guard case .refused = failure else { throw ContractError("an OID that another template has is reported as \(failure)") }
        try ContractError.unlessEqual(try await store.templates().count, 2, "a refused template is not seen")
    }

    func templateStatesAreKept() async throws {
        let author = TemplateAuthor(name: "LAB\\admin", when: Date(timeIntervalSince1970: 1_000_000))
        let newer = sample.template(version: 2)
        let accepted = TemplateAcceptance(
            template: newer.name,
            rule: "ESC1",
            values: ["one", "two \"quoted\""],
            reason: "because",
            author: author.name,
            when: author.when
        )
        let grant = AgentGrant(agent: UUID(), template: newer.name, subjects: .authenticatedUsers)
        let epoch = try await store.rightsEpoch()
        try await store.commit(
            [.templateSaved(newer, author: author), .templateRuleAccepted(accepted), .agentGranted(grant)],
            expecting: Basis(rightsEpoch: epoch)
        )
        let afterwards = try await store.rightsEpoch()
        try ContractError.unless(afterwards > epoch, "an edit changes rights")
        try await store.commit([.templateRetired(name: "USER", by: author)], expecting: .nothing)
        let again = try await backend.reopen(store)
        let versions = try await again.templateVersions(named: "user")
        try ContractError.unlessEqual(versions.map(\.template), [sample.template(), newer], "both versions")
        try ContractError.unlessEqual(versions.map(\.author), [nil, author], "who wrote them")
        try ContractError.unlessEqual(try await again.templateVersions(named: "absent"), [], "no versions")
        try ContractError.unlessEqual(try await again.templateAcceptances(), [accepted], "what was accepted")
        try ContractError.unlessEqual(try await again.templateRetirements(), ["user": author], "who retired it")
        try ContractError.unless(try await again.agentGrants().contains(grant), "the grant")
        let wider = AgentGrant(agent: grant.agent, template: grant.template, subjects: grant.subjects, acts: [.enroll, .revoke])
        try await again.commit([.agentGranted(wider)], expecting: .nothing)
        let grants = try await again.agentGrants().filter { $0.agent == grant.agent }
        try ContractError.unlessEqual(grants, [wider], "other acts replace the former ones")
        _ = try await ContractError.error(CommitError.self, "a further version of a retired template") {
            try await again.commit([.templateSaved(sample.template(version: 3))], expecting: .nothing)
        }
        try await again.commit(
            [.templateAcceptanceWithdrawn(template: newer.name, rule: "ESC1"), .agentGrantRemoved(grant)],
            expecting: .nothing
        )
        try ContractError.unlessEqual(try await again.templateAcceptances(), [], "nothing is accepted")
        try ContractError.unless(try await again.agentGrants().contains(grant) == false, "the grant is gone")
    }
}
