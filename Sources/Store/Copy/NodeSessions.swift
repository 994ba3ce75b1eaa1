import SystemFiles

/// The sessions of nodes at a database. What changes a whole store waits until there are none.
enum NodeSessions {
    /// One that has just ended gets a moment.
    /// - Parameter program: the caller's own name among the sessions.
    /// - Throws: `StoreError` that names the nodes.
    static func requireNone(in servers: PostgreSQLServers, except program: String) throws {
        let session = try servers.openForScripts()
        var others: [String] = []
        for _ in 0..<30 {
            others = try session.rows(
                """
                SELECT DISTINCT application_name FROM pg_stat_activity
                WHERE datname = current_database() AND application_name LIKE 'chancery %' AND application_name <> 'chancery \(program)'
                """
            ).compactMap(\.first)
            if others.isEmpty { return }
            usleep(100_000)
        }
        throw StoreError(
            "\(others.joined(separator: ", ")) is connected to the database \(servers.shownAddress): stop all nodes first, because what they issued meanwhile would be missing"
        )
    }
}
