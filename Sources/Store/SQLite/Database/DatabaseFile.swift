import Dispatch
import PortableFoundation
import GRDB

import SystemFiles

/// Opens the SQLite file: write-ahead log, every commit flushed, foreign keys on, schema up to date.
enum DatabaseFile {
    /// Blocking; not for event loops or the cooperative pool.
    static func open(
        path: String,
        migrations: [Migration] = Migration.all,
        patience: LockPatience = .standard,
        now: Date
    ) throws -> DatabasePool {
        do {
            return try opened(path: path, migrations: migrations, patience: patience, now: now)
        } catch  where LockPatience.isObstacle(error) {
            throw StoreError("\(path) cannot be opened: \(LockPatience.obstacle), then start again")
        }
    }

    private static func opened(path: String, migrations: [Migration], patience: LockPatience, now: Date) throws -> DatabasePool {
        // SQLite would make the file readable by everybody; its journal files get the mode of this one.
        SystemCalls.close(try SystemCalls.open(path, O_RDWR | O_CREAT))

        var configuration = Configuration()
        configuration.label = "chancery.store"
        configuration.foreignKeysEnabled = true
        // Only backups and the sqlite3 shell can hold the lock; the server itself has one writer.
        configuration.busyMode = .timeout(patience.seconds)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            database.add(function: IssuedSubject.subjectFunction)
            // Only has an effect on macOS, where a flush does not reach the medium otherwise.
            try database.execute(
                sql: "PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1; PRAGMA temp_store = MEMORY"
            )
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { database in
            // The pool sets NORMAL itself after `prepareDatabase`, so FULL can only be set now, outside a transaction.
            try database.execute(
                sql:
                    "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -16000; PRAGMA journal_size_limit = 67108864"
            )
            try assertDurable(database)
            try Migration.apply(migrations, to: database, now: now)
            try drawDomain(database)
            try assertDurable(database)
        }
        return pool
    }

    /// All promises about durability depend on these two settings of the writer.
    static func assertDurable(_ database: Database) throws {
        guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2,
            try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal",
            try Bool.fetchOne(database, sql: "PRAGMA foreign_keys") == true
        else { throw StoreError("SQLite did not accept WAL with synchronous=FULL and foreign keys; this build of SQLite cannot be used") }
    }

    /// Makes the three numbers of the installation's SIDs, once.
    private static func drawDomain(_ database: Database) throws {
        var generator = SystemRandomNumberGenerator()
        var row = try BoundStatement(
            database,
            "INSERT OR IGNORE INTO state (only, rights_epoch, domain_a, domain_b, domain_c, next_relative_id) VALUES (1, 1, ?, ?, ?, ?)"
        )
        for _ in 0..<3 { row.bind(UInt32.random(in: 1...UInt32.max, using: &generator)) }
        row.bind(SQLiteStore.firstRelativeID)
        try row.run()
    }

    /// Runs blocking work outside the cooperative pool.
    static func offPool<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result(catching: work)) }
        }
    }
}
