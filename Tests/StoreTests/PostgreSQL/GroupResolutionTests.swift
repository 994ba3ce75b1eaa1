import PKITesting
import PortableFoundation
import Testing

@testable import Store

@Suite("the fate of a group whose COMMIT got no answer", .enabled(if: PostgreSQLCluster.isPossible))
struct GroupResolutionTests {
    @Test("a group that is there was stored")
    func stored() async throws {
        let (servers, scratch) = try await place()
        let group = CommitGroup(node: 0, epoch: 1)
        try Self.commit(group, to: servers)
        #expect(Self.outcome(of: group, at: servers) == .stored)
        withExtendedLifetime(scratch) {}
    }

    @Test("a group that is not there never will be")
    func notStored() async throws {
        let (servers, scratch) = try await place()
        let group = CommitGroup(node: 0, epoch: 1)
        #expect(Self.outcome(of: group, at: servers) == .notStored)
        #expect(throws: PostgreSQLError.self) { try Self.commit(group, to: servers) }
        withExtendedLifetime(scratch) {}
    }

    @Test("an entombment whose answer was lost is not taken for the group")
    func entombedTwice() async throws {
        let (servers, scratch) = try await place()
        let group = CommitGroup(node: 0, epoch: 1)
        _ = try group.entomb(on: try servers.connect())
        #expect(Self.outcome(of: group, at: servers) == .notStored)
        withExtendedLifetime(scratch) {}
    }

    private func place() async throws -> (PostgreSQLServers, ScratchDatabase) {
        let scratch = try await ScratchDatabase()
        return (try PostgreSQLServers(address: scratch.database.url(as: .application), password: nil, node: "one"), scratch)
    }

    private static func outcome(of group: CommitGroup, at servers: PostgreSQLServers) -> GroupResolution.Outcome {
        GroupResolution(group: group, servers: servers, patience: 5).run()
    }

    private static func commit(_ group: CommitGroup, to servers: PostgreSQLServers) throws {
        let connection = try servers.connect()
        try connection.begin(group: group.id)
        _ = try connection.commit { try group.end(on: connection, raisedTo: nil) }
    }
}
