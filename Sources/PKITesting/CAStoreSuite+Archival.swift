import CACore
import CAInterface
import PortableFoundation

extension CAStoreRun {
    func archivedKeysAreKept() async throws {
        let row = try await stored { sample.request($0) }
        let other = try await stored { sample.request($0) }
        let keys = [sample.archivedKey(of: row), sample.archivedKey(of: row, index: 1)]
        for key in keys { try await store.commit([.keyArchived(key)], expecting: .nothing) }
        let failure = try await ContractError.error(CommitError.self, "an index that is taken") {
            try await store.commit([.keyArchived(keys[1])], expecting: .nothing)
        }
        guard case .moved = failure else { throw ContractError("an index that is taken is reported as \(failure)") }
        let again = try await backend.reopen(store)
        try ContractError.unlessEqual(try await again.archivedKey(of: row.id, of: authority), keys[1], "the newest, as it was written")
        try ContractError.unless(try await again.archivedKey(of: other.id, of: authority) == nil, "nil for a row without one")
        let shown = try await again.view(
            StoredViewQuery(
                columns: [.requestID, .keyRecoveryHashes],
                restrictions: [.init(.keyRecoveryHashes, .equal, .string(keys[1].agentHashes))]
            ),
            of: authority
        )
        try ContractError.unlessEqual(shown.map(\.place), [row.id.rawValue], "the row is found by the newest key's agents")
        try ContractError.unlessEqual(shown.first?.values[1], .string(keys[1].agentHashes), "the agents are shown")
    }

    func recoveryActsAreKept() async throws {
        let row = try await stored { sample.request($0) }
        try await store.commit([.keyArchived(sample.archivedKey(of: row))], expecting: .nothing)
        try ContractError.unlessEqual(try await store.recoveryActs(of: row.id, of: authority), [], "none at first")
        let acts = StoredRecoveryAct.Kind.allCases.enumerated().map { sample.recoveryAct(on: row, sequence: $0, $1) }
        for act in acts { try await store.commit([.keyRecoveryActed(act)], expecting: .nothing) }
        let failure = try await ContractError.error(CommitError.self, "a number that is taken") {
            try await store.commit([.keyRecoveryActed(sample.recoveryAct(on: row, sequence: 3, .handedOut))], expecting: .nothing)
        }
        guard case .moved = failure else { throw ContractError("a number that is taken is reported as \(failure)") }
        let again = try await backend.reopen(store)
        try ContractError.unlessEqual(try await again.recoveryActs(of: row.id, of: authority), acts, "in order, as they were written")
    }
}
