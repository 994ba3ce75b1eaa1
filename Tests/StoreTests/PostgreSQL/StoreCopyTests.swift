import CACore
import CAInterface
import Foundation
import GRDB
import PKIDirectory
import PKITesting
import Testing

@testable import Store

@Suite("A store is copied whole", .enabled(if: PostgreSQLCluster.isPossible, Comment(rawValue: PostgreSQLCluster.missing)))
struct StoreCopyTests {
    /// What a kill leaves: nothing after it runs.
    private struct KilledError: Error {}

    private static func copy(
        _ directory: String,
        _ scratch: ScratchDatabase,
        until moment: StoreCopy.Moment? = nil
    ) throws -> StoreCopy {
        var copy = try StoreCopy(
            directory: directory,
            address: scratch.database.url(as: .owner),
            password: nil,
            now: SampleDocuments.time
        )
        if let moment { copy.passes = { if $0 == moment { throw KilledError() } } }
        return copy
    }

    /// The digests without the record, which has one row more after each copy.
    private static func withoutRecord(_ tables: [TableDigest]) -> [TableDigest] { tables.filter { $0.table != StoreTable.audit.name } }

    @Test("every table of both schemas is copied or made by its database, and the sample has rows in all")
    func tables() async throws {
        let filled = try await FilledStore.make()
        let check = try await StoreCheck.directory(filled.directory)
        #expect(check.tables.filter { $0.rows == 0 }.map(\.table) == [])

        let known = Set(StoreTable.all.map(\.name))
        let sqlite = try await DatabaseQueue(path: filled.path).read { database in
            try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        }
        #expect(Set(sqlite).subtracting(known) == ["migration"])
        #expect(known.subtracting(sqlite) == ["object"])
        let scratch = try await ScratchDatabase()
        let postgreSQL = try await scratch.database.ask(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'chancery'"
        ).split(separator: "\n").map(String.init)
        #expect(
            Set(postgreSQL).subtracting(known) == [
                "migration", "guard", "commit_group", "audit_row", "audit_head", "journal_head", "crl_head", "node", "sign_in_failure",
                "quota_use",
            ]
        )
        #expect(known.subtracting(postgreSQL) == [])
    }

    @Test("every column of both schemas is copied, but for what only PostgreSQL has")
    func columns() async throws {
        let filled = try await FilledStore.make()
        let scratch = try await ScratchDatabase()
        let queue = try DatabaseQueue(path: filled.path)
        for table in StoreTable.all where table.name != StoreTable.object.name {
            let copied = Set(table.columns.map(\.name))
            let sqlite = try await queue.read { try $0.columns(in: table.name).map(\.name) }
            #expect(Set(sqlite) == copied, "\(table.name)")
            let postgreSQL = try await scratch.database.ask(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = 'chancery' AND table_name = '\(table.name)'"
            ).split(separator: "\n").map(String.init)
            let own = ["mail": ["taken_until"], "lease": ["holder", "until"]][table.name] ?? []
            #expect(Set(postgreSQL) == copied.union(own), "\(table.name)")
        }
    }

    @Test("a store copied to PostgreSQL and back is equal by the hash of every table, and checks well")
    func thereAndBack() async throws {
        let filled = try await FilledStore.make()
        let scratch = try await ScratchDatabase()
        let before = try await StoreCheck.directory(filled.directory)
        let there = try await Self.copy(filled.directory, scratch).toDatabase()
        #expect(there.tables == before.tables)
        #expect(!there.isResumed)

        let between = try await StoreCheck.database(address: scratch.database.url(as: .application), password: nil)
        #expect(Self.withoutRecord(between.tables) == Self.withoutRecord(before.tables))
        let record = StoreTable.audit.name
        #expect(between.tables.first { $0.table == record }?.rows == (before.tables.first { $0.table == record }?.rows ?? 0) + 1)
        // The certificates of samples are no certificates.
        #expect(between.findings.filter { !$0.contains("octets that are not a certificate") } == [])

        let other = try ScratchStore()
        let back = try await Self.copy(other.directory, scratch).toDirectory()
        #expect(back.tables == between.tables)
        let after = try await StoreCheck.directory(other.directory)
        #expect(Self.withoutRecord(after.tables) == Self.withoutRecord(before.tables))
        #expect(after.findings.filter { !$0.contains("octets that are not a certificate") } == [])
    }

    @Test("ids, serials, list numbers, the journal, the record and queues go on where they were, at either end")
    func goesOn() async throws {
        let filled = try await FilledStore.make()
        let scratch = try await ScratchDatabase()
        _ = try await Self.copy(filled.directory, scratch).toDatabase()
        let shared = try await scratch.open()
        let afterThere = try await Self.goOn(shared, from: 8)
        try await shared.close()

        let other = try ScratchStore()
        _ = try await Self.copy(other.directory, scratch).toDirectory()
        let own = try await other.open()
        let afterBack = try await Self.goOn(own, from: 9)
        #expect(afterBack.domain == afterThere.domain)
        #expect(afterBack.fence > afterThere.fence)
        #expect(afterBack.epoch > afterThere.epoch)
        try await own.close()
    }

    private struct Standing {
        let domain: String
        let fence: Int
        let epoch: Int
    }

    /// Takes the next of every number.
    /// - Parameter request: the request id that must come.
    private static func goOn(_ store: some RowStore, from request: Int) async throws -> Standing {
        let sample = try await SampleRecords.make()
        let last = try await store.auditRecords(after: 0, limit: 1_000)
        #expect(AuditFault.all(in: last) == [])
        #expect(last.last?.record.event == "storeCopied")

        let row = sample.request(try await store.reserveRequestID(of: FilledStore.number), disposition: .revoked)
        #expect(row.id == RequestID(request))
        let lists = try await store.revocationListState(of: FilledStore.key)
        let next = (lists.latest?.number ?? 0) + 1
        #expect(next == request - 5)
        await #expect(throws: CommitError.self) {
            try await store.commit([.revocationListSigned(sample.revocationList(next - 1))], expecting: .nothing)
        }
        try await store.commit(
            [
                .revocationRecorded(sample.journalLine(of: row)), .requestReceived(row),
                .revocationListSigned(sample.revocationList(next, coversThrough: lists.journalHead)), .audited(sample.audit()),
            ],
            expecting: .nothing
        )
        let journal = try await store.revocationRecords(of: FilledStore.key, after: 0, limit: 100).map(\.sequence)
        #expect(journal == Array(1...(request - 6)))
        let record = try await store.auditRecords(after: 0, limit: 1_000)
        #expect(record.count == last.count + 1)
        #expect(AuditFault.all(in: record) == [])

        // Places are never given again: the second event of the sample was delivered.
        let event = ExitEvent(id: UUID(), authority: FilledStore.number, event: .issued, document: [0x7B, 0x7D], when: sample.time)
        try await store.commit([.exitRaised(event, receivers: ["third"])], expecting: .nothing)
        let waiting = try await store.exitEvents(for: "third", of: FilledStore.number, limit: 10)
        #expect(waiting.last?.sequence == request - 5)
        let fence = try await store.lease(for: .publication)?.fence ?? 0
        let grant = AgentGrant(agent: UUID(), template: "Sample", subjects: SampleDocuments.sid)
        try await store.commit([.agentGranted(grant)], expecting: .nothing)
        return Standing(domain: "\(store.domain)", fence: fence, epoch: store.memory.rightsEpoch)
    }

    @Test("a copied store is refused at either end, with words that say where it is")
    func moved() async throws {
        let filled = try await FilledStore.make()
        let scratch = try await ScratchDatabase()
        _ = try await Self.copy(filled.directory, scratch).toDatabase()
        let refused = await #expect(throws: StoreError.self) { try await filled.open() }
        #expect(refused?.description.contains("was copied to \(scratch.database.name)") == true)

        let running = try await scratch.open()
        let busy = await #expect(throws: StoreError.self) { try await Self.copy(filled.directory, scratch).toDirectory() }
        #expect(busy?.description.contains("stop all nodes") == true)
        try await running.close()

        // The directory has only the store that went away, so it may have it back, with the objects of the database and no others.
        let former = ObjectID(of: [9])
        try await ObjectDirectory(directory: filled.directory + "/objects").put([9], as: former)
        _ = try await Self.copy(filled.directory, scratch).toDirectory()
        let gone = await #expect(throws: StoreError.self) { try await scratch.open() }
        #expect(gone?.description.contains("was copied to \(filled.directory)") == true)
        #expect(try await !ObjectDirectory(directory: filled.directory + "/objects").contains(former))
        let store = try await filled.open()
        try await store.close()
    }

    @Test("a node that runs while its database is copied away commits no more")
    func bypass() async throws {
        let filled = try await FilledStore.make()
        let scratch = try await ScratchDatabase()
        _ = try await Self.copy(filled.directory, scratch).toDatabase()
        let store = try await scratch.open()
        try await scratch.database.ask(
            "ALTER TABLE chancery.commit_group ADD CONSTRAINT \(StoreMark.constraint) CHECK (false) NOT VALID",
            as: .owner
        )
        let sample = try await SampleRecords.make()
        await #expect(throws: CommitError.self) { try await store.commit([.audited(sample.audit())], expecting: .nothing) }
        try await store.close()
    }

    @Test(
        "a copy to PostgreSQL that is killed at any moment is done by running it again",
        arguments: [StoreCopy.Moment.copied, .marked, .committed]
    )
    func killedThere(_ moment: StoreCopy.Moment) async throws {
        let filled = try await FilledStore.make()
        let scratch = try await ScratchDatabase()
        await #expect(throws: KilledError.self) { try await Self.copy(filled.directory, scratch, until: moment).toDatabase() }
        if moment == .copied {
            // The source is still the one.
            let store = try await filled.open()
            try await store.close()
            #expect(try await scratch.database.ask("SELECT count(*) FROM chancery.request") == "0")
        } else {
            let refused = await #expect(throws: StoreError.self) { try await filled.open() }
            #expect(refused?.description.contains("once more") == true)
        }
        let again = try await Self.copy(filled.directory, scratch).toDatabase()
        #expect(again.isResumed == (moment == .committed))
        let shared = try await scratch.open()
        #expect(try await shared.reserveRequestID(of: FilledStore.number) == RequestID(8))
        try await shared.close()
        let refused = await #expect(throws: StoreError.self) { try await filled.open() }
        #expect(refused?.description.contains("was copied to") == true)
    }

    @Test("a copy that was interrupted in its last step is not repeated to another database")
    func otherTarget() async throws {
        let filled = try await FilledStore.make()
        let (scratch, other) = (try await ScratchDatabase(), try await ScratchDatabase())
        await #expect(throws: KilledError.self) { try await Self.copy(filled.directory, scratch, until: .committed).toDatabase() }
        let refused = await #expect(throws: StoreError.self) { try await Self.copy(filled.directory, other).toDatabase() }
        #expect(refused?.description.contains("a copy of this store to \(scratch.database.name)") == true)
        #expect(try await Self.copy(filled.directory, scratch).toDatabase().isResumed)
    }

    @Test(
        "a copy to a directory that is killed at any moment is done by running it again",
        arguments: [StoreCopy.Moment.copied, .marked, .placed]
    )
    func killedBack(_ moment: StoreCopy.Moment) async throws {
        let filled = try await FilledStore.make()
        let scratch = try await ScratchDatabase()
        _ = try await Self.copy(filled.directory, scratch).toDatabase()
        await #expect(throws: KilledError.self) { try await Self.copy(filled.directory, scratch, until: moment).toDirectory() }
        if moment == .copied {
            let shared = try await scratch.open()
            try await shared.close()
        } else {
            await #expect(throws: StoreError.self) { try await scratch.open() }
        }
        if moment != .placed { await #expect(throws: StoreError.self) { try await filled.open() } }
        let again = try await Self.copy(filled.directory, scratch).toDirectory()
        #expect(again.isResumed == (moment != .copied))
        let own = try await filled.open()
        #expect(try await own.reserveRequestID(of: FilledStore.number) == RequestID(8))
        try await own.close()
    }

    @Test("a row that the target cannot hold ends the copy, and both stores are as they were")
    func refusedRow() async throws {
        let filled = try await FilledStore.make()
        let scratch = try await ScratchDatabase()
        try await DatabaseQueue(path: filled.path).write { database in
            try database.execute(sql: "UPDATE state SET rights_epoch = rights_epoch + 1")
            try database.execute(sql: "DROP TRIGGER audit_fixed; UPDATE audit SET actor = 'a' || char(0) || 'b' WHERE position = 2")
        }
        let error = await #expect(throws: StoreError.self) { try await Self.copy(filled.directory, scratch).toDatabase() }
        #expect(error?.description.contains("a row of audit") == true)
        #expect(try await scratch.database.ask("SELECT count(*) FROM chancery.request") == "0")
        let store = try await filled.open()
        try await store.close()
    }

    @Test("only an empty database and a directory without a store are targets")
    func occupied() async throws {
        let filled = try await FilledStore.make()
        let second = try await FilledStore.make()
        let scratch = try await ScratchDatabase()
        _ = try await Self.copy(filled.directory, scratch).toDatabase()
        let full = await #expect(throws: StoreError.self) { try await Self.copy(second.directory, scratch).toDatabase() }
        #expect(full?.description.contains("is not empty") == true)
        let taken = await #expect(throws: StoreError.self) { try await Self.copy(second.directory, scratch).toDirectory() }
        #expect(taken?.description.contains("a store of its own") == true)
    }

    @Test("the role of the nodes cannot copy, and the error says which can")
    func role() async throws {
        let filled = try await FilledStore.make()
        let scratch = try await ScratchDatabase()
        let copy = try StoreCopy(
            directory: filled.directory,
            address: scratch.database.url(as: .application),
            password: nil,
            now: SampleDocuments.time
        )
        let error = await #expect(throws: StoreError.self) { try await copy.toDatabase() }
        #expect(error?.description.contains("the role that owns the schema") == true)
    }
}
