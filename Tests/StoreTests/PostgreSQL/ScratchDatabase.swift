import CACore
import Logging
import PKITesting
import PortableFoundation
import Store

/// A PostgreSQL database of a test's own, with the schema; dropped with the last reference. A few tests have one at a time, and the others wait: a server
/// that answers a hundred tests at once answers none of them in time.
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

    private static let places = Places(8)

    let database: PostgreSQLDatabase

    init() async throws {
        await Self.places.take()
        do {
            let template = try await Self.template.value
            database = try await template.cluster.database("test", from: template)
        } catch {
            await Self.places.give()
            throw error
        }
    }

    deinit {
        Task { [database] in
            try? await database.drop()
            await Self.places.give()
        }
    }

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

/// So many may go on at once.
private actor Places {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func take() async {
        guard free == 0 else { return free -= 1 }
        await withCheckedContinuation { waiting.append($0) }
    }

    func give() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
