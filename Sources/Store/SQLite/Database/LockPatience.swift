import GRDB

/// The time that the writer waits for SQLite's lock while another process holds it (a `sqlite3` shell, a backup, a second server). If the wait fails, nothing
/// was stored and nothing is lost: callers are told to try again, and the server continues.
struct LockPatience: Sendable {
    /// For the first attempt.
    let seconds: Double
    /// While the lock is known to be held: callers soon get an answer, and the writer tries again at once.
    var secondsWhileTaken: Double { min(seconds, 1) }

    static let standard = LockPatience(seconds: 10)

    static let obstacle = "another process holds the lock of the database: end the sqlite3 shell, backup or second server that works on it"

    func shorten(_ database: Database) { set(secondsWhileTaken, database) }
    func restore(_ database: Database) { set(seconds, database) }

    private func set(_ seconds: Double, _ database: Database) {
        // This setting of the connection cannot fail. If it did, the former wait would remain.
        try? database.execute(sql: "PRAGMA busy_timeout = \(Int(seconds * 1000))")
    }

    /// True if an error says that another process held a lock.
    static func isObstacle(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        return error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED
    }
}
