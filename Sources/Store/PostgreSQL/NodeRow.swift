/// The nodes that work on one database.
enum NodeRow {
    /// Takes the number of a node by its name, or a free one.
    /// - Throws: `StoreError` when all numbers are taken.
    static func register(_ name: String, version: String, in connection: PostgreSQLConnection) throws -> Int {
        // One registration at a time, so that two new nodes do not choose the same number.
        _ = try connection.rows(of: "SELECT slot FROM guard WHERE slot = 0 FOR UPDATE")
        let free = """
            SELECT coalesce((SELECT number FROM node WHERE name = ?1),
                (SELECT min(place) FROM generate_series(0, 31) AS place WHERE place NOT IN (SELECT number FROM node)))::bigint
            """
        guard let found = try connection.rows(of: free, [.text(name)]), !found.isNull(0, 0) else {
            throw StoreError("32 nodes are known, and a database has no more places; remove one with `chancery node remove`")
        }
        let number = found.int(0, 0)
        try connection.run(
            """
            INSERT INTO node (number, name, version, oldest_step, newest_step, started, seen, draining)
            VALUES (?, ?, ?, ?, ?, clock_timestamp(), clock_timestamp(), 0)
            ON CONFLICT (number) DO UPDATE SET version = excluded.version, oldest_step = excluded.oldest_step,
                newest_step = excluded.newest_step, started = excluded.started, seen = excluded.seen, draining = 0
            """,
            [
                .number(number), .text(name), .text(version), .number(PostgreSQLMigration.oldestStep),
                .number(PostgreSQLMigration.newestStep),
            ]
        )
        // The leases of the process before this one end with it.
        try connection.run("UPDATE lease SET until = clock_timestamp() WHERE holder = ?", [.number(number)])
        return number
    }
}
