import CACore
import GRDB
import PortableFoundation
import Logging
import PKIDirectory
import PKITesting

@testable import Store

/// A store in its own directory, which is removed with the last reference.
final class ScratchStore: Sendable {
    static let logger = Logger(label: "StoreTests") { _ in SwiftLogNoOpLogHandler() }

    let directory: String
    var path: String { directory + "/chancery.sqlite" }

    init() throws {
        directory = FileManager.default.temporaryDirectory.path + "/store-test-\(UUID())"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    func open() async throws -> SQLiteStore { try await SQLiteStore(path: path, logger: Self.logger) }

    func reopened(_ store: SQLiteStore) async throws -> SQLiteStore {
        try await store.close()
        return try await open()
    }

    /// Has the authority and template that submissions need.
    func opened(with sample: SampleRecords) async throws -> SQLiteStore {
        let store = try await open()
        try await store.commit([.authorityCreated(sample.authority), .templateSaved(sample.template())], expecting: .nothing)
        return store
    }
}

/// SQL of a test, in the same transactions as all other writes.
extension SQLiteStore {
    func managementWrite<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await write(changesRights: false) { connection, _ in try body(connection.sqlite) }
    }

    func managementRead<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await read { try body($0.sqlite) }
    }
}

extension StoreConnection {
    fileprivate var sqlite: Database {
        get throws {
            guard case .sqlite(let database) = engine else { throw StoreError("not SQLite") }
            return database
        }
    }
}
