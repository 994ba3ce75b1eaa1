import PortableFoundation

/// The first look of a node at its database: the domain, which the first node draws; the number of the node; the small tables.
struct PostgreSQLStart: Sendable {
    let node: Int
    let domain: (UInt32, UInt32, UInt32)
    let snapshot: RecordSnapshot

    /// Blocking.
    init(_ connection: PostgreSQLConnection, node name: String, version: String) throws {
        do {
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
}
