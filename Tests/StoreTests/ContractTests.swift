import CACore
import PKIDirectory
import PKITesting
import Store
import Testing

@Suite("the SQLite store keeps the promises of the ports")
struct ContractTests {
    @Test("every promise of CAStore holds", arguments: CAStorePromise.allCases)
    func authorityStore(_ promise: CAStorePromise) async throws {
        let scratch = try ScratchStore()
        let backend = CAStoreBackend(make: { try await scratch.open() }) { store in
            guard let store = store as? SQLiteStore else { throw ContractError("another store") }
            return try await scratch.reopened(store)
        }
        try await promise.check(on: backend)
    }

    @Test("every promise of DirectoryStore holds", arguments: DirectoryStorePromise.allCases)
    func directoryStore(_ promise: DirectoryStorePromise) async throws {
        let scratch = try ScratchStore()
        let backend = DirectoryStoreBackend(make: { try await scratch.open() }) { store in
            guard let store = store as? SQLiteStore else { throw ContractError("another store") }
            return try await scratch.reopened(store)
        }
        try await promise.check(on: backend)
    }
}
