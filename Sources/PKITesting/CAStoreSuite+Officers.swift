import CACore
import CAInterface
import PKIFormats
import PortableFoundation

extension CAStoreRun {
    func futureRevocationsWait() async throws {
        let begins = sample.time + 3600
        let list = sample.revocationList(1)
        try await store.commit([.revocationListSigned(list)], expecting: .nothing)
        let row = try await stored { id in
            var row = sample.request(id, disposition: .revoked)
            row.revokedEffectiveWhen = begins
            return row
        }
        let before = try await store.revocationListContent(of: key, at: sample.time + 3599, keepsExpired: false)
        try ContractError.unlessEqual(before.entries.count, 0, "entries before it begins")
        let covering = sample.revocationList(2, coversThrough: before.coversThrough)
        try await store.commit([.revocationListSigned(covering)], expecting: .nothing)
        let state = try await store.revocationListState(of: key)
        try ContractError.unlessEqual(state.uncovered, 0, "the list covers the line")
        try ContractError.unlessEqual(state.nextEffective, begins, "the next revocation that begins")
        try ContractError.unlessEqual(state.due(period: 86_400, overlap: 0, at: sample.time + 60), begins, "the list is due then")
        let then = try await store.revocationListContent(of: key, at: begins, keepsExpired: false)
        try ContractError.unlessEqual(
            then.entries.map { Hex.encode($0.serialNumber) },
            [row.certificate?.serialNumber ?? ""],
            "entries then"
        )
        try ContractError.unlessEqual(then.entries.first?.when, begins, "the date of the entry")
        let showing = sample.revocationList(3, thisUpdate: begins, coversThrough: then.coversThrough)
        try await store.commit([.revocationListSigned(showing)], expecting: .nothing)
        try ContractError.unlessEqual(try await backend.reopen(store).revocationListState(of: key).nextEffective, nil, "nothing lies ahead")
    }

    func revocationsCountBehindTheClock() async throws {
        let (date, list) = (sample.time - 3600, sample.revocationList(1, thisUpdate: sample.time - 7200))
        try await store.commit([.revocationListSigned(list)], expecting: .nothing)
        // Ordered and in effect at the sample's time, which is an hour ahead.
        let row = try await stored { id in
            var row = sample.request(id, disposition: .revoked)
            row.revokedEffectiveWhen = sample.time
            return row
        }
        let serial = row.certificate?.serialNumber ?? ""
        let query = RevocationListQuery(list.part, at: date)
        let whole = try await store.revocationListContent(of: key, at: date, keepsExpired: false)
        let changes = try await store.revocationListChanges(query, since: list, before: list).changes.compactMap(\.entry)
        let delta = try await store.revocationListDelta(query, since: list).entries
        for (what, entries) in [("a complete list", whole.entries), ("its changes", changes), ("a delta", delta)] {
            try ContractError.unlessEqual(entries.map { Hex.encode($0.serialNumber) }, [serial], what)
            try ContractError.unlessEqual(entries.first?.when, date, "the date in \(what) is not after the list's")
        }
        let status = try await store.certificateStatuses(of: [serial], of: key.authority)[serial]
        try ContractError.unlessEqual(status?.isOrderedAhead, false, "the status does not wait for the clock")
        try ContractError.unlessEqual(try await store.revocationListState(of: key).nextEffective, nil, "nothing lies ahead")
    }

    func expiredEntriesMayStay() async throws {
        let row = try await stored { sample.request($0, disposition: .revoked, notAfter: sample.time + 60) }
        let content = try await store.revocationListContent(of: key, at: sample.time + 30, keepsExpired: false)
        try await store.commit(
            [.revocationListSigned(sample.revocationList(1, thisUpdate: sample.time + 120, coversThrough: content.coversThrough))],
            expecting: .nothing
        )
        let later = sample.time + 240
        try ContractError.unlessEqual(
            try await store.revocationListContent(of: key, at: later, keepsExpired: false).entries.count,
            0,
            "after its expiry"
        )
        try ContractError.unlessEqual(
            try await store.revocationListContent(of: key, at: later, keepsExpired: true).entries.count,
            1,
            "kept by the CA"
        )
        for _ in 0..<2 { try await store.commit([.shownAfterExpiry(authority, row.id, true)], expecting: .nothing) }
        try ContractError.unlessEqual(
            try await store.revocationListContent(of: key, at: later, keepsExpired: false).entries.count,
            1,
            "shown after its expiry"
        )
        try await store.commit([.shownAfterExpiry(authority, row.id, false)], expecting: .nothing)
        try ContractError.unlessEqual(
            try await store.revocationListContent(of: key, at: later, keepsExpired: false).entries.count,
            0,
            "taken back"
        )
    }

