import PKITesting
import Testing

@Suite("The management store in memory")
struct ManagementStoreTests {
    @Test("the store in memory keeps each promise of a management store", arguments: ManagementStoreSuite.promises)
    func promise(_ promise: ManagementStoreSuite) async throws {
        try await promise.check(InMemoryManagementStore())
    }
}
