import GRDB

/// How long the writer waits for SQLite's lock while another process holds it (a `sqlite3` shell, a backup, a second server), and what it means when the wait
/// was in vain: nothing was stored and nothing is lost, so callers are told to come again, and the server goes on.
struct LockPatience: Sendable {
    /// The first time.
    let seconds: Double
    /// While the lock is known to be taken: callers get their answer soon, and the writer asks again at once.
    var secondsWhileTaken: Double { min(seconds, 1) }

    static let standard = LockPatience(seconds: 10)

    static let obstacle = "another process holds the lock of the database: end the sqlite3 shell, backup or second server that works on it"

    func shorten(_ database: Database) { set(secondsWhileTaken, database) }
    func restore(_ database: Database) { set(seconds, database) }

    private func set(_ seconds: Double, _ database: Database) {
        // A setting of the connection that cannot fail; should it, the former wait goes on.
        try? database.execute(sql: "PRAGMA busy_timeout = \(Int(seconds * 1000))")
    }

    /// Whether an error says that a lock was taken, by whomever.
    static func isObstacle(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        return error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED
    }
}
