import CACore
import CAInterface
import PKIDirectory
import PKITesting
import PortableFoundation
import Store
import Synchronization
import Testing

@Suite("the database fails while two nodes write", .enabled(if: PostgreSQLCluster.isPossible), .timeLimit(.minutes(10)))
struct DatabaseFaultTests {
    enum Fault: String, CaseIterable, Sendable, CustomTestStringConvertible {
        case sessions = "every session is ended"
        case restart = "the server restarts"
        case kill = "the server is killed and starts again"
        case failover = "the server is killed and its synchronous standby promoted"

        var testDescription: String { rawValue }
        var rounds: Int { self == .sessions ? 10 : self == .failover ? 1 : 3 }
    }

    /// What the callers know of the rows that they sent.
    private final class Callers: Sendable {
        private struct Known {
            var answered: Set<RequestID> = []
            var doubtful: Set<RequestID> = []
            var isOver = false
        }

        private let known = Mutex(Known())

        var answered: Set<RequestID> { known.withLock { $0.answered } }
        var doubtful: Set<RequestID> { known.withLock { $0.doubtful } }
        func end() { known.withLock { $0.isOver = true } }

        /// Sends one row after the other until the end.
        func send(to node: PostgreSQLStore, _ sample: SampleRecords) async throws {
            while !known.withLock({ $0.isOver }) {
                guard let id = try? await node.reserveRequestID(of: sample.authority.number) else { continue }
                do {
                    try await node.commit([.requestReceived(sample.request(id)), .audited(sample.audit())], expecting: .nothing)
                    known.withLock { _ = $0.answered.insert(id) }
                } catch CommitError.unavailable {
                    known.withLock { _ = $0.doubtful.insert(id) }
                }
            }
        }
    }

    @Test("every answered row is there once with its record, and no other but those of doubt", arguments: Fault.allCases)
    func faults(_ fault: Fault) async throws {
        let primary = try await PostgreSQLCluster.started(durable: true)
        let database = try await primary.database("faults")
        let role = PostgreSQLCluster.Role.application
        _ = try await PostgreSQLSchema.migrate(address: database.url(as: .owner), password: nil, applicationRole: role.rawValue)
        let standby = fault == .failover ? try await primary.standby() : nil
        let address = [primary, standby].compactMap { $0 }.address(of: database.name, as: role)
        func open(_ node: String) async throws -> PostgreSQLStore {
            try await PostgreSQLStore(address: address, password: nil, node: node, version: "test", logger: ScratchStore.logger)
        }
        let sample = try await SampleRecords.make()
        let nodes = [try await open("one"), try await open("other")]
        try await nodes[0].commit([.authorityCreated(sample.authority), .templateSaved(sample.template())], expecting: .nothing)

        let callers = Callers()
        async let sending: [Void] = atOnce(0..<8) { try await callers.send(to: nodes[$0 % 2], sample) }
        /// The callers are answered again.
        func progress() async throws {
            let former = callers.answered.count
            while callers.answered.count < former + 40 { _ = try await runToolAside(["true"]) }
        }
        for _ in 0..<fault.rounds {
            try await progress()
            switch fault {
            case .sessions: try await primary.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'chancery_app'")
            case .restart: try await primary.restart()
            case .kill:
                try await primary.kill()
                try await primary.start()
            case .failover:
                try await primary.kill()
                try await standby?.promote()
            }
            try await progress()
        }
        callers.end()
        _ = try await sending

        let now = PostgreSQLDatabase(cluster: standby ?? primary, name: database.name)
        let keys = try await now.ask("SELECT key & 1099511627775 FROM chancery.request").split(separator: "\n")
        let stored = Set(keys.compactMap { Int($0) }.map { RequestID($0) })
        #expect(callers.answered.isSubset(of: stored))
        #expect(stored.isSubset(of: callers.answered.union(callers.doubtful)))
        let records = try await nodes[0].auditRecords(after: 0, limit: 1_000_000)
        #expect(records.count == stored.count)
        #expect(records.map(\.position) == Array(1..<records.count + 1))
        for node in nodes {
            #expect(node.failure == nil)
            try await node.close()
        }
        for cluster in [standby, primary].compactMap({ $0 }) { await cluster.end() }
    }
}

extension [PostgreSQLCluster] {
    /// An address that names all of them.
    fileprivate func address(of database: String, as role: PostgreSQLCluster.Role) -> String {
        let (hosts, ports) = (map(\.folder).joined(separator: ","), map { "\($0.port)" }.joined(separator: ","))
        return "host=\(hosts) port=\(ports) dbname=\(database) user=\(role.rawValue) connect_timeout=20"
    }
}
