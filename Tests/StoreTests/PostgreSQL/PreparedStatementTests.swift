import PKITesting
import PortableFoundation
import Testing

@testable import Store

@Suite("prepared statements", .enabled(if: PostgreSQLCluster.isPossible))
struct PreparedStatementTests {
    @Test("a connection that has run a thousand texts keeps at most 200, and each still runs")
    func bounded() async throws {
        let scratch = try await ScratchDatabase()
        let servers = try PostgreSQLServers(address: scratch.database.url(as: .application), password: nil, node: "one")
        let connection = try servers.connect()
        for number in Array(1...1_000) + Array(1...10) {
            #expect(try connection.rows(of: "SELECT \(number)::bigint + ?", [.number(1)])?.int(0, 0) == number + 1)
        }
        let kept = try connection.rows(of: "SELECT count(*) FROM pg_prepared_statements")?.int(0, 0)
        #expect(try #require(kept) <= 201)
        withExtendedLifetime(scratch) {}
    }
}
