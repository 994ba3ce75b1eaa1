import CACore
import CAInterface
import CertManagement
import PortableFoundation
import GRDB
import Logging
import PKIDirectory
import PKITesting
import Testing

@testable import Store

/// Another connection to the file, such as that of a `sqlite3` shell or a backup.
@Suite("Another process holds the database's lock")
struct ForeignLockTests {
    private static let patience = LockPatience(seconds: 0.05)

    private static func stranger(_ scratch: ScratchStore) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(path: scratch.path, configuration: configuration)
    }

    @Test("writes are unavailable while another process holds the lock, and nothing acknowledged is lost")
    func writes() async throws {
        let scratch = try ScratchStore()
        let sample = try await SampleRecords.make()
        let store = try await SQLiteStore(path: scratch.path, patience: Self.patience, logger: ScratchStore.logger)
        let number = sample.authority.number
        try await store.commit([.authorityCreated(sample.authority)], expecting: .nothing)
        let kept = sample.request(try await store.reserveRequestID(of: number))
        try await store.commit([.requestReceived(kept), .audited(sample.audit())], expecting: .nothing)

        let stranger = try Self.stranger(scratch)
        try await stranger.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let refused = sample.request(try await store.reserveRequestID(of: number))
        for _ in 0..<3 {
            let error = await #expect(throws: CommitError.self) {
                try await store.commit([.requestReceived(refused)], expecting: .nothing)
            }
            guard case .unavailable = error else {
                Issue.record("\(String(describing: error)) instead of unavailable")
                return
            }
        }
        #expect(store.obstacle != nil)
        #expect(store.failure == nil)
        // The other ports report the same in their own errors, and readers are not affected.
        let managed = await #expect(throws: ManagementCommitError.self) { try await store.commit([ManagementChange]()) }
        guard case .unavailable = managed else {
            Issue.record("\(String(describing: managed)) instead of unavailable")
            return
        }
        let directed = await #expect(throws: DirectoryError.self) { _ = try await store.nextRelativeID() }
        #expect(directed?.code == .unavailable)
        #expect(directed?.message.contains("SQLite") == false)
        #expect(try await store.request(kept.id, of: number) == kept)
        #expect(try await store.request(refused.id, of: number) == nil)

        try await stranger.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        // The writer notices by itself.
        while store.obstacle != nil { await Task.yield() }
        try await store.commit([.requestReceived(refused), .audited(sample.audit())], expecting: .nothing)
        let again = try await scratch.reopened(store)
        #expect(try await again.requests(RecordQuery(), requester: nil, of: number).map(\.id) == [kept.id, refused.id])
    }

    @Test("a store can be closed while another process holds the lock")
    func close() async throws {
        let scratch = try ScratchStore()
        let sample = try await SampleRecords.make()
        let store = try await SQLiteStore(path: scratch.path, patience: Self.patience, logger: ScratchStore.logger)
        let stranger = try Self.stranger(scratch)
        try await stranger.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        await #expect(throws: CommitError.self) { try await store.commit([.authorityCreated(sample.authority)], expecting: .nothing) }
        try await store.close()
        try await stranger.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try stranger.close()
    }

    @Test("a store that cannot be opened because of the lock says which processes may hold it")
    func opening() async throws {
        let scratch = try ScratchStore()
        let store = try await scratch.open()
        try await store.close()
        let stranger = try Self.stranger(scratch)
        try await stranger.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        let error = await #expect(throws: StoreError.self) {
            try await SQLiteStore(path: scratch.path, patience: Self.patience, logger: ScratchStore.logger)
        }
        #expect(error?.description.contains("sqlite3 shell") == true)
        try await stranger.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    }
}
