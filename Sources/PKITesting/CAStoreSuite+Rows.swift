import CACore
import CAInterface
import CertificateTemplates
import PortableFoundation
import PKIDirectory
import PKIFormats

extension CAStoreRun {
    func rowsComeBackAsWritten() async throws {
        let key = "key “1”"
        let rows = [
            try await stored { sample.request($0, submissionKey: key) }, try await stored { sample.request($0, serial: nil) },
            try await stored { sample.request($0, serial: nil, disposition: .denied) },
            try await stored { sample.request($0, disposition: .revoked) },
        ]
        for row in rows { try ContractError.unlessEqual(try await store.request(row.id, of: authority), row, "by id") }
        let issued = rows[0]
        guard let certificate = issued.certificate else { throw ContractError("the sample has no certificate") }
        let serial = certificate.serialNumber
        try ContractError.unlessEqual(try await store.request(serial: serial, of: authority)?.id, issued.id, "by serial number")
        try ContractError.unlessEqual(
            try await store.request(serial: serial.uppercased(), of: authority)?.id,
            issued.id,
            "by serial number in capitals"
        )
        let issuer = sample.identity.certificate.subject.derEncoded
        try ContractError.unlessEqual(try await store.request(certificateSerial: serial, issuer: issuer)?.id, issued.id, "by certificate")
        try ContractError.unless(
            try await store.request(certificateSerial: serial, issuer: [0x30, 0x00]) == nil,
            "another issuer's certificate is nobody's"
        )
        try ContractError.unlessEqual(
            try await store.request(submissionKey: key, caller: issued.caller, of: authority)?.id,
            issued.id,
            "by submission key"
        )
        try ContractError.unless(
            try await store.request(submissionKey: key, caller: UUID(), of: authority) == nil,
            "another caller's key is another key"
        )
        try ContractError.unless(try await store.request(RequestID(999), of: authority) == nil, "an absent id is nil")
        try ContractError.unless(
            try await store.request(issued.id, of: AuthorityNumber(rawValue: 2)) == nil,
            "ids belong to one authority"
        )
    }

    func serialNumbersAreUnique() async throws {
        let first = try await stored { sample.request($0) }
        let second = sample.request(try await store.reserveRequestID(of: authority), serial: first.certificate?.serialNumber)
        let failure = try await ContractError.error(CommitError.self, "a used serial number") {
            try await store.commit([.requestReceived(second)], expecting: .nothing)
        }
        guard case .serialNumberUsed = failure else { throw ContractError("a used serial number is reported as \(failure)") }
        let pending = try await stored { sample.request($0, serial: nil) }
        var approved = sample.request(pending.id, serial: first.certificate?.serialNumber)
        approved.revision = 2
        let late = try await ContractError.error(CommitError.self, "a used serial number at approval") {
            try await store.commit([.requestUpdated(approved)], expecting: .nothing)
        }
        guard case .serialNumberUsed = late else { throw ContractError("a used serial number at approval is reported as \(late)") }
    }

    func submissionKeysAreUnique() async throws {
        let caller = UUID()
        let first = try await stored { sample.request($0, submissionKey: "k", requester: caller) }
        _ = try await stored { sample.request($0, submissionKey: "k") }
        let repeated = sample.request(try await store.reserveRequestID(of: authority), submissionKey: "k", requester: caller)
        let failure = try await ContractError.error(CommitError.self, "a used submission key") {
            try await store.commit([.requestReceived(repeated)], expecting: .nothing)
        }
        guard case .submissionKeyUsed(let id) = failure, id == first.id else {
            throw ContractError("a used submission key is reported as \(failure)")
        }
        // Twins that are sent in one transaction: exactly one is stored, and the other gets its id.
        let twins = try await withThrowingTaskGroup(of: RequestID?.self) { group in
            for _ in 0..<8 {
                let row = sample.request(try await store.reserveRequestID(of: authority), submissionKey: "twin", requester: caller)
                group.addTask {
                    do {
                        try await store.commit([.requestReceived(row)], expecting: .nothing)
                        return nil
                    } catch CommitError.submissionKeyUsed(let id) {
                        return id
                    }
                }
            }
            return try await group.reduce(into: [RequestID?]()) { $0.append($1) }
        }
        let winner = try await store.request(submissionKey: "twin", caller: caller, of: authority)?.id
        try ContractError.unlessEqual(twins.filter { $0 == nil }.count, 1, "of eight twins one is stored")
        try ContractError.unless(twins.allSatisfy { $0 == nil || $0 == winner }, "the others are told its id")
    }

    func badChangeSetFailsAlone() async throws {
        let used = try await stored { sample.request($0) }
        let auditBefore = try await auditCount()
        let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<40 {
                let isBad = index % 4 == 3
                let row = sample.request(
                    try await store.reserveRequestID(of: authority),
                    serial: isBad ? used.certificate?.serialNumber : SampleRecords.freshSerial()
                )
                group.addTask {
                    do {
                        // The audit row comes before the part that fails, so it must disappear too.
                        try await store.commit([.audited(sample.audit()), .requestReceived(row)], expecting: .nothing)
                        return !isBad
                    } catch CommitError.serialNumberUsed {
                        let found = try await store.request(row.id, of: authority)
                        return isBad && found == nil
                    }
                }
            }
            return try await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        try ContractError.unless(outcomes.allSatisfy { $0 }, "the good ones are stored and the bad ones refused and absent")
        try ContractError.unlessEqual(try await auditCount() - auditBefore, 30, "only stored change-sets leave an audit row")
    }

