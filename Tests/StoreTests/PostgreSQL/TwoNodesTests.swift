import CACore
import CAInterface
import CertificateTemplates
import PKIDirectory
import PKITesting
import PortableFoundation
import Testing

@testable import Store

@Suite("two nodes over one database", .enabled(if: PostgreSQLCluster.isPossible))
struct TwoNodesTests {
    @Test("nodes that start at once on a new database share its domain and have numbers of their own")
    func firstStarts() async throws {
        let scratch = try await ScratchDatabase()
        let nodes = try await atOnce(0..<6) { try await scratch.open(node: "node-\($0)") }
        #expect(Set(nodes.map(\.node)).count == 6)
        var domains: Set<[UInt32]> = []
        for node in nodes {
            let domain = try await node.domainIdentifier()
            domains.insert([domain.0, domain.1, domain.2])
        }
        #expect(domains.count == 1)
        for node in nodes { try await node.close() }
    }

    @Test("request ids and relative identifiers of two nodes never meet, also after one has started again")
    func ids() async throws {
        let nodes = try await TwoNodes.open()
        let authority = nodes.authority
        var ids = try await atOnce(0..<600) { try await nodes.both[$0 % 2].reserveRequestID(of: authority) }
        let relative = try await atOnce(0..<60) { try await nodes.both[$0 % 2].nextRelativeID() }
        #expect(Set(relative).count == 60)
        try await nodes.one.close()
        let again = try await nodes.scratch.open(node: "one")
        ids += try await atOnce(0..<300) { try await [again, nodes.other][$0 % 2].reserveRequestID(of: authority) }
        #expect(Set(ids).count == 900)
        try await again.close()
        try await nodes.other.close()
    }

    @Test("of twins of one submission key at two nodes one is stored, and both answer with its id")
    func twins() async throws {
        let nodes = try await TwoNodes.open()
        let caller = UUID()
        let numbers = Array(0..<100)
        // In opposite orders, so that the groups of the two nodes wait for each other.
        let sent = numbers.map { (nodes.one, $0) } + numbers.reversed().map { (nodes.other, $0) }
        let outcomes = try await atOnce(sent) { node, number -> (number: Int, stored: RequestID, isFirst: Bool) in
            let id = try await node.reserveRequestID(of: nodes.authority)
            do {
                let row = nodes.sample.request(id, submissionKey: "twin \(number)", requester: caller)
                try await node.commit([.requestReceived(row), .audited(nodes.sample.audit())], expecting: .nothing)
                return (number, id, true)
            } catch CommitError.submissionKeyUsed(let first) {
                return (number, first, false)
            }
        }
        for number in numbers {
            let twins = outcomes.filter { $0.number == number }
            #expect(twins.count == 2 && twins.count(where: \.isFirst) == 1 && twins[0].stored == twins[1].stored)
            for node in nodes.both {
                let row = try await node.request(submissionKey: "twin \(number)", caller: caller, of: nodes.authority)
                #expect(row?.id == twins[0].stored)
            }
        }
        // Nothing but the stored twins is in the record.
        #expect(try await nodes.one.auditRecords(after: 0, limit: 1_000).count == 100)
        try await nodes.close()
    }

