import CACore
import CAInterface
import PKIFormats
import PortableFoundation

/// Delta lists, partitions, and lists that are made from the former one.
extension CAStoreRun {
    func deltasShareTheNumbers() async throws {
        func sign(_ list: StoredRevocationList) async throws { try await store.commit([.revocationListSigned(list)], expecting: .nothing) }
        func expectRefused(_ list: StoredRevocationList, _ what: String) async throws {
            let failure = try await ContractError.error(CommitError.self, what) { try await sign(list) }
            guard case .refused = failure else { throw ContractError("\(what) is reported as \(failure)") }
        }
        try await sign(sample.revocationList(1))
        try await sign(sample.revocationList(1, base: 1))
        try await expectRefused(sample.revocationList(1, base: 1), "a second delta of that number")
        try await expectRefused(sample.revocationList(1), "a complete list of that number")
        try await sign(sample.revocationList(2, base: 1))
        try await expectRefused(sample.revocationList(2), "a complete list with the number of a delta")
        try await sign(sample.revocationList(4))
        try await expectRefused(sample.revocationList(3, base: 1), "a delta below a complete list")
        try await sign(sample.revocationList(4, base: 1))
        try await sign(sample.revocationList(1, partition: 7))
        let part = RevocationListPart(key: key)
        try ContractError.unlessEqual(try await store.revocationLists(of: part, limit: 9).map(\.number), [4, 1], "complete lists")
        try ContractError.unlessEqual(try await store.deltaLists(of: part, limit: 9).map(\.number), [4, 2, 1], "delta lists")
        let state = try await store.revocationListState(of: part)
        try ContractError.unlessEqual(state.latest, sample.revocationList(4), "the newest complete list")
        try ContractError.unlessEqual(state.delta, sample.revocationList(4, base: 1), "the newest delta list")
        try ContractError.unlessEqual(
            try await store.revocationListNumbers(of: key),
            [0: RevocationListNumbers(complete: 4, delta: 4), 7: RevocationListNumbers(complete: 1, delta: 0)],
            "the numbers of each partition"
        )
        try await expectMoved("a list after a number that is no longer the newest") {
            try await store.commit(
                [.revocationListSigned(sample.revocationList(9))],
                expecting: Basis(revocationList: Basis.RevocationListNumber(part: part, number: 2))
            )
        }
    }

    func deltasShowTheChanges() async throws {
        let time = sample.time
        let old = try await stored { sample.request($0, serial: "4a01", disposition: .revoked) }
        let ahead = try await stored { id in
            var row = sample.request(id, serial: "4a02", disposition: .revoked)
            row.revokedEffectiveWhen = time + 3_600
            return row
        }
        let held = try await stored { sample.request($0, serial: "4a03", disposition: .revoked) }
        let query = RevocationListQuery(RevocationListPart(key: key), at: time)
        let content = try await store.revocationListContent(query)
        let base = sample.revocationList(1, coversThrough: content.coversThrough)
        try await store.commit([.revocationListSigned(base)], expecting: .nothing)
        func delta(at date: Date) async throws -> [String] {
            let content = try await store.revocationListDelta(RevocationListQuery(query.part, at: date), since: base)
            return content.entries.map { "\(Hex.encode($0.serialNumber)) \($0.reason)" }
        }
        try ContractError.unlessEqual(try await delta(at: time), [], "no changes")
        _ = try await stored { sample.request($0, serial: "4a00", disposition: .revoked, notAfter: time - 1) }
        try await change(held, to: nil)
        try await change(old, to: 3)
        let expected = ["4a00 1", "4a01 3", "4a03 8"]
        try ContractError.unlessEqual(try await delta(at: time), expected, "new, with another reason, and released; expired or not")
        try ContractError.unlessEqual(
            try await delta(at: time + 3_600),
            [expected[0], expected[1], "4a02 1", expected[2]],
            "the revocation that has begun"
        )
        try ContractError.unlessEqual(
            try await delta(at: time - 86_400),
            expected,
            "what was not ordered for later, after the clock was ahead"
        )
        let whole = try await store.revocationListContent(RevocationListQuery(query.part, at: time - 86_400))
        try ContractError.unlessEqual(whole.entries.map { Hex.encode($0.serialNumber) }, ["4a00", "4a01"], "the same in a complete list")
        let state = try await store.revocationListState(of: query.part)
        try ContractError.unlessEqual(state.uncovered, 3, "lines that the complete list does not show")
        let shown = try await store.revocationListDelta(query, since: base)
        try await store.commit(
            [.revocationListSigned(sample.revocationList(2, base: 1, coversThrough: shown.coversThrough))],
            expecting: .nothing
        )
        let covered = try await store.revocationListState(of: query.part)
        try ContractError.unlessEqual(covered.uncovered, 3, "the complete list still does not")
        try ContractError.unlessEqual(covered.uncoveredByBoth, 0, "the delta does")
        try ContractError.unlessEqual(covered.nextEffectiveForBoth, ahead.revokedEffectiveWhen, "what lies ahead of both")
        try ContractError.unlessEqual(
            covered.deltaDue(period: 86_400, overlap: 0, at: time),
            time + 3_600,
            "the next delta is due when it begins"
        )
    }

