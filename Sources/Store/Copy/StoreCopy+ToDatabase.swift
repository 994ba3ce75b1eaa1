import GRDB
import PKIDirectory
import PortableFoundation

import SystemFiles

/// From a data directory to PostgreSQL.
extension StoreCopy {
    func copyToDatabase(_ session: PostgreSQLScripts) throws -> Report {
        try PostgreSQLSchema.check(session, at: servers.shownAddress)
        // Waits for the end of a session that an interrupted copy has left, and keeps nodes from starting.
        try session.run("BEGIN; LOCK TABLE commit_group, state IN EXCLUSIVE MODE")
        if let mark = try Self.mark(of: databasePath) {
            if try has(mark.copy, session) { return try complete(mark, session) }
            // The target has nothing of it and never will: the source is still the one. Of another target this is not known.
            guard !mark.isDone, mark.target == servers.shownAddress else { throw mark.refusal }
            try open(databasePath).write { try StoreMark.remove(from: $0) }
        }
        try requireEmpty(session)

        let queue = try open(databasePath)
        var (tables, mark) = ([TableDigest](), StoreMark(copy: UUID(), target: servers.shownAddress, isDone: false))
        let target = PostgreSQLContents(session: session)
        try queue.writeWithoutTransaction { database in
            try Migration.apply(to: database, now: now)
            // Other commands wait until the mark is there.
            try database.inTransaction(.immediate) {
                tables = try copy(from: SQLiteContents(database: database, objects: objectsPath), to: target)
                try add(mark, tables, to: target)
                try passes(.copied)
                try mark.write(to: database, when: now)
                return .commit
            }
        }
        try passes(.marked)
        do { try session.commit() } catch let error as PostgreSQLError {
            guard error.endsConnection else {
                try queue.write { try StoreMark.remove(from: $0) }
                throw error
            }
            throw StoreError(
                "the database \(servers.shownAddress) did not answer in the last step (\(error)); nobody knows whether the copy is complete: run the same command once more, which finds out"
            )
        }
        try passes(.committed)
        mark.isDone = true
        try queue.write { [mark, now] in try mark.write(to: $0, when: now) }
        try queue.close()
        return Report(tables: tables, isResumed: false)
    }

    private func has(_ copy: UUID, _ session: PostgreSQLScripts) throws -> Bool {
        try session.row("SELECT count(*) FROM commit_group WHERE id = '\(copy.uuidString)'").first == "1"
    }

    /// The target has everything; only the mark of the source was not complete.
    private func complete(_ found: StoreMark, _ session: PostgreSQLScripts) throws -> Report {
        let target = PostgreSQLContents(session: session)
        let tables = try StoreTable.all.map { try target.digest(of: $0) }
        try session.run("ROLLBACK")
        var mark = found
        mark.isDone = true
        try open(databasePath).write { [mark, now] in try mark.write(to: $0, when: now) }
        return Report(tables: tables, isResumed: true)
    }

    private func requireEmpty(_ session: PostgreSQLScripts) throws {
        for table in StoreTable.all.map(\.name).filter({ $0 != StoreTable.audit.name }) + ["audit_row", "commit_group", "node"] {
            guard try session.row("SELECT 1 FROM \(table) LIMIT 1").isEmpty else {
                throw StoreError(
                    "the database \(servers.shownAddress) is not empty: \(table) has rows. A store is only copied to a database that no node has used: make a new one and run `chancery store migrate`"
                )
            }
        }
    }

    /// A group of its own, whose identity tells later whether the copy is complete.
    private func add(_ mark: StoreMark, _ tables: [TableDigest], to target: PostgreSQLContents) throws {
        let record = event(mark.copy, from: directory, to: mark.target, tables)
        let epoch = try target.number("SELECT rights_epoch FROM state")
        try target.session.copy(into: "audit_row", "group_id, ordinal, at, actor, kind, event, leaf_hash, salt, bytes") { add in
            var row = StoreRow(columns: 9)
            row.append(mark.copy)
            row.append(0)
            for value in AuditRow.values(of: record) { row.append(value) }
            try add(row)
        }
        try target.session.run(
            """
            UPDATE audit_head SET position = position + 1;
            INSERT INTO commit_group (id, node, size, epoch, decided, first_position)
            SELECT '\(mark.copy.uuidString)', 0, 1, \(epoch), \(epoch), position FROM audit_head
            """
        )
    }
}