    @Test("of two nodes that number the next list one stores it, and the record has the numbers in order")
    func lists() async throws {
        let nodes = try await TwoNodes.open()
        // An act with the number in it.
        @Sendable func record(of number: Int) -> AuditRecord {
            AuditRecord(.publicationOrdered(authority: number), by: .service(.command), when: nodes.sample.time)
        }
        let numbers = try await atOnce(nodes.both) { node in
            var stored: [Int] = []
            for _ in 0..<60 {
                let number = try await node.revocationListState(of: nodes.key).latest?.number ?? 0
                let basis = Basis(revocationList: Basis.RevocationListNumber(key: nodes.key, number: number))
                let list = nodes.sample.revocationList(number + 1)
                let changes: [CAChange] = [.revocationListSigned(list), .audited(record(of: number + 1))]
                do {
                    try await node.commit(changes, expecting: basis)
                    stored.append(number + 1)
                } catch CommitError.moved {}
            }
            return stored
        }.flatMap { $0 }
        #expect(numbers.count >= 60 && numbers.sorted() == Array(1...numbers.count))
        let recorded = try await nodes.other.auditRecords(after: 0, limit: 1_000).map(\.record.bytes)
        #expect(recorded == numbers.sorted().map { record(of: $0).bytes })
        // Without a basis too, a number never shrinks or repeats.
        for (node, number) in zip(nodes.both, [numbers.count, numbers.count - 1]) {
            await #expect(throws: CommitError.self) {
                try await node.commit([.revocationListSigned(nodes.sample.revocationList(number))], expecting: .nothing)
            }
        }
        try await nodes.close()
    }

    @Test("while two nodes write, each reads the record without gaps, and nothing that was read moves")
    func record() async throws {
        let nodes = try await TwoNodes.open()
        let (writers, rounds) = (8, 40)
        async let written = atOnce(0..<writers) { writer in
            var hashes: [[UInt8]] = []
            for _ in 0..<rounds {
                let records = [nodes.sample.audit(), nodes.sample.audit()]
                try await nodes.both[writer % 2].commit(records.map(CAChange.audited), expecting: .nothing)
                hashes += records.map(\.leafHash)
            }
            return hashes
        }
        let readings = try await atOnce(nodes.both) { node in
            var seen: [[UInt8]] = []
            while seen.count < writers * rounds * 2 {
                let page = try await node.auditRecords(after: 0, limit: 10_000)
                #expect(page.map(\.position) == Array(1..<page.count + 1))
                let hashes = page.map(\.record.leafHash)
                #expect(hashes.starts(with: seen))
                seen = hashes
            }
            return seen
        }
        #expect(AuditFault.all(in: try await nodes.one.auditRecords(after: 0, limit: 10_000)).isEmpty)
        let (each, all) = (try await written, readings[0])
        #expect(readings[1] == all && Set(all) == Set(each.flatMap { $0 }))
        // Each writer's own acts are in the order in which it was answered, and what one commit wrote stays together.
        for hashes in each {
            let positions = hashes.compactMap { all.firstIndex(of: $0) }
            #expect(positions == positions.sorted())
            for pair in stride(from: 0, to: positions.count, by: 2) { #expect(positions[pair + 1] == positions[pair] + 1) }
        }
        try await nodes.close()
    }

    @Test("what one node has committed, the other reads at once")
    func reads() async throws {
        let nodes = try await TwoNodes.open()
        var version = 1
        for round in 0..<60 {
            let (writer, reader) = (nodes.both[round % 2], nodes.both[(round + 1) % 2])
            version += 1
            try await writer.commit([.templateSaved(nodes.sample.template(version: version))], expecting: .nothing)
            #expect(try await reader.template(named: "User")?.version == version)
            let row = nodes.sample.request(try await writer.reserveRequestID(of: nodes.authority))
            try await writer.commit([.requestReceived(row)], expecting: .nothing)
            #expect(try await reader.request(row.id, of: nodes.authority) == row)
        }
        try await nodes.close()
    }

    @Test("changes of rights at two nodes all count, each once, beside submissions")
    func rights() async throws {
        let nodes = try await TwoNodes.open()
        let before = try await nodes.one.rightsEpoch()
        let changes = try await atOnce(0..<8) { writer -> Int in
            let node = nodes.both[writer % 2]
            var changes = 0
            for _ in 0..<20 {
                guard writer < 4 else {
                    let row = nodes.sample.request(try await node.reserveRequestID(of: nodes.authority))
                    try await node.commit([.requestReceived(row), .audited(nodes.sample.audit())], expecting: .nothing)
                    continue
                }
                let version = try await node.template(named: "User")?.version ?? 0
                do {
                    try await node.commit([.templateSaved(nodes.sample.template(version: version + 1))], expecting: .nothing)
                    changes += 1
                } catch CommitError.moved {}
                let grant = AgentGrant(agent: UUID(), template: "User", subjects: .everyone)
                try await node.commit([.agentGranted(grant)], expecting: .nothing)
                changes += 1
            }
            return changes
        }.reduce(0, +)
        for node in nodes.both {
            #expect(try await node.rightsEpoch() == before + changes)
            #expect(try await node.agentGrants().count == 80)
            #expect(try await node.template(named: "User")?.version == 1 + changes - 80)
        }
        #expect(try await nodes.one.auditRecords(after: 0, limit: 1_000).count == 80)
        try await nodes.close()
    }

    @Test("of two officers at two nodes one decides on a request")
    func officers() async throws {
        let nodes = try await TwoNodes.open()
        for _ in 0..<40 {
            let pending = nodes.sample.request(try await nodes.one.reserveRequestID(of: nodes.authority), serial: nil)
            try await nodes.one.commit([.requestReceived(pending)], expecting: .nothing)
            let basis = Basis(request: .init(authority: nodes.authority, request: pending.id, revision: 1))
            let decided = try await atOnce(nodes.both) { node -> String? in
                var row = pending
                row.revision = 2
                row.disposition = .denied
                row.message = node === nodes.one ? "one" : "other"
                do {
                    try await node.commit([.requestUpdated(row)], expecting: basis)
                    return row.message
                } catch CommitError.moved { return nil }
            }
            #expect(decided.count { $0 != nil } == 1)
            #expect(try await nodes.other.request(pending.id, of: nodes.authority)?.message == decided.compactMap { $0 }.first)
        }
        try await nodes.close()
    }

    @Test("a lease has one holder, and one that slept while another took it stores nothing")
    func leases() async throws {
        let nodes = try await TwoNodes.open()
        let held = try #require(try await nodes.one.lease(for: .publication))
        #expect(try await nodes.other.lease(for: .publication) == nil)
        #expect(try await nodes.one.lease(for: .publication) == held)
        #expect(try await nodes.other.lease(for: .renewal) != nil)

        // The first node sleeps for longer than its lease.
        try await nodes.scratch.database.ask("UPDATE chancery.lease SET until = now() - interval '1 s' WHERE work = 'publication'")
        let taken = try #require(try await nodes.other.lease(for: .publication))
        #expect(taken.fence > held.fence)
        let late = await #expect(throws: CommitError.self) {
            try await nodes.one.commit([.revocationListSigned(nodes.sample.revocationList(1))], expecting: Basis(lease: held))
        }
        guard case .moved? = late else {
            Issue.record("the late holder is told \(String(describing: late))")
            return
        }
        try await nodes.other.commit([.revocationListSigned(nodes.sample.revocationList(1))], expecting: Basis(lease: taken))
        try await nodes.close()
    }
}
