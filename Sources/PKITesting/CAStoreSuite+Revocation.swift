import CACore
import CAInterface
import PortableFoundation
import PKIFormats

extension CAStoreRun {
    func revocationListNumbersGrow() async throws {
        try ContractError.unlessEqual(try await store.revocationLists(of: key, limit: 5), [], "none at first")
        for number in [1, 2, 5] { try await store.commit([.revocationListSigned(sample.revocationList(number))], expecting: .nothing) }
        for number in [5, 4, 1] {
            let failure = try await ContractError.error(CommitError.self, "number \(number) after 5") {
                try await store.commit(
                    [.revocationListSigned(sample.revocationList(number)), .audited(sample.audit())],
                    expecting: .nothing
                )
            }
            guard case .refused = failure else { throw ContractError("number \(number) after 5 is reported as \(failure)") }
        }
        try ContractError.unlessEqual(
            try await store.revocationLists(of: key, limit: 2),
            [sample.revocationList(5), sample.revocationList(2)],
            "the newest first"
        )
        for number in 6..<30 { try await store.commit([.revocationListSigned(sample.revocationList(number))], expecting: .nothing) }
        try ContractError.unlessEqual(try await store.revocationListState(of: key).latest?.number, 29, "many lists")
    }

    func revokedEntriesFollowTheList() async throws {
        let time = sample.time
        let expiry = time + 3600
        _ = try await stored { sample.request($0) }
        let long = try await stored { sample.request($0, serial: "ff01", disposition: .revoked) }
        _ = try await stored { sample.request($0, serial: "8001", disposition: .revoked, notAfter: expiry) }
        func content(at date: Date) async throws -> RevocationListContent {
            try await store.revocationListContent(of: key, at: date, keepsExpired: false)
        }
        func listed(at date: Date) async throws -> [[UInt8]] { try await content(at: date).entries.map(\.serialNumber) }
        try ContractError.unlessEqual(try await listed(at: time), [[0x00, 0x80, 0x01], [0x00, 0xFF, 0x01]], "both, as content octets")
        let entry = try await content(at: time).entries.last
        try ContractError.unlessEqual(entry?.reason, 1, "with the reason")
        try ContractError.unlessEqual(entry?.when, long.revokedEffectiveWhen, "from the effective date")
        let late = expiry + 60
        try ContractError.unlessEqual(try await listed(at: late).count, 2, "expired, but no list has shown it")
        let covered = try await content(at: time).coversThrough
        try await store.commit(
            [.revocationListSigned(sample.revocationList(1, thisUpdate: time + 60, coversThrough: covered))],
            expecting: .nothing
        )
        try ContractError.unlessEqual(try await listed(at: late).count, 2, "expired, but no list made after that has shown it")
        try await store.commit(
            [.revocationListSigned(sample.revocationList(2, thisUpdate: late, coversThrough: covered))],
            expecting: .nothing
        )
        try ContractError.unlessEqual(try await listed(at: late + 60), [[0x00, 0xFF, 0x01]], "shown once, now left out")
        let other = try await store.revocationListContent(of: AuthorityKeyID(authority: authority, index: 1), at: time, keepsExpired: false)
        try ContractError.unlessEqual(other.entries.count, 0, "keys apart")
    }