    func partitionsAreApart() async throws {
        _ = try await stored { sample.request($0, serial: "4a10", disposition: .revoked) }
        _ = try await stored { sample.request($0, serial: "4a11", disposition: .revoked, partition: 1) }
        _ = try await stored { sample.request($0, serial: "4a12", disposition: .revoked, partition: 2) }
        func serials(_ partition: Int, showsPartitions: Bool = true) async throws -> [String] {
            let part = RevocationListPart(key: key, partition: partition)
            let query = RevocationListQuery(part, at: sample.time, showsPartitions: showsPartitions)
            return try await store.revocationListContent(query).entries.map { Hex.encode($0.serialNumber) }
        }
        try ContractError.unlessEqual(try await serials(0), ["4a10", "4a11", "4a12"], "all of them")
        try ContractError.unlessEqual(try await serials(0, showsPartitions: false), ["4a10"], "those of no partition")
        try ContractError.unlessEqual(try await serials(1) + serials(2), ["4a11", "4a12"], "those of each partition")
        try ContractError.unlessEqual(try await serials(3), [], "of a partition without certificates")
        for partition in 0...2 {
            let state = try await store.revocationListState(of: RevocationListPart(key: key, partition: partition))
            try ContractError.unlessEqual(state.uncovered, 1, "lines of partition \(partition)")
        }
        let row = try await store.request(serial: "4a12", of: authority)
        try ContractError.unlessEqual(row?.certificate?.partition, 2, "the partition of a row")
        let seen = try await store.view(
            StoredViewQuery(columns: [.partition], restrictions: [.init(.serialNumber, .equal, .string("4a12"))]),
            of: authority
        )
        try ContractError.unlessEqual(seen.first?.values, [.long(2)], "in a view")
    }

    /// Every list is made from the one before it, and has to be the one that the rows would make.
    func changesMakeTheNextList() async throws {
        var random = Numbers(state: 20_261_130)
        var shown: [[UInt8]: RevokedCertificate] = [:]
        var lists: [StoredRevocationList] = []
        var rows: [StoredRequest] = []
        for round in 0..<14 {
            let date = sample.time + Double(round) * 3_600
            for index in 0..<4 {
                let end = date + Double(random.next(below: 8) * 1_800 - 3_600)
                let begins = date + Double(random.next(below: 3) * 2_400 - 60)
                let serial = "4a" + String(100 + random.next(below: 900)) + String(1_000 + round * 10 + index) + "0"
                rows.append(
                    try await stored { id in
                        var row = sample.request(id, serial: serial, disposition: .revoked, notAfter: end, partition: random.next(below: 2))
                        (row.revokedWhen, row.revokedEffectiveWhen) = (date, begins)
                        return row
                    }
                )
            }
            for _ in 0..<2 {
                let place = random.next(below: rows.count)
                let isHeld = rows[place].disposition == .revoked
                rows[place] = try await change(rows[place], to: isHeld && random.next(below: 2) == 0 ? nil : 4, when: date)
            }
            let query = RevocationListQuery(RevocationListPart(key: key), at: date + 600)
            let whole = try await store.revocationListContent(query)
            if lists.count >= 2 {
                let changes = try await store.revocationListChanges(query, since: lists[lists.count - 1], before: lists[lists.count - 2])
                for change in changes.changes { shown[change.serialNumber] = change.entry }
                try ContractError.unlessEqual(changes.coversThrough, whole.coversThrough, "the coverage of list \(round + 1)")
                let made = shown.values.sorted { SerialOrder.isBefore($0.serialNumber, $1.serialNumber) }
                try ContractError.unlessEqual(made, whole.entries, "the entries of list \(round + 1)")
            }
            shown = Dictionary(uniqueKeysWithValues: whole.entries.map { ($0.serialNumber, $0) })
            let list = sample.revocationList(
                round + 1,
                thisUpdate: query.date,
                coversThrough: whole.coversThrough,
                form: query.form
            )
            try await store.commit([.revocationListSigned(list)], expecting: .nothing)
            lists.append(list)
        }
    }

    /// Revokes a row for another reason, or releases it, with the line of the journal.
    @discardableResult
    private func change(_ row: StoredRequest, to reason: Int?, when: Date? = nil) async throws -> StoredRequest {
        var changed = row
        changed.revision += 1
        changed.disposition = reason == nil ? .issued : .revoked
        if let reason {
            changed.revokedReason = reason
            changed.revokedWhen = changed.revokedWhen ?? when ?? sample.time
            changed.revokedEffectiveWhen = changed.revokedEffectiveWhen ?? when ?? sample.time
        } else {
            (changed.revokedWhen, changed.revokedEffectiveWhen, changed.revokedReason) = (nil, nil, nil)
        }
        try await store.commit(
            [.revocationRecorded(sample.journalLine(of: changed, reason: reason ?? 8)), .requestUpdated(changed)],
            expecting: .nothing
        )
        return changed
    }
}

/// Numbers that are the same in every run.
private struct Numbers {
    var state: UInt64

    mutating func next(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}
