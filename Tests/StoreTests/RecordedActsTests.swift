import CACore
import CAInterface
import Foundation
import GRDB
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import Store

@Suite("Rows that say something else than the record are found")
struct RecordedActsTests {
    /// A database with certificates that were revoked, put on hold, released and erased, and a list, and the records of these acts.
    private struct Filled {
        let scratch: any Scratch
        let records: [AuditRecord]

        /// With SQL that runs without the triggers.
        func faults(after sql: String) async throws -> [String] {
            var acts = RecordedActs()
            for record in records { acts.note(record) }
            if let scratch = scratch as? ScratchDatabase {
                try await scratch.database.ask("SET search_path = chancery; SET session_replication_role = replica; \(sql)")
                let servers = try PostgreSQLServers(address: scratch.database.url(as: .application), password: nil, node: "test")
                try acts.compare(with: StoreConnection(try servers.connect()))
            } else if let scratch = scratch as? ScratchStore {
                acts = try await DatabaseQueue(path: scratch.path).write { [acts] database in
                    for trigger in try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
                        try database.execute(sql: "DROP TRIGGER \(trigger)")
                    }
                    try database.execute(sql: sql)
                    var acts = acts
                    try acts.compare(with: StoreConnection(database))
                    return acts
                }
            }
            return acts.faults()
        }
    }

    private static func make(_ engine: Engine) async throws -> Filled {
        let sample = try await SampleRecords.make()
        let scratch = try await engine.scratch()
        let store = try await scratch.store(with: sample)
        let caller = Caller(
            principal: SampleDocuments.principal,
            authentication: .password,
            door: .api,
            remoteAddress: "local",
            correlationID: UUID()
        )
        var records: [AuditRecord] = []
        func record(_ event: AuditEvent) -> CAChange {
            let record = AuditRecord(event, by: .service(.command), when: sample.time)
            records.append(record)
            return .audited(record)
        }
        func act(_ row: StoredRequest, _ act: AuditEvent.RequestAct) -> CAChange {
            record(.request(row, act, by: caller, certificateIsNew: act == .issued))
        }
        func line(_ row: StoredRequest, _ reason: Int) -> CAChange {
            .revocationRecorded(
                RevocationRecord(
                    key: AuthorityKeyID(authority: row.authority, index: 0),
                    request: row.id,
                    revision: row.revision,
                    serialNumber: row.certificate?.serialNumber ?? "",
                    reason: reason,
                    when: sample.time
                )
            )
        }
        func revoke(_ row: inout StoredRequest, _ reason: Int) async throws {
            row.revision += 1
            row.disposition = .revoked
            (row.revokedWhen, row.revokedEffectiveWhen, row.revokedReason) = (sample.time, sample.time - 60, reason)
            try await store.commit([line(row, reason), .requestUpdated(row), act(row, .revoked)], expecting: .nothing)
        }
        var rows: [StoredRequest] = []
        for _ in 0..<3 {
            let row = sample.request(try await store.reserveRequestID(of: SampleRecords.number), notAfter: sample.time + 60)
            try await store.commit([.requestReceived(row), act(row, .issued)], expecting: .nothing)
            rows.append(row)
        }
        try await revoke(&rows[0], 1)
        try await revoke(&rows[1], 6)
        rows[1].revision += 1
        rows[1].disposition = .issued
        (rows[1].revokedWhen, rows[1].revokedEffectiveWhen, rows[1].revokedReason) = (nil, nil, nil)
        try await store.commit([line(rows[1], 8), .requestUpdated(rows[1]), act(rows[1], .released)], expecting: .nothing)
        let list = sample.revocationList(1)
        let facts = AuditEvent.RevocationListFacts(
            authority: list.key.authority.rawValue,
            key: 0,
            number: 1,
            entries: 0,
            coversThrough: 0,
            sha256: list.object.rawValue
        )
        try await store.commit([.revocationListSigned(list), record(.revocationListSigned(facts))], expecting: .nothing)
        let erased = ErasedRequest(
            authority: SampleRecords.number,
            request: rows[2].id,
            revision: 2,
            when: sample.time + 3_600
        )
        try await store.commit([.requestErased(erased)], expecting: .nothing)
        try await store.close()
        return Filled(scratch: scratch, records: records)
    }

    @Test("revocations, releases, erasures and lists as the record has them are no fault", arguments: Engine.all)
    func whole(_ engine: Engine) async throws {
        #expect(try await Self.make(engine).faults(after: "SELECT 1") == [])
    }

    private static let acts = [
        (
            "UPDATE request SET disposition = 20, revoked = NULL, revoked_effective = NULL, revoked_reason = NULL WHERE disposition = 21",
            "1 rows have another state or revocation"
        ),
        (
            """
            UPDATE request SET disposition = 20, revision = 1, revoked = NULL, revoked_effective = NULL, revoked_reason = NULL WHERE disposition = 21
            """, "1 rows have another state or revocation"
        ),
        (
            "UPDATE request SET revoked_effective = revoked_effective + 1000 WHERE disposition = 21",
            "1 rows have another state or revocation"
        ),
        ("UPDATE request SET revoked = revoked - 1000 WHERE disposition = 21", "1 rows have another state or revocation"),
        ("UPDATE request SET revoked_reason = 6 WHERE disposition = 21", "1 rows have another state or revocation"),
        ("UPDATE request SET disposition = 31 WHERE revision = 3", "1 rows have another state or revocation"),
        ("DELETE FROM revocation_journal WHERE reason = 8", "1 revocations of the record are not in the journal"),
        ("UPDATE revocation_journal SET reason = 8 WHERE reason = 1", "1 revocations have no record"),
        ("DELETE FROM revocation_list", "1 revocation lists of the record have no row"),
        ("UPDATE revocation_list SET number = 7", "1 revocation lists have no record"),
    ]

    @Test("a revocation, a line of the journal or a list that was changed or removed is found", arguments: Engine.all, acts)
    func changed(_ engine: Engine, _ act: (sql: String, fault: String)) async throws {
        let faults = try await Self.make(engine).faults(after: act.sql)
        #expect(faults.first?.hasPrefix(act.fault) == true, "\(faults)")
    }
}