    func revocationsAreTakenOver() async throws {
        func taken(_ serial: String, reason: Int) -> ForeignRevocation {
            ForeignRevocation(key: key, serialNumber: serial, when: sample.time, reason: reason, changes: 0)
        }
        let (first, second) = (taken("6b01", reason: 6), taken("6b02", reason: 1))
        try await store.commit([.revocationTakenOver(first), .revocationTakenOver(second)], expecting: .nothing)
        try await store.commit([.revocationTakenOver(taken("6b02", reason: 4))], expecting: .nothing)
        func listed() async throws -> [String] {
            try await store.revocationListContent(of: key, at: sample.time + 60, keepsExpired: false).entries.map {
                SerialText.hex(of: $0.serialNumber) + " \($0.reason)"
            }
        }
        try ContractError.unlessEqual(try await listed(), ["6b01 6", "6b02 1"], "both, with the first word about each")
        try ContractError.unlessEqual(try await store.foreignRevocation(serial: "6b01", of: authority), first, "as it was written")
        _ = try await stored { sample.request($0, serial: "6b01") }
        try ContractError.unlessEqual(try await listed(), ["6b02 1"], "a row speaks for its certificate")
        let again = try await backend.reopen(store)
        try ContractError.unlessEqual(
            try await again.foreignRevocation(serial: "6b02", of: authority),
            second,
            "it is there after the next start"
        )
    }

    func revocationsStandInTheJournal() async throws {
        let row = try await stored { sample.request($0, serial: "4a01") }
        var revoked = row
        revoked.revision = 2
        revoked.disposition = .revoked
        (revoked.revokedWhen, revoked.revokedEffectiveWhen, revoked.revokedReason) = (sample.time, sample.time, 6)
        let forgotten = try await ContractError.error(CommitError.self, "a revocation without its line") {
            try await store.commit([.requestUpdated(revoked), .audited(sample.audit())], expecting: .nothing)
        }
        guard case .refused = forgotten else { throw ContractError("a revocation without its line is reported as \(forgotten)") }
        try ContractError.unlessEqual(try await store.request(row.id, of: authority), row, "nothing of it is stored")

        let hold = sample.journalLine(of: revoked, reason: 6)
        try await store.commit([.revocationRecorded(hold), .requestUpdated(revoked)], expecting: .nothing)
        var released = row
        released.revision = 3
        let silent = try await ContractError.error(CommitError.self, "a release without its line") {
            try await store.commit([.requestUpdated(released)], expecting: .nothing)
        }
        guard case .refused = silent else { throw ContractError("a release without its line is reported as \(silent)") }
        let release = sample.journalLine(of: released, reason: 8)
        try await store.commit([.revocationRecorded(release), .requestUpdated(released)], expecting: .nothing)

        let lines = try await store.revocationRecords(of: key, after: 0, limit: 10)
        try ContractError.unlessEqual(lines.map(\.record), [hold, release], "in the order of the acts")
        try ContractError.unless(lines[0].sequence < lines[1].sequence, "places grow")
        try ContractError.unlessEqual(
            try await store.revocationRecords(of: key, after: lines[0].sequence, limit: 10).map(\.record),
            [release],
            "after a place"
        )
    }

    func listsCoverTheJournal() async throws {
        try ContractError.unlessEqual(
            try await store.revocationListState(of: key),
            RevocationListState(latest: nil, uncovered: 0, journalHead: 0),
            "at first"
        )
        _ = try await stored { sample.request($0, disposition: .revoked) }
        _ = try await stored { sample.request($0, disposition: .revoked) }
        let open = try await store.revocationListState(of: key)
        try ContractError.unlessEqual(open.uncovered, 2, "no list shows the two")
        let content = try await store.revocationListContent(of: key, at: sample.time, keepsExpired: false)
        try ContractError.unlessEqual(content.coversThrough, open.journalHead, "a new list would show both")
        try ContractError.unlessEqual(content.formerNumber, 0, "it would be the first")
        let list = sample.revocationList(1, coversThrough: content.coversThrough)
        try await store.commit([.revocationListSigned(list)], expecting: .nothing)
        let covered = RevocationListState(latest: list, uncovered: 0, journalHead: content.coversThrough)
        try ContractError.unlessEqual(try await store.revocationListState(of: key), covered, "covered")
        _ = try await stored { sample.request($0, disposition: .revoked) }
        try ContractError.unlessEqual(try await store.revocationListState(of: key).uncovered, 1, "one newer than the list")
        try ContractError.unlessEqual(try await backend.reopen(store).revocationListState(of: key).uncovered, 1, "after reopening too")
    }
}
