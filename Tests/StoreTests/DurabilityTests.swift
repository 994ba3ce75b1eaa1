import CACore
import Dispatch
import CAInterface
import CertificateTemplates
import PortableFoundation
import GRDB
import PKIDirectory
import PKITesting
import Testing

@testable import Store

@Suite("durability")
struct DurabilityTests {
    @Test("the writer flushes every commit: synchronous is FULL, the log is write-ahead, foreign keys are on")
    func settings() async throws {
        let store = try await ScratchStore().open()
        let found = try await store.pool.writeWithoutTransaction { database in
            (
                try Int.fetchOne(database, sql: "PRAGMA synchronous"), try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(database, sql: "PRAGMA foreign_keys"), try Int.fetchOne(database, sql: "PRAGMA fullfsync")
            )
        }
        #expect(found.0 == 2)
        #expect(found.1 == "wal")
        #expect(found.2 == 1)
        #expect(found.3 == 1)
    }

    @Test("a writer that does not flush is refused at opening")
    func refusesLess() async throws {
        let store = try await ScratchStore().open()
        try await store.pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
            #expect(throws: StoreError.self) { try DatabaseFile.assertDurable(database) }
            try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF")
            #expect(throws: StoreError.self) { try DatabaseFile.assertDurable(database) }
        }
    }

    @Test("a COMMIT that fails, fails every change-set in it and every later one, and is signaled")
    func failedCommit() async throws {
        let scratch = try ScratchStore()
        let sample = try await SampleRecords.make()
        let store = try await scratch.opened(with: sample)
        try await store.managementWrite { database in
            try database.execute(
                sql: "CREATE TABLE bomb (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES bomb (id) DEFERRABLE INITIALLY DEFERRED)"
            )
        }
        let kept = sample.request(try await store.reserveRequestID(of: sample.authority.number))
        try await store.commit([.requestReceived(kept)], expecting: .nothing)

        // The writer sleeps in the first write until the others wait, so that all of them share a transaction.
        let gate = Gate()
        async let first: Void = store.managementWrite { _ in gate.pass() }
        await gate.reached()
        let submissions = (0..<5).map { _ in
            Task {
                let row = sample.request(try await store.reserveRequestID(of: sample.authority.number))
                try await store.commit([.requestReceived(row)], expecting: .nothing)
            }
        }
        let bomb = Task { try await store.managementWrite { try $0.execute(sql: "INSERT INTO bomb VALUES (1, 99)") } }
        while store.writer.waitingCount < 6 { await Task.yield() }
        gate.open()
        try await first

        for outcome in await [bomb.result] + submissions.asyncResults() {
            guard case .failure(CommitError.storeFailed) = outcome else {
                Issue.record("\(outcome) although the transaction could not be committed")
                continue
            }
        }
        await #expect(throws: CommitError.self) { try await store.commit([.audited(sample.audit())], expecting: .nothing) }
        #expect(store.failure != nil)
        var signals = store.failures.makeAsyncIterator()
        #expect(await signals.next() != nil)
        #expect(await signals.next() == nil)
        // Acknowledged changes can still be read, here and after a restart; changes of the failed transaction cannot.
        #expect(try await store.requests(RecordQuery(), requester: nil, of: sample.authority.number) == [RequestSummary(kept)])
        let again = try await scratch.reopened(store)
        #expect(try await again.requests(RecordQuery(), requester: nil, of: sample.authority.number) == [RequestSummary(kept)])
        #expect(again.failure == nil)
    }

    @Test("a full disk fails the transaction for all callers, and the store accepts no more")
    func fullDisk() async throws {
        let scratch = try ScratchStore()
        let sample = try await SampleRecords.make()
        let store = try await scratch.opened(with: sample)
        try await store.pool.writeWithoutTransaction { database in
            // With SQLite's own limit, it reports SQLITE_FULL exactly as for a full disk.
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages + 4)")
        }
        var stored: [StoredRequest] = []
        var failure: CommitError?
        for _ in 0..<200 where failure == nil {
            do {
                let row = sample.request(try await store.reserveRequestID(of: sample.authority.number))
                try await store.commit([.requestReceived(row), .audited(sample.audit())], expecting: .nothing)
                stored.append(row)
            } catch let thrown as CommitError { failure = thrown }
        }
        guard case .storeFailed = failure else {
            Issue.record("\(String(describing: failure)) instead of storeFailed")
            return
        }
        await #expect(throws: DirectoryError.self) { _ = try await store.nextRelativeID() }
        let again = try await scratch.reopened(store)
        #expect(
            try await again.requests(RecordQuery(limit: 1000), requester: nil, of: sample.authority.number)
                == stored.map(RequestSummary.init)
        )
    }

    @Test("many callers share transactions, and a single caller never waits for others")
    func sharing() async throws {
        let scratch = try ScratchStore()
        let sample = try await SampleRecords.make()
        let store = try await scratch.opened(with: sample)
        // The writer is held while 30 callers arrive, so that the count does not depend on the load of the machine.
        let gate = DispatchSemaphore(value: 0)
        var rows: [StoredRequest] = []
        // Half a block of ids is 32: with more, the store would reserve the next block meanwhile, in a transaction of its own.
        for _ in 0..<30 { rows.append(sample.request(try await store.reserveRequestID(of: sample.authority.number))) }
        let before = store.writer.transactionCount
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await store.writer.write { _, _ in gate.wait() } }
            while store.writer.transactionCount == before { await Task.yield() }
            for row in rows {
                group.addTask {
                    try await store.commit([.requestReceived(row), .audited(sample.audit())], expecting: .nothing)
                }
            }
            while store.writer.waitingCount < 30 { await Task.yield() }
            gate.signal()
            try await group.waitForAll()
        }
        let transactions = store.writer.transactionCount - before
        #expect(transactions == 2, "the holder and 30 submissions in \(transactions) transactions")
        let lone = store.writer.transactionCount
        for _ in 0..<10 { try await store.commit([.audited(sample.audit())], expecting: .nothing) }
        #expect(store.writer.transactionCount - lone == 10)
    }

    @Test("if one write in a shared transaction is refused, only that is undone, and the others count once")
    func refusedAlone() async throws {
        let scratch = try ScratchStore()
        let sample = try await SampleRecords.make()
        let store = try await scratch.opened(with: sample)
        let serial = SampleRecords.freshSerial()
        let first = sample.request(try await store.reserveRequestID(of: sample.authority.number), serial: serial)
        try await store.commit([.requestReceived(first)], expecting: .nothing)

        // The writer is held until all of them wait, so that they share a transaction.
        let gate = Gate()
        async let holder: Void = store.managementWrite { _ in gate.pass() }
        await gate.reached()
        let before = store.writer.transactionCount
        let newer = Task {
            try await store.commit([.templateSaved(sample.template(version: 2)), .audited(sample.audit())], expecting: .nothing)
        }
        var submissions: [Task<Void, any Error>] = []
        for index in 0..<5 {
            let row = sample.request(
                try await store.reserveRequestID(of: sample.authority.number),
                serial: index == 2 ? serial : SampleRecords.freshSerial()
            )
            submissions.append(Task { try await store.commit([.requestReceived(row), .audited(sample.audit())], expecting: .nothing) })
        }
        while store.writer.waitingCount < 6 { await Task.yield() }
        gate.open()
        try await holder

        try await newer.value
        for (index, outcome) in await submissions.asyncResults().enumerated() {
            switch outcome {
            case .success: #expect(index != 2)
            case .failure(CommitError.serialNumberUsed): #expect(index == 2)
            case .failure(let error): Issue.record("\(error)")
            }
        }
        #expect(store.writer.transactionCount - before == 1)
        let again = try await scratch.reopened(store)
        #expect(try await again.requests(RecordQuery(), requester: nil, of: sample.authority.number).count == 5)
        #expect(try await again.templates().map(\.version) == [2])
        #expect(try await again.auditRecords(after: 0, limit: 100).count == 5)
    }

    @Test("the wait for more writes follows the arrivals of the last transaction, and never waits for all")
    func pace() {
        var pace = GatheringPace()
        #expect(pace.target == 1)
        for _ in 0..<5 { pace.finished(batch: 1, queuedMeanwhile: 0) }
        #expect(pace.target == 1, "a lone caller")
        pace.finished(batch: 1, queuedMeanwhile: 3)
        #expect(pace.target == 2)
        for _ in 0..<100 { pace.finished(batch: pace.target, queuedMeanwhile: 1) }
        #expect(pace.target == GatheringPace.largestTarget)
        pace.finished(batch: 40, queuedMeanwhile: 40)
        #expect(pace.target == GatheringPace.largestTarget)
        pace.finished(batch: 4, queuedMeanwhile: 1)
        #expect(pace.target == 4, "the wait ended by time")
        pace.finished(batch: 8, queuedMeanwhile: 0)
        #expect(pace.target == 4, "all callers were in the transaction")
        pace.finished(batch: 1, queuedMeanwhile: 0)
        #expect(pace.target == 1)
    }
}

extension [Task<Void, any Error>] {
    fileprivate func asyncResults() async -> [Result<Void, any Error>] {
        var results: [Result<Void, any Error>] = []
        for task in self { results.append(await task.result) }
        return results
    }
}
