import CACore
import PKITesting
import Testing

@testable import Store

@Suite("a database that went back", .enabled(if: PostgreSQLCluster.isPossible))
struct DatabaseWentBackTests {
    @Test("a node ends when its database lacks what it acknowledged")
    func lostGroup() async throws {
        let scratch = try await ScratchDatabase()
        let sample = try await SampleRecords.make()
        let store = try await scratch.open()
        try await store.commit([.audited(sample.audit())], expecting: .nothing)
        // As after a restore: the rights epoch is the same, and the last commit is missing.
        _ = try await scratch.database.ask(
            """
            SET session_replication_role = replica; DELETE FROM chancery.commit_group;
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
            """,
            as: .superuser
        )
        await #expect(throws: CommitError.self) { try await store.commit([.audited(sample.audit())], expecting: .nothing) }
        #expect(try #require(store.failure).contains("lacks what it has acknowledged"))
        withExtendedLifetime(scratch) {}
    }
}
