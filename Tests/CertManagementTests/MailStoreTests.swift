import PKITesting
import Testing

@Suite("The outbox of mail in memory")
struct MailStoreTests {
    @Test("the store in memory keeps each promise of an outbox of mail", arguments: MailStoreSuite.promises)
    func promise(_ promise: MailStoreSuite) async throws {
        try await promise.check(InMemoryManagementStore())
    }
}