    func submissionsDoNotConflict() async throws {
        let basis = Basis(
            templateName: "User",
            templateVersion: 1,
            rightsEpoch: try await store.rightsEpoch(),
            authority: authority,
            authorityRevision: 1
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<200 {
                group.addTask {
                    let id = try await store.reserveRequestID(of: authority)
                    let row = sample.request(id, submissionKey: "submission \(index)")
                    try await store.commit([.requestReceived(row), .audited(sample.audit())], expecting: basis)
                    try ContractError.unlessEqual(try await store.request(id, of: authority), row, "a committed row is seen at once")
                }
            }
            try await group.waitForAll()
        }
        let rows = try await store.requests(RecordQuery(limit: 1000), requester: nil, of: authority)
        try ContractError.unlessEqual(Set(rows.map(\.id)).count, 200, "all rows are there")
    }

    func pagesAreOrdered() async throws {
        let alice = UUID()
        let agent = UUID()
        var ids: [RequestID] = []
        for index in 0..<12 {
            let row = try await stored { id in
                switch index % 4 {
                case 0: sample.request(id, requester: alice)
                case 1: sample.request(id, serial: nil, requester: alice)
                case 2: sample.request(id, requester: alice, caller: agent)
                default: sample.request(id, serial: nil, disposition: .denied)
                }
            }
            ids.append(row.id)
        }
        func page(_ query: RecordQuery, _ requester: UUID? = nil) async throws -> [RequestID] {
            try await store.requests(query, requester: requester, of: authority).map(\.id)
        }
        try ContractError.unlessEqual(try await page(RecordQuery()), ids, "all in order")
        try ContractError.unlessEqual(try await page(RecordQuery(limit: 5, after: ids[2])), Array(ids[3..<8]), "a page after an id")
        try ContractError.unlessEqual(
            try await page(RecordQuery(disposition: .pending)),
            [1, 5, 9].map { ids[$0] },
            "only the pending ones"
        )
        try ContractError.unlessEqual(
            try await page(RecordQuery(disposition: .issued, limit: 2)),
            [0, 2].map { ids[$0] },
            "only the issued ones"
        )
        try ContractError.unlessEqual(
            try await page(RecordQuery(), alice),
            [0, 1, 2, 4, 5, 6, 8, 9, 10].map { ids[$0] },
            "the requester's, whoever brought them"
        )
        try ContractError.unlessEqual(try await page(RecordQuery(limit: 2), agent), [2, 6].map { ids[$0] }, "those a caller brought")
        try ContractError.unlessEqual(try await page(RecordQuery(), UUID()), [], "nothing for a stranger")
        try ContractError.unlessEqual(
            try await store.certificates(RecordQuery(limit: 4), requester: nil, of: authority).map(\.id),
            [0, 2, 4, 6].map { ids[$0] },
            "only rows with certificates"
        )
        try ContractError.unlessEqual(
            try await store.requests(RecordQuery(), requester: nil, of: AuthorityNumber(rawValue: 7)).count,
            0,
            "nothing of another authority"
        )
    }

    func idsAreNeverReused() async throws {
        var handed: Set<RequestID> = []
        for _ in 0..<5 { handed.insert(try await stored { sample.request($0) }.id) }
        try ContractError.unlessEqual(handed.count, 5, "five ids")
        let again = try await backend.reopen(store)
        let next = try await again.reserveRequestID(of: authority)
        try ContractError.unless(handed.allSatisfy { $0 < next }, "after reopening, \(next) is beyond \(handed)")
    }

    func commitsAreDurable() async throws {
        let row = try await stored { sample.request($0, submissionKey: "kept") }
        let grant = AgentGrant(agent: UUID(), template: "User", subjects: .authenticatedUsers)
        let publication = TemplatePublication(authority: authority, template: sample.template().name)
        try await store.commit([.templatePublished(publication), .templatePublished(publication)], expecting: .nothing)
        try await store.commit([.agentGranted(grant), .revocationListSigned(sample.revocationList(3))], expecting: .nothing)
        let epoch = try await store.rightsEpoch()
        let audit = try await store.auditRecords(after: 0, limit: 100)
        let again = try await backend.reopen(store)
        try ContractError.unlessEqual(try await again.request(row.id, of: authority), row, "the request")
        try ContractError.unlessEqual(try await again.authorities(), [sample.authority], "the authority")
        try ContractError.unlessEqual(try await again.templates(), [sample.template()], "the template")
        try ContractError.unlessEqual(try await again.rightsEpoch(), epoch, "the rights epoch")
        try ContractError.unlessEqual(try await again.templatePublications(), [publication], "the published template")
        try await again.commit([.templateWithdrawn(publication)], expecting: .nothing)
        try ContractError.unlessEqual(try await again.templatePublications(), [], "no published template after its withdrawal")
        try ContractError.unless(try await again.rightsEpoch() > epoch, "a withdrawal moves the rights epoch")
        try ContractError.unlessEqual(try await again.agentGrants(), [grant], "the grant")
        try ContractError.unlessEqual(
            try await again.revocationLists(of: key, limit: 1),
            [sample.revocationList(3)],
            "the revocation list"
        )
        try ContractError.unlessEqual(try await again.auditRecords(after: 0, limit: 100), audit, "the record")
    }
}
