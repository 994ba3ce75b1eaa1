import CACore
import PortableFoundation
import GRDB
import PKIDirectory
import PKITesting
import Testing

@testable import Store

@Suite("The record in the database is checked against itself")
struct AuditVerificationTests {
    private static func store() async throws -> SQLiteStore {
        let sample = try await SampleRecords.make()
        let store = try await ScratchStore().opened(with: sample)
        try await store.commit([.audited(sample.audit()), .audited(sample.audit()), .audited(sample.audit())], expecting: .nothing)
        let faults = AuditFault.all(in: try await store.auditRecords(after: 0, limit: 100))
        try #require(faults.isEmpty)
        return store
    }

    /// Like somebody with an SQL shell: drops the triggers first.
    private static func alter(_ store: SQLiteStore, _ sql: String) async throws {
        try await store.managementWrite { database in
            try database.execute(sql: "DROP TRIGGER audit_fixed; DROP TRIGGER audit_stays; " + sql)
        }
    }

    @Test(
        "a column of the record that is altered in the database is found",
        arguments: [
            "at = at + 1", "actor = 'EXAMPLE\\mallory'", "kind = 39", "event = 'certificateRevoked'", "leaf_hash = randomblob(32)",
            "salt = randomblob(32)", "bytes = CAST(replace(CAST(bytes AS TEXT), ':1}', ':2}') AS BLOB)", "bytes = x'01'",
        ]
    )
    func altered(_ assignment: String) async throws {
        let store = try await Self.store()
        try await Self.alter(store, "UPDATE audit SET \(assignment) WHERE position = 2")
        let faults = AuditFault.all(in: try await store.auditRecords(after: 0, limit: 100))
        #expect(faults.map(\.position) == [2])
        #expect(faults.first?.columns.isEmpty == false)
        try await store.close()
    }

    @Test("a record that is deleted from the database or moved to another place is found")
    func missing() async throws {
        for sql in ["DELETE FROM audit WHERE position = 2", "UPDATE audit SET position = 9 WHERE position = 2"] {
            let store = try await Self.store()
            try await Self.alter(store, sql)
            #expect(AuditFault.all(in: try await store.auditRecords(after: 0, limit: 100)).first == AuditFault(position: 2, columns: []))
            try await store.close()
        }
    }
}
