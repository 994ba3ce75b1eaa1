import CACore
import CAInterface
import GRDB
import PKITesting
import PortableFoundation
import Testing

@testable import Store

@Suite("What officers change, in SQLite")
struct OfficerRowTests {
    private static let serial = "01abcdef0102030405060708090a0b0c"

    private func taken(_ store: SQLiteStore, _ sample: SampleRecords, reason: Int) async throws {
        let time = sample.time.storedMilliseconds
        try await store.managementWrite { database in
            try database.execute(
                sql: "INSERT INTO foreign_revocation (authority, key_idx, serial, at, reason) VALUES (1, 0, ?, ?, ?)",
                arguments: [Self.serial, time, reason]
            )
        }
    }

    @Test("a revocation that was taken over is released by a line of the journal, and leaves the next list")
    func release() async throws {
        let scratch = try ScratchStore()
        let sample = try await SampleRecords.make()
        let store = try await scratch.opened(with: sample)
        try await taken(store, sample, reason: 6)
        let key = AuthorityKeyID(authority: sample.authority.number, index: 0)
        let foreign = try #require(await store.foreignRevocation(serial: Self.serial, of: key.authority))
        #expect(foreign == ForeignRevocation(key: key, serialNumber: Self.serial, when: sample.time, reason: 6, changes: 0))
        #expect(try await store.revocationListContent(of: key, at: sample.time, keepsExpired: false).entries.map(\.reason) == [6])
        func line(_ revision: Int, _ reason: Int) -> RevocationRecord {
            RevocationRecord(
                key: key,
                request: ForeignRevocation.request,
                revision: revision,
                serialNumber: Self.serial,
                reason: reason,
                when: sample.time
            )
        }
        try await store.commit([.revocationRecorded(line(1, 8))], expecting: .nothing)
        #expect(try await store.revocationListContent(of: key, at: sample.time, keepsExpired: false).entries.isEmpty)
        #expect(try await store.revocationListState(of: key).uncovered == 1)
        let released = try #require(await store.foreignRevocation(serial: Self.serial, of: key.authority))
        #expect(released.reason == 8 && released.changes == 1)
        let failure = await #expect(throws: CommitError.self) {
            try await store.commit([.revocationRecorded(line(1, 1))], expecting: .nothing)
        }
        guard case .moved? = failure else {
            Issue.record("two acts at once are reported as \(String(describing: failure))")
            return
        }
    }

    @Test("a certificate that was imported since speaks for the revocation that was taken over")
    func imported() async throws {
        let scratch = try ScratchStore()
        let sample = try await SampleRecords.make()
        let store = try await scratch.opened(with: sample)
        try await taken(store, sample, reason: 1)
        let key = AuthorityKeyID(authority: sample.authority.number, index: 0)
        let row = sample.request(try await store.reserveRequestID(of: key.authority), serial: Self.serial, disposition: .revoked)
        try await store.commit([.revocationRecorded(sample.journalLine(of: row)), .requestReceived(row)], expecting: .nothing)
        #expect(try await store.revocationListContent(of: key, at: sample.time, keepsExpired: false).entries.count == 1)
    }

    static let refused = [
        "UPDATE request SET revision = revision + 1, raw_request = x'30'",
        "UPDATE request SET revision = revision + 1, raw_request = x'', raw_attributes = x'' WHERE disposition = 9",
        "UPDATE request SET revision = revision + 1, raw_attributes = x'00' WHERE disposition = 31",
        "DELETE FROM request WHERE disposition = 31",
    ]

    @Test("what a request brought changes by no statement but the erasure of a settled one", arguments: refused)
    func triggers(_ sql: String) async throws {
        let scratch = try ScratchStore()
        let sample = try await SampleRecords.make()
        let store = try await scratch.opened(with: sample)
        for disposition in [StoredDisposition.pending, .denied] {
            let row = sample.request(try await store.reserveRequestID(of: sample.authority.number), serial: nil, disposition: disposition)
            try await store.commit([.requestReceived(row)], expecting: .nothing)
        }
        await #expect(throws: DatabaseError.self) { try await store.managementWrite { try $0.execute(sql: sql) } }
    }

    @Test("the next revocation that begins is found by its index, without a look at other rows")
    func index() async throws {
        let scratch = try ScratchStore()
        let store = try await scratch.open()
        let plan = try await store.managementRead { database in
            try Row.fetchAll(
                database,
                sql: """
                    EXPLAIN QUERY PLAN SELECT min(revoked_effective) FROM request
                    WHERE disposition = 21 AND revoked_effective > revoked AND authority = 1
                        AND generation IN (SELECT idx FROM generation WHERE authority = 1 AND key_idx = 0) AND revoked_effective > 7
                    """
            ).map { $0["detail"] as String? ?? "" }
        }
        #expect(plan.contains { $0.contains("request_effective") }, "\(plan)")
    }

    @Test("a backup removes what killed backups left an hour ago, and nothing else")
    func leftovers() throws {
        let scratch = try ScratchStore()
        let now = Date()
        let gone: Int32 = 4_194_000
        let names = [
            ".b.tar.\(gone).new", ".b.tar.\(gone).new.sqlite", ".b.tar.\(ProcessInfo.processInfo.processIdentifier).new.sqlite",
            ".b.tar.new", "b.tar", ".young.\(gone).new",
        ]
        for name in names {
            let path = scratch.directory + "/" + name
            #expect(FileManager.default.createFile(atPath: path, contents: Data([1])))
            let age: Double = name.hasPrefix(".young") ? 60 : 7200
            try FileManager.default.setAttributes([.modificationDate: now.addingTimeInterval(-age)], ofItemAtPath: path)
        }
        Backup.removeLeftovers(in: scratch.directory, now: now)
        let left = try FileManager.default.contentsOfDirectory(atPath: scratch.directory)
        #expect(Set(left) == Set(names.dropFirst(2)))
    }
}
