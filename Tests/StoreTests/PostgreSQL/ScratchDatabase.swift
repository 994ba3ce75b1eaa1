import CACore
import Logging
import PKITesting
import PortableFoundation
import Store

/// A PostgreSQL database of a test's own, with the schema; dropped with the last reference.
final class ScratchDatabase: Sendable {
    /// Migrated once; every test gets a copy.
    private static let template = Task {
        let database = try await PostgreSQLCluster.shared().database("template")
        _ = try await PostgreSQLSchema.migrate(
            address: database.url(as: .owner),
            password: nil,
            applicationRole: PostgreSQLCluster.Role.application.rawValue
        )
        return database
    }

    let database: PostgreSQLDatabase

    init() async throws {
        let template = try await Self.template.value
        database = try await template.cluster.database("test", from: template)
    }

    deinit { Task { [database] in try? await database.drop() } }

    /// A node over this database.
    func open(node: String = "one") async throws -> PostgreSQLStore {
        try await PostgreSQLStore(
            address: database.url(as: .application),
            password: nil,
            node: node,
            version: "test",
            logger: ScratchStore.logger
        )
    }

    func reopened(_ store: PostgreSQLStore) async throws -> PostgreSQLStore {
        try await store.close()
        return try await open()
    }
}
