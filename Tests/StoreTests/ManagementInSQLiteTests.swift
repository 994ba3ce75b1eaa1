import CACore
import CertManagement
import Logging
import PKIDirectory
import PKITesting
import Store
import Testing

@Suite("Certificate management in SQLite")
struct ManagementInSQLiteTests {
    @Test("the SQLite store keeps each promise of a management store", arguments: ManagementStoreSuite.promises)
    func promise(_ promise: ManagementStoreSuite) async throws {
        try await withTemporaryDirectory { directory in
            let store = try await SQLiteStore(path: directory + "/store.sqlite", logger: Logger(label: "test"))
            try await promise.check(store)
            try await store.close()
        }
    }

    @Test("management records are still there after a restart, each act with its audit record", arguments: Engine.all)
    func reopened(_ engine: Engine) async throws {
        let scratch = try await engine.scratch()
        var store = try await scratch.store()
        try await ManagementStoreSuite.promises.first { $0.description.hasPrefix("history") }?.check(store)
        let requests = try await store.managementRequests(.init())
        let history = try await store.history(of: try #require(requests.first).id)

        store = try await scratch.reopened(store)
        #expect(try await store.managementRequests(.init()) == requests && requests.count == 1)
        #expect(try await store.history(of: requests[0].id) == history && history.count == 4)
        let audit = try await store.auditRecords(after: 0, limit: 100).map(\.record.event)
        #expect(
            audit.suffix(5) == [
                "profileTemplateSaved", "managementRequestInitiated", "managementRequestApproved", "managementExecutionStarted",
                "managementRequestCompleted",
            ]
        )
        try await store.close()
    }

    @Test("an act of certificate management that concerns no request is in the record", arguments: Engine.all)
    func recorded(_ engine: Engine) async throws {
        let scratch = try await engine.scratch()
        let store = try await scratch.store()
        let clock = TestClock()
        try await store.commit([
            ManagementChange.recorded(AuditRecord(.cardMasterKeyMade(version: 7), by: .service(.command), when: clock.now))
        ])
        let record = try #require(try await store.auditRecords(after: 0, limit: 100).last?.record)
        #expect(record.event == "cardMasterKeyMade" && "\(record)".contains("7"))
        try await store.close()
    }
}
