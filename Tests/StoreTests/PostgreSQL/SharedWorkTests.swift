import CACore
import CertManagement
import PKIDirectory
import PKITesting
import PortableFoundation
import Testing

@testable import Store

@Suite("what nodes over one database share", .enabled(if: PostgreSQLCluster.isPossible))
struct SharedWorkTests {
    private let scratch: ScratchDatabase
    private let nodes: [PostgreSQLStore]

    init() async throws {
        scratch = try await ScratchDatabase()
        nodes = [try await scratch.open(node: "one"), try await scratch.open(node: "other")]
    }

    private func close() async throws { for node in nodes { try await node.close() } }

    @Test("two nodes never take the same mail, and a dead node's comes back")
    func mails() async throws {
        let time = Date(timeIntervalSince1970: 1_795_219_200)
        let mails = (0..<200).map { _ in
            OutgoingMail(id: UUID(), event: .approved, template: nil, address: "a@b.example", variables: [:], queued: time, due: time)
        }
        try await nodes[0].commit(mails.map { .mail(.queued($0)) })
        let taken = try await withThrowingTaskGroup(of: [UUID].self) { group in
            for node in nodes + nodes {
                group.addTask {
                    var mine: [UUID] = []
                    while true {
                        let found = try await node.takeDueMails(at: time, until: time + 60, limit: 3)
                        if found.isEmpty { return mine }
                        mine += found.map(\.id)
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(taken.count == 200 && Set(taken) == Set(mails.map(\.id)))
        try await nodes[0].commit([.mail(.sent(mails[0].id))])
        #expect(try await nodes[1].takeDueMails(at: time + 59, until: time + 120, limit: 1).isEmpty)
        #expect(try await nodes[1].takeDueMails(at: time + 60, until: time + 120, limit: 1).map(\.id) == [mails[1].id])
        try await close()
    }

    @Test("failed sign-ins are counted together, forgotten together, and by the clock of the database")
    func signIns() async throws {
        let (account, address) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                let keys = number % 4 < 2 ? [account, address] : [address, account]
                group.addTask { try await nodes[number % 2].addSignInFailure(to: keys) }
            }
            try await group.waitForAll()
        }
        for node in nodes {
            let counts = try await node.signInFailures(of: [account, address, [3]])
            #expect(counts.mapValues(\.count) == [account: 40, address: 40])
            #expect(counts.values.allSatisfy { (0..<60).contains($0.age) })
        }
        try await nodes[0].forgetSignInFailures(of: account)
        #expect(try await nodes[1].signInFailures(of: [account, address]).keys.map { $0 } == [address])
        try await scratch.database.ask("UPDATE chancery.sign_in_failure SET last = last - interval '901 s'")
        try await nodes[1].addSignInFailure(to: [account])
        try await nodes[1].removeOldCounts()
        #expect(try await nodes[0].signInFailures(of: [account, address]).mapValues(\.count) == [account: 1])
        try await close()
    }

    @Test("the servers count requests without a certificate together, in the hour of an account")
    func quotas() async throws {
        let (account, other) = (UUID(), UUID())
        let counted = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<50 { group.addTask { try await nodes[number % 2].countRequest(of: account, limit: 30).wait == nil } }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(counted == 30)
        let wait = try #require(try await nodes[0].countRequest(of: account, limit: 30).wait)
        #expect((3_500...3_600).contains(wait))
        #expect(try await nodes[1].countRequest(of: other, limit: 30).wait == nil)
        try await scratch.database.ask("UPDATE chancery.quota_use SET began = began - interval '3601 s'")
        #expect(try await nodes[1].countRequest(of: account, limit: 1).wait == nil)
        #expect(try await nodes[0].countRequest(of: account, limit: 1).wait != nil)
        try await close()
    }

    @Test("an object that one node stores, another has; a sweep spares what was stored just now")
    func objects() async throws {
        let directory = try ScratchStore()
        let files = try ObjectDirectory(directory: directory.directory + "/objects")
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let id = ObjectID(of: bytes)
        try await nodes[0].objects.put(bytes, as: id)
        try await nodes[0].objects.put(bytes, as: id)
        let cached = CachedObjects(of: nodes[1].objects, copies: files)
        #expect(try await cached.contains(id))
        #expect(try await cached.object(id) == bytes)
        #expect(try await files.object(id) == bytes)

        try await nodes[1].objects.sweep(keeping: [])
        #expect(try await nodes[0].objects.contains(id))
        try await scratch.database.ask("UPDATE chancery.object SET stored = stored - 3600001")
        try await nodes[1].objects.sweep(keeping: [id])
        #expect(try await nodes[0].objects.contains(id))
        try await nodes[1].objects.sweep(keeping: [])
        #expect(try await nodes[0].objects.object(id) == nil)
        #expect(try await cached.object(id) == bytes)
        try await cached.remove(id)
        #expect(try await cached.object(id) == nil)
        try await scratch.database.ask("INSERT INTO chancery.object VALUES ('\(id)', 'x', 0)")
        #expect(try await nodes[0].objects.object(id) == nil)
        try await close()
    }

    @Test("a list that one node commits is told to the other")
    func news() async throws {
        let sample = try await SampleRecords.make()
        try await nodes[0].commit([.authorityCreated(sample.authority)], expecting: .nothing)
        var news = nodes[1].listNews.makeAsyncIterator()
        // The first is for what was missed before the node listened.
        await news.next()
        for number in 1...3 {
            try await nodes[0].commit([.revocationListSigned(sample.revocationList(number))], expecting: .nothing)
            await news.next()
            let key = sample.revocationList(number).key
            #expect(try await nodes[1].revocationLists(of: key, limit: 1).first?.number == number)
        }
        try await close()
    }

    @Test("the record gets its places without a reader, and a look at a placed record leaves no row behind")
    func sequencing() async throws {
        let sample = try await SampleRecords.make()
        for node in nodes { try await node.commit([.audited(sample.audit())], expecting: .nothing) }
        #expect(try await scratch.database.ask("SELECT position FROM chancery.audit_head") == "0")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 { group.addTask { try await nodes[number % 2].sequence() } }
            try await group.waitForAll()
        }
        #expect(try await scratch.database.ask("SELECT position FROM chancery.audit_head") == "2")
        let groups = try await scratch.database.ask("SELECT count(*) FROM chancery.commit_group")
        for node in nodes { try await node.sequence() }
        _ = try await nodes[0].lease(for: .publication)
        #expect(try await scratch.database.ask("SELECT count(*) FROM chancery.commit_group") == groups)
        try await close()
    }
}
