import PortableFoundation

import SystemFiles

/// The first look of a node at its database: the domain, which the first node draws; the number of the node; the small tables.
struct PostgreSQLStart: Sendable {
    let node: NodeRow.Registration
    let domain: (UInt32, UInt32, UInt32)
    let snapshot: RecordSnapshot

    /// Blocking.
    /// - Parameters:
    ///   - program: what connections of the node call themselves.
    ///   - installation: the one that the database must have; nil where the first start makes it.
    init(_ connection: PostgreSQLConnection, node name: String, program: String, version: String, installation: String?) throws {
        try Self.awaitEnd(of: name, as: program, on: connection)
        do {
            if let installation { try Self.require(installation, on: connection) }
            try connection.begin(group: UUID())
            var generator = SystemRandomNumberGenerator()
            let numbers = (0..<3).map { _ in PostgreSQLValue.number(Int(UInt32.random(in: 1...UInt32.max, using: &generator))) }
            try connection.run(
                """
                INSERT INTO state ("only", rights_epoch, domain_a, domain_b, domain_c, next_relative_id) VALUES (1, 1, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
                numbers + [.number(SQLiteStore.firstRelativeID)]
            )
            guard let state = try connection.rows(of: "SELECT domain_a, domain_b, domain_c FROM state"), state.count == 1 else {
                throw StoreError("the database has no state row; it is damaged: restore a backup")
            }
            domain = (UInt32(state.int(0, 0)), UInt32(state.int(0, 1)), UInt32(state.int(0, 2)))
            node = try NodeRow.register(name, version: version, in: connection)
            guard try connection.commit() else { throw PostgreSQLError.lost("the standby does not answer") }
            snapshot = try EpochWatch.snapshot(from: connection)
        } catch {
            connection.rollBack()
            throw error
        }
    }
    /// A process that was killed may have connections for a moment.
    private static func awaitEnd(of name: String, as program: String, on connection: PostgreSQLConnection) throws {
        for attempt in 0... {
            guard try NodeRow.isRunning(name, as: program, in: connection) else { return }
            guard attempt < 30 else {
                throw StoreError(
                    "another process runs as the node \(name) of this database; give this one another name with --node, or stop that one"
                )
            }
            usleep(100_000)
        }
    }

    static func require(_ installation: String, on connection: PostgreSQLConnection) throws {
        let state = try connection.rows(of: "SELECT domain_a, domain_b, domain_c FROM state")
        let found = state.flatMap { $0.count == 1 ? "\($0.int(0, 0))-\($0.int(0, 1))-\($0.int(0, 2))" : nil }
        guard found != installation else { return }
        throw StoreError(
            found == nil
                ? "the database is empty, and this data directory belongs to an installation: give the address of its database, or restore that"
                : "the database belongs to another installation than this data directory: give the address of its database, or use another data directory with --data"
        )
    }
}
