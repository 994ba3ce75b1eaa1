import PortableFoundation

/// The nodes that work on one database.
enum NodeRow {
    /// A node in the database: its number, and the moment of this start in microseconds since 1970, by which two processes of one name are told apart.
    struct Registration: Sendable {
        let number: Int
        let started: Int
    }

    private static let startedMicroseconds = "(extract(epoch FROM started) * 1000000)::bigint"

    /// Whether another process works under the name: it told so a moment ago, and has connections.
    static func isRunning(_ name: String, as program: String, in connection: PostgreSQLConnection) throws -> Bool {
        let found = try connection.rows(
            of: """
                SELECT count(*)::bigint FROM node WHERE name = ? AND seen > clock_timestamp() - interval '10 s' AND EXISTS (
                    SELECT 1 FROM pg_stat_activity
                    WHERE datname = current_database() AND application_name = ? AND pid <> pg_backend_pid())
                """,
            [.text(name), .text(program)]
        )
        return found?.int(0, 0) != 0
    }

    /// Takes the number of a node by its name, or a free one.
    /// - Throws: `StoreError` when all numbers are taken.
    static func register(_ name: String, version: String, in connection: PostgreSQLConnection) throws -> Registration {
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
        let row = try connection.rows(
            of: """
                INSERT INTO node (number, name, version, oldest_step, newest_step, started, seen, draining)
                VALUES (?, ?, ?, ?, ?, clock_timestamp(), clock_timestamp(), 0)
                ON CONFLICT (number) DO UPDATE SET version = excluded.version, oldest_step = excluded.oldest_step,
                    newest_step = excluded.newest_step, started = excluded.started, seen = excluded.seen, draining = 0
                RETURNING (extract(epoch FROM node.started) * 1000000)::bigint
                """,
            [
                .number(number), .text(name), .text(version), .number(PostgreSQLMigration.oldestStep),
                .number(PostgreSQLMigration.newestStep),
            ]
        )
        // The leases of the process before this one end with it.
        try connection.run("UPDATE lease SET until = clock_timestamp() WHERE holder = ?", [.number(number)])
        guard let row, row.count == 1 else { throw StoreError("the node \(name) could not be registered") }
        return Registration(number: number, started: row.int(0, 0))
    }

    /// - Returns: nil when the row is gone or belongs to a later process of the same name.
    static func beat(_ node: Registration, address: String?, host: String, in connection: PostgreSQLConnection) throws -> Bool? {
        let found = try connection.rows(
            of: """
                UPDATE node SET seen = clock_timestamp(), address = ?, host = ? WHERE number = ? AND \(startedMicroseconds) = ? RETURNING draining
                """,
            [address.map { .text($0) } ?? .null, .text(host), .number(node.number), .number(node.started)]
        )
        guard let found, found.count == 1 else { return nil }
        return found.int(0, 0) != 0
    }

    /// Who holds which work, by the names of nodes.
    static func holders(in connection: PostgreSQLConnection) throws -> [String: String] {
        guard
            let found = try connection.rows(
                of: "SELECT work, name FROM lease JOIN node ON number = holder WHERE until > clock_timestamp() ORDER BY work"
            )
        else { return [:] }
        return Dictionary(uniqueKeysWithValues: (0..<found.count).map { (found.text($0, 0), found.text($0, 1)) })
    }

    /// Lets others take the work of a node at once.
    static func giveBackLeases(of number: Int, in connection: PostgreSQLConnection) throws {
        try connection.run("UPDATE lease SET until = clock_timestamp() WHERE holder = ? AND until > clock_timestamp()", [.number(number)])
    }

    /// In the order of their numbers.
    static func all(in connection: PostgreSQLConnection) throws -> [StoredNode] {
        guard
            let found = try connection.rows(
                of: """
                    SELECT number, name, version, address, host, (extract(epoch FROM seen) * 1000)::bigint,
                        (extract(epoch FROM clock_timestamp() - seen) * 1000)::bigint, draining,
                        (SELECT coalesce(string_agg(work, ' ' ORDER BY work), '') FROM lease WHERE holder = number AND until > clock_timestamp()),
                        newest_step
                    FROM node ORDER BY number
                    """
            )
        else { return [] }
        return (0..<found.count).map { row in
            StoredNode(
                number: found.int(row, 0),
                name: found.text(row, 1),
                version: found.text(row, 2),
                address: found.isNull(row, 3) ? nil : found.text(row, 3),
                host: found.isNull(row, 4) ? nil : found.text(row, 4),
                seen: Date(timeIntervalSince1970: Double(found.int(row, 5)) / 1_000),
                silentSeconds: Double(found.int(row, 6)) / 1_000,
                isDraining: found.int(row, 7) != 0,
                leases: found.text(row, 8).split(separator: " ").map(String.init),
                newestStep: found.int(row, 9)
            )
        }
    }
}
