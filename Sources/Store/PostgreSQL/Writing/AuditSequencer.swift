/// Gives the groups of the record their places, in the order in which they were committed.
///
/// A group is acknowledged before it has a place, so that commits do not wait for one another. Any node may do this at any time; the row of `audit_head` is locked meanwhile.
enum AuditSequencer {
    /// Whether a group waits for its place.
    static func isWanted(on connection: PostgreSQLConnection) throws -> Bool {
        let waiting = try connection.rows(of: "SELECT 1::bigint FROM commit_group WHERE first_position IS NULL AND size > 0 LIMIT 1")
        return (waiting?.count ?? 0) > 0
    }

    /// In an open transaction.
    static func run(on connection: PostgreSQLConnection) throws {
        guard let head = try connection.rows(of: "SELECT position FROM audit_head FOR UPDATE"), head.count == 1 else {
            throw StoreError("the record has no head; the database is damaged: restore a backup")
        }
        let position = head.int(0, 0)
        // A statement of its own, whose snapshot is taken after the lock.
        let placed = try connection.rows(
            of: """
                WITH waiting AS (
                    SELECT id, ?1 + 1 + (sum(size) OVER (ORDER BY epoch, seq) - size)::bigint AS first
                    FROM commit_group WHERE first_position IS NULL AND size > 0
                ), placed AS (
                    UPDATE commit_group AS g SET first_position = waiting.first FROM waiting WHERE g.id = waiting.id RETURNING g.size
                ) SELECT coalesce(sum(size), 0)::bigint FROM placed
                """,
            [.number(position)]
        )
        let count = placed?.int(0, 0) ?? 0
        guard count > 0 else { return }
        try connection.run("UPDATE audit_head SET position = ?", [.number(position + count)])
    }
}
