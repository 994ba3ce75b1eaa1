import CACore
import CAInterface
import PKIDirectory
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@testable import Store

@Suite("a right that was withdrawn at one node", .enabled(if: PostgreSQLCluster.isPossible))
struct WithdrawalTests {
    /// What is withdrawn at one node while the other issues.
    private enum Right: CaseIterable, Sendable { case template, account, grant }

    private struct Withdrawals: Sendable {
        let nodes: TwoNodes
        var account: Principal
        let grant: AgentGrant
        let publication: TemplatePublication

        static func prepared() async throws -> Withdrawals {
            let nodes = try await TwoNodes.open()
            let account = Principal(
                id: UUID(),
                kind: .user,
                name: "alice",
                domain: "SAMPLE",
                sid: .account(domain: try await nodes.one.domainIdentifier(), relativeID: try await nodes.one.nextRelativeID()),
                commonName: "alice",
                displayName: "alice",
                distinguishedName: .of([(.commonName, "alice")])
            )
            try await nodes.one.commit([.added(account)], as: .accountCreated, by: .service(.command), when: nodes.sample.time)
            return Withdrawals(
                nodes: nodes,
                account: account,
                grant: AgentGrant(agent: account.id, template: "User", subjects: .everyone),
                publication: TemplatePublication(authority: nodes.authority, template: "User")
            )
        }

        /// Gives the right, or takes it away.
        mutating func set(_ right: Right, _ isGiven: Bool, at node: PostgreSQLStore) async throws {
            switch right {
            case .template:
                let change: CAChange = isGiven ? .templatePublished(publication) : .templateWithdrawn(publication)
                try await node.commit([change], expecting: .nothing)
            case .account:
                account.enabled = isGiven
                account.revision += 1
                try await node.commit([.updated(account)], as: .accountChanged, by: .service(.command), when: nodes.sample.time)
            case .grant:
                try await node.commit([isGiven ? .agentGranted(grant) : .agentGrantRemoved(grant)], expecting: .nothing)
            }
        }
    }

    @Test("nothing is issued at the other after it: 1,000 races", .timeLimit(.minutes(10)))
    func races() async throws {
        var withdrawals = try await Withdrawals.prepared()
        let nodes = withdrawals.nodes
        /// Issues as decided at `epoch`; false when the store wants another decision.
        @Sendable func issue(at node: PostgreSQLStore, _ epoch: Int, round: Int) async throws -> Bool {
            var row = nodes.sample.request(try await node.reserveRequestID(of: nodes.authority))
            row.templateVersion = round
            do {
                try await node.commit([.requestReceived(row), .audited(nodes.sample.audit())], expecting: Basis(rightsEpoch: epoch))
                return true
            } catch CommitError.moved { return false }
        }
        /// The number of certificates of each round, as an officer lists them.
        func issued(at node: PostgreSQLStore) async throws -> [Int: Int] {
            try await node.read { database in
                let row = try BoundStatement(database, "SELECT template_version, count(*) FROM request GROUP BY template_version")
                var counts: [Int: Int] = [:]
                while try row.step() { counts[row.int(0)] = row.int(1) }
                return counts
            }
        }

        var listed: [Int] = []
        var (racing, late) = (0, 0)
        for round in 0..<1_000 {
            let (officer, issuer) = round.isMultiple(of: 2) ? (nodes.one, nodes.other) : (nodes.other, nodes.one)
            let right = Right.allCases[round % 3]
            try await withdrawals.set(right, true, at: officer)
            let epoch = try await issuer.rightsEpoch()
            async let results = atOnce(0..<3) { place in
                for _ in 0..<(round % 7) * place { await Task.yield() }
                return try await issue(at: issuer, epoch, round: round)
            }
            try await withdrawals.set(right, false, at: officer)
            listed.append(try await issued(at: officer)[round] ?? 0)
            // The very next commit, which begins when the withdrawal was answered.
            if try await issue(at: issuer, epoch, round: round) { late += 1 }
            racing += try await results.count { $0 }
        }
        #expect(late == 0)
        // What the officer saw right after each withdrawal is all that was ever issued before it.
        let final = try await issued(at: nodes.one)
        #expect(listed == (0..<1_000).map { final[$0] ?? 0 })
        #expect(final.values.reduce(0, +) == racing)
        // Some won their races, or nothing was tested.
        #expect(racing > 0 && racing < 3_000)
        try await nodes.close()
    }

    @Test("a changed password counts at the other node at once")
    func passwords() async throws {
        let withdrawals = try await Withdrawals.prepared()
        let (nodes, account) = (withdrawals.nodes, withdrawals.account)
        let hashing = PasswordHashing(cost: 16, blockSize: 8, parallelism: 1)
        let signIns = nodes.both.map { SignIn(directory: $0, clock: { Date() }, hashing: hashing) }
        for round in 0..<30 {
            let record = try hashing.record(of: Array("secret \(round)".utf8), randomBytes: PasswordHashing.systemRandomBytes)
            try await nodes.both[round % 2].commit(
                [.passwordSet(principal: account.id, record)],
                as: .passwordSet,
                by: .service(.command),
                when: nodes.sample.time
            )
            for signIn in signIns {
                let found = try await signIn.principal(name: "alice", password: Array("secret \(round)".utf8), from: "192.0.2.\(round)")
                #expect(found.id == account.id)
            }
            // The other node remembers the former password, which it has just verified.
            if round > 0 {
                await #expect(throws: SignInError.self) {
                    _ = try await signIns[(round + 1) % 2].principal(
                        name: "alice",
                        password: Array("secret \(round - 1)".utf8),
                        from: "192.0.2.\(round)"
                    )
                }
            }
        }
        try await nodes.close()
    }
}
