import CACore
import PKITesting
import Store
import Testing

/// The databases that the store works on, for tests of what all of them do alike.
enum Engine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite = "SQLite"
    case postgreSQL = "PostgreSQL"

    var testDescription: String { rawValue }

    /// Those that are installed.
    static let all = allCases.filter { $0 == .sqlite || PostgreSQLCluster.isPossible }

    func scratch() async throws -> any Scratch {
        switch self {
        case .sqlite: try ScratchStore()
        case .postgreSQL: try await ScratchDatabase()
        }
    }
}

/// An empty database of a test's own, which goes with the last reference.
protocol Scratch: Sendable {
    func store() async throws -> any RecordStore
    /// As many processes may have it at once: the same store twice, or two nodes.
    func two() async throws -> [any RecordStore]
}

extension Scratch {
    func reopened(_ store: any RecordStore) async throws -> any RecordStore {
        try await store.close()
        return try await self.store()
    }

    /// Has the authority and template that submissions need.
    func store(with sample: SampleRecords) async throws -> any RecordStore {
        let store = try await store()
        try await store.commit([.authorityCreated(sample.authority), .templateSaved(sample.template())], expecting: .nothing)
        return store
    }
}

extension ScratchStore: Scratch {
    func store() async throws -> any RecordStore { try await open() }
    func two() async throws -> [any RecordStore] { [any RecordStore](repeating: try await open(), count: 2) }
}

extension ScratchDatabase: Scratch {
    func store() async throws -> any RecordStore { try await open() }
    func two() async throws -> [any RecordStore] { [try await open(node: "one"), try await open(node: "other")] }
}
