package import CACore
import PKICrypto
import PKIDirectory
import PKIFormats

extension CAStoreRun {
    /// A state of the log with that many leaves.
    private func log(_ size: Int, generation: Int = 1, last: UInt8 = 0) -> RecordLog {
        sample.recordLog(size, generation: generation, last: last)
    }

    func recordLogIsSwapped() async throws {
        try ContractError.unless(try await store.recordLog() == nil, "there is no log at first")
        let lease = try await store.lease(for: .record)
        let basis = Basis(lease: lease)
        let (first, second) = (log(3), log(5))
        try await store.commit([.recordLogStored(first, replacing: nil)], expecting: basis)
        try ContractError.unlessEqual(try await store.recordLog(), first, "the first state")
        for (state, former) in [(second, nil), (second, log(3, last: 9)), (second, log(4)), (second, log(3, generation: 2))] {
            let failure = try await ContractError.error(CommitError.self, "a state in place of another than the stored one") {
                try await store.commit([.recordLogStored(state, replacing: former)], expecting: basis)
            }
            guard case .moved = failure else { throw ContractError("a swap that came too late is reported as \(failure)") }
        }
        try await store.commit([.recordLogStored(second, replacing: first)], expecting: basis)
        for state in [log(4), log(5, last: 9)] {
            _ = try await ContractError.error(CommitError.self, "a smaller log, or another root at the same size") {
                try await store.commit([.recordLogStored(state, replacing: log(5, generation: 2))], expecting: basis)
            }
        }
        let again = try await backend.reopen(store)
        try ContractError.unlessEqual(try await again.recordLog(), second, "the second state after reopening")
    }

    func recordLogIsPublished() async throws {
        let (first, second) = (log(3), log(5))
        try await store.commit([.recordLogStored(first, replacing: nil)], expecting: .nothing)
        try await store.commit(
            [.recordLogStored(second, replacing: first), .recordLogPublished(generation: 1, size: 3, note: "three")],
            expecting: .nothing
        )
        let third = log(8)
        try await store.commit([.recordLogStored(third, replacing: second)], expecting: .nothing)
        let stored = try await store.recordLog()
        try ContractError.unlessEqual(stored?.published, "three", "what is published stays when the log goes on")
        try ContractError.unlessEqual(stored?.publishedSize, 3, "and its size")
        for (generation, size) in [(1, 2), (2, 8), (1, 9)] {
            let failure = try await ContractError.error(CommitError.self, "an earlier or a strange checkpoint") {
                try await store.commit([.recordLogPublished(generation: generation, size: size, note: "x")], expecting: .nothing)
            }
            guard case .moved = failure else { throw ContractError("a late publication is reported as \(failure)") }
        }
        let successor = log(8, generation: 2)
        try await store.commit([.recordLogStored(successor, replacing: third)], expecting: .nothing)
        try ContractError.unlessEqual(try await store.recordLog(), successor, "a successor begins with nothing published")
    }

    func tilesGrow() async throws {
        let hash = Array(repeating: UInt8(7), count: 32)
        let entry = Array(repeating: UInt8(9), count: 34)
        var bundle: [UInt8] = []
        for _ in 0..<3 { EntryBundle.append(entry, to: &bundle) }
        func tile(_ count: Int) -> CAChange {
            .recordTileStored(RecordTile(content: .hashes(level: 0), index: 0, bytes: Array(repeating: hash, count: count).flatMap { $0 }))
        }
        try await store.commit([tile(2), .recordTileStored(RecordTile(content: .entries, index: 0, bytes: bundle))], expecting: .nothing)
        try await store.commit([tile(3)], expecting: .nothing)
        let again = try await backend.reopen(store)
        for width in 1...3 {
            let path = TilePath(.hashes(level: 0), index: 0, width: width)
            try ContractError.unlessEqual(try await again.recordTile(path)?.count, 32 * width, "a tile cut to \(width)")
            let entries = TilePath(.entries, index: 0, width: width)
            try ContractError.unlessEqual(try await again.recordTile(entries)?.count, 36 * width, "a bundle cut to \(width)")
        }
        for path in [
            TilePath(.hashes(level: 0), index: 0, width: 4), TilePath(.hashes(level: 1), index: 0, width: 1), TilePath(.entries, index: 1),
        ] {
            try ContractError.unless(try await again.recordTile(path) == nil, "\(path) is not there")
        }
        let end = try await again.recordEnd()
        let rows = try await again.auditRecords(after: 0, limit: 100)
        try ContractError.unlessEqual(rows.last?.position, max(end, rows.count), "the end of the record")
    }
}

extension SampleRecords {
    /// A state of the log with that many leaves; its notes are no notes.
    package func recordLog(_ size: Int, generation: Int = 1, last: UInt8 = 0) -> RecordLog {
        var frontier = MerkleFrontier()
        for place in 0..<size { frontier.append(Array(repeating: place == size - 1 ? last : UInt8(place + 1), count: 32)) }
        return RecordLog(
            generation: generation,
            origin: RecordLog.origin("pki.example.test/record", generation),
            verifierKey: "key \(generation)",
            frontier: frontier,
            root: frontier.root,
            signed: "note of \(size)",
            signedWhen: time
        )
    }
}