    func officerEditsAreKept() async throws {
        let row = try await stored { sample.request($0, serial: nil) }
        let none = OfficerEdits(authority: authority, request: row.id)
        try ContractError.unlessEqual(try await store.officerEdits(of: row.id, of: authority), none, "none at first")
        var edits = none
        for count in 1...2 {
            edits.attributes.append(.init(name: "name\(count)", value: "välue\0"))
            edits.extensions.append(ExtensionChange(oid: "1.3.6.1.4.1.99999.1", critical: count == 1, disabled: count == 2, value: [5, 0]))
            (edits.changedBy, edits.changedWhen) = ("EXAMPLE\\officer\(count)", sample.time + Double(count))
            try await store.commit([.officerEdited(edits)], expecting: .nothing)
        }
        try ContractError.unlessEqual(try await backend.reopen(store).officerEdits(of: row.id, of: authority), edits, "the newest edits")
    }

    func erasureLeavesRows() async throws {
        let denied = try await stored { sample.request($0, serial: nil, disposition: .denied, submissionKey: "kept") }
        let pending = try await stored { sample.request($0, serial: nil) }
        let expired = try await stored { sample.request($0, notAfter: sample.time + 60) }
        let valid = try await stored { sample.request($0) }
        let revoked = try await stored { sample.request($0, disposition: .revoked, notAfter: sample.time + 60) }
        let now = sample.time + 120
        func found(_ selection: Erasure, after: RequestID? = nil, limit: Int = 10) async throws -> [RequestID] {
            try await store.erasable(selection, at: now, after: after, limit: limit, of: authority).map(\.request)
        }
        try ContractError.unlessEqual(try await found(.expired(before: now)), [expired.id], "expired")
        try ContractError.unlessEqual(try await found(.expired(before: sample.time)), [], "not expired then")
        try ContractError.unlessEqual(try await found(.failed(before: now)), [denied.id], "failed")
        try ContractError.unlessEqual(try await found(.failed(before: now), after: denied.id), [], "after the last")
        for row in [pending, valid, revoked] { try ContractError.unlessEqual(try await found(.request(row.id)), [], "never erased") }
        for row in [denied, expired] {
            try ContractError.unlessEqual(
                try await found(.attributes(of: row.id)),
                row.attributes.isEmpty ? [] : [row.id],
                "with attributes"
            )
            try ContractError.unlessEqual(try await found(.request(row.id)), [row.id], "by its id")
            let erased = ErasedRequest(authority: authority, request: row.id, revision: 2, when: now)
            try await store.commit([.requestErased(erased), .audited(sample.audit())], expecting: .nothing)
            guard let left = try await store.request(row.id, of: authority) else { throw ContractError("the row is gone") }
            try ContractError.unlessEqual(left.rawRequest, [], "the request's bytes")
            try ContractError.unlessEqual(left.rawAttributes + left.message, "", "texts")
            try ContractError.unlessEqual(left.attributes, [], "attributes")
            try ContractError.unlessEqual(left.submissionKey, row.submissionKey, "submission key")
            try ContractError.unlessEqual(left.certificate, row.certificate, "certificate")
            try ContractError.unlessEqual(try await found(.request(row.id)), [], "erased already")
        }
        for row in [pending, valid, revoked] {
            try await expectMoved("erasing a \(row.disposition.rawValue)") {
                try await store.commit(
                    [.requestErased(ErasedRequest(authority: authority, request: row.id, revision: 2, when: now))],
                    expecting: .nothing
                )
            }
        }
    }
}
