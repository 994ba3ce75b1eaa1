import GRDB
import PortableFoundation

import SystemFiles

/// From PostgreSQL to a data directory.
extension StoreCopy {
    func copyToDirectory(_ session: PostgreSQLScripts) throws -> Report {
        try NodeSessions.requireNone(in: servers, except: Self.program)
        if try StoreMark.read(from: session) == nil {
            try PostgreSQLSchema.check(session, at: servers.shownAddress)
            // The record gets its order before anything is read.
            try place()
        }
        // From here on no node commits, because every commit ends with a row of this table. It also waits for what an interrupted copy has left.
        try session.run("BEGIN ISOLATION LEVEL REPEATABLE READ; LOCK TABLE chancery.commit_group IN EXCLUSIVE MODE")
        if let mark = try StoreMark.read(from: session) { return try complete(mark, session) }
        try requireFree(session)
        let source = PostgreSQLContents(session: session)
        guard try source.number("SELECT count(*) FROM commit_group WHERE first_position IS NULL AND size > 0") == 0 else {
            throw StoreError("a node wrote to the database \(servers.shownAddress) meanwhile; stop all nodes and run the command again")
        }

        // Left by a copy that was killed before the source was marked.
        removeUnfinished()
        let mark = StoreMark(copy: UUID(), target: directory, isDone: true)
        let tables: [TableDigest]
        do { tables = try fill(mark, from: source) } catch {
            removeUnfinished()
            throw error
        }
        try passes(.copied)
        do {
            try mark.write(to: session, when: now)
            try session.commit()
        } catch let error as PostgreSQLError where error.endsConnection {
            throw StoreError(
                "the database \(servers.shownAddress) did not answer in the last step (\(error)); nobody knows whether it is marked: run the same command once more, which finds out"
            )
        } catch {
            removeUnfinished()
            throw error
        }
        try passes(.marked)
        try putInPlace()
        try passes(.placed)
        try forgetDatabase()
        return Report(tables: tables, isResumed: false)
    }

    /// The database is marked: this directory has the copy, or is the wrong one.
    private func complete(_ mark: StoreMark, _ session: PostgreSQLScripts) throws -> Report {
        try session.run("ROLLBACK")
        if try Self.isComplete(unfinishedPath, mark.copy) {
            try putInPlace()
        } else {
            guard try Self.isComplete(databasePath, mark.copy), try Self.mark(of: databasePath) == nil else { throw mark.refusal }
        }
        try forgetDatabase()
        let tables = try open(databasePath).read { database in
            let contents = SQLiteContents(database: database, objects: objectsPath)
            return try StoreTable.all.map { try contents.digest(of: $0) }
        }
        return Report(tables: tables, isResumed: true)
    }

    private func place() throws {
        let connection = try servers.connect()
        try connection.begin(group: UUID())
        try AuditSequencer.run(on: connection)
        _ = try connection.commit()
    }

    /// The directory has no store, or one that was copied away.
    private func requireFree(_ session: PostgreSQLScripts) throws {
        let installation = try session.row("SELECT domain_a || '-' || domain_b || '-' || domain_c FROM chancery.state").first
        var known = try StoreLocation.read(from: directory)?.installation
        if SystemCalls.exists(databasePath) {
            guard try Self.mark(of: databasePath)?.isDone == true else { throw occupied }
            known = try known ?? StoreInspection.movedInstallation(in: databasePath)
        }
        guard let known, known != installation else { return }
        throw StoreError(
            "\(directory) belongs to another installation than the database \(servers.shownAddress), and has other keys: copy to a directory of the same installation, or to a new one"
        )
    }

    private var occupied: StoreError {
        StoreError("\(directory) has a store of its own; a store is only copied into a directory without one: choose another with --to")
    }

    /// Makes the new file, complete and closed.
    private func fill(_ mark: StoreMark, from source: PostgreSQLContents) throws -> [TableDigest] {
        // SQLite would make it readable by everybody.
        SystemCalls.close(try SystemCalls.open(unfinishedPath, O_RDWR | O_CREAT))
        let queue = try open(unfinishedPath)
        var tables: [TableDigest] = []
        try queue.writeWithoutTransaction { database in
            try Migration.apply(to: database, now: now)
            try database.inTransaction(.immediate) {
                try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
                tables = try copy(from: source, to: SQLiteContents(database: database, objects: objectsPath))
                try AuditRow.append(event(mark.copy, from: servers.shownAddress, to: directory, tables), to: StoreConnection(database))
                return .commit
            }
        }
        try queue.close()
        return tables
    }

    private func removeUnfinished() {
        for suffix in ["", "-journal", "-wal", "-shm"] { unlink(unfinishedPath + suffix) }
    }

    /// A store that was copied away goes aside. The directory always has one of the two under the name.
    private func putInPlace() throws {
        if SystemCalls.exists(databasePath) {
            guard try Self.mark(of: databasePath)?.isDone == true else { throw occupied }
            // So that no log of the former file is left beside the new one.
            let queue = try open(databasePath)
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE") }
            try queue.close()
            let aside = directory + "/" + Self.asideName
            unlink(aside)
            guard link(databasePath, aside) == 0 else {
                throw StoreError("cannot put \(databasePath) aside: \(SystemCalls.message()); then run the same command once more")
            }
        }
        guard rename(unfinishedPath, databasePath) == 0 else {
            throw StoreError("cannot put \(databasePath) in place: \(SystemCalls.message()); then run the same command once more")
        }
        try SystemCalls.flush(directory: directory)
    }

    /// `serve` uses the store of the directory again.
    private func forgetDatabase() throws {
        unlink(directory + "/" + StoreLocation.name)
        try SystemCalls.flush(directory: directory)
    }
}
