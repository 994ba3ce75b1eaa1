import Logging
import PKITesting
import Store
import Testing

@Suite("The outbox of mail in SQLite")
struct MailInSQLiteTests {
    @Test("the SQLite store keeps each promise of an outbox of mail", arguments: MailStoreSuite.promises)
    func promise(_ promise: MailStoreSuite) async throws {
        try await withTemporaryDirectory { directory in
            let store = try await SQLiteStore(path: directory + "/store.sqlite", logger: Logger(label: "test"))
            try await promise.check(store)
            try await store.close()
        }
    }
}
