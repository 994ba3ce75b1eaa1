import CACore
import PKIDirectory
import PKITesting
import Store
import Testing

@Suite("the PostgreSQL store keeps the promises of the ports", .enabled(if: PostgreSQLCluster.isPossible))
struct ContractInPostgreSQLTests {
    @Test("every promise of CAStore holds in PostgreSQL", arguments: CAStorePromise.allCases)
    func authorityStore(_ promise: CAStorePromise) async throws {
        let scratch = try await ScratchDatabase()
        let backend = CAStoreBackend(make: { try await scratch.open() }) { store in
            guard let store = store as? PostgreSQLStore else { throw ContractError("another store") }
            return try await scratch.reopened(store)
        }
        try await promise.check(on: backend)
    }

    @Test("every promise of DirectoryStore holds in PostgreSQL", arguments: DirectoryStorePromise.allCases)
    func directoryStore(_ promise: DirectoryStorePromise) async throws {
        let scratch = try await ScratchDatabase()
        let backend = DirectoryStoreBackend(make: { try await scratch.open() }) { store in
            guard let store = store as? PostgreSQLStore else { throw ContractError("another store") }
            return try await scratch.reopened(store)
        }
        try await promise.check(on: backend)
    }

    @Test("every promise of ManagementStore holds in PostgreSQL", arguments: ManagementStoreSuite.promises)
    func managementStore(_ promise: ManagementStoreSuite) async throws {
        let scratch = try await ScratchDatabase()
        let store = try await scratch.open()
        try await promise.check(store)
        try await store.close()
    }

    @Test("every promise of MailStore holds in PostgreSQL", arguments: MailStoreSuite.promises)
    func mailStore(_ promise: MailStoreSuite) async throws {
        let scratch = try await ScratchDatabase()
        let store = try await scratch.open()
        try await promise.check(store)
        try await store.close()
    }
}
