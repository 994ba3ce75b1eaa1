import PortableFoundation

import SystemFiles

/// Finds out whether a group whose COMMIT got no answer was stored.
///
/// It commits the group's identifier alone. If that is refused, the group was stored. If it succeeds, the group was not stored and never will be, even if its
/// statements still lie in the network: the identifier is taken. The database's own status of a transaction tells lies after a fail-over.
struct GroupResolution {
    enum Outcome { case stored, notStored, unknown }

    let group: CommitGroup
    let servers: PostgreSQLServers
    /// In seconds.
    let patience: Double

    /// Blocking.
    func run() -> Outcome {
        let deadline = Deadline(milliseconds: Int32(patience * 1_000))
        while deadline.remaining > 0 {
            do {
                let connection = try servers.connect()
                // A first attempt that still waits for the standby blocks this one.
                connection.patience = min(5_000, max(500, deadline.remaining))
                if try isEntombed(connection) { return .notStored }
                // The identifier is taken: by the group, or by an entombment of this node whose answer was lost too. Either counts when a later commit of our own is
                // acknowledged, because that covers all earlier ones.
                let isTombstone = try group.isTombstone(on: connection)
                if try confirm(connection) { return isTombstone ? .notStored : .stored }
            } catch {
                // The next attempt asks again.
            }
            usleep(100_000)
        }
        return .unknown
    }

    private func isEntombed(_ connection: PostgreSQLConnection) throws -> Bool {
        do {
            guard try group.entomb(on: connection) else { throw PostgreSQLError.lost("the standby does not answer") }
            return true
        } catch let error as PostgreSQLError where error.sqlState == "23505" {
            connection.rollBack()
            return false
        }
    }

    private func confirm(_ connection: PostgreSQLConnection) throws -> Bool {
        // A row of its own: without one the server writes nothing, and waits for no standby.
        try CommitGroup(node: group.node, epoch: group.epoch).entomb(on: connection)
    }
}
