import CACore
import GRDB
package import PortableFoundation
import PKIDirectory

import SystemFiles

/// Copies a whole store from a data directory to a PostgreSQL database, or back, proves that both hold the same, and marks the source, so that two stores never both
/// issue.
///
/// The rows are put into the target in one transaction. Its last step and the mark of the source cannot be one, so the order is:
///
/// 1. Nobody else writes to the source. All rows are copied, read again and compared, and the target's record gets the event with the identity of the copy.
/// 2. To PostgreSQL: the source is marked as *moving*, then the target commits, then the source is marked as *moved*. To a directory: the new file is complete under
///    another name, then the source is marked as *moved*, then the file gets its name.
///
/// A process that is killed before 2 leaves the source as it was and the target without rows. Killed within 2, it leaves a source that refuses to open and says so; the
/// same command finds the identity of the copy in the target, or does not, and so completes the copy or repeats it.
package struct StoreCopy: Sendable {
    package struct Report: Sendable {
        package let tables: [TableDigest]
        /// A former run had copied everything; this one did what was left.
        package let isResumed: Bool
    }

    /// Where tests interrupt.
    enum Moment: Sendable, CaseIterable { case copied, marked, committed, placed }

    /// By which the server shows this command among its sessions.
    static let program = "store copy"
    static let unfinishedName = BackupLayout.database + ".copying"
    static let asideName = BackupLayout.database + ".moved"

    let directory: String
    let servers: PostgreSQLServers
    let now: Date
    var passes: @Sendable (Moment) throws -> Void = { _ in }

    /// - Parameters:
    ///   - directory: the data directory.
    ///   - address: of the database. Its owner's role is needed.
    ///   - password: nil leaves it to libpq.
    /// - Throws: `StoreError` when libpq cannot read the address.
    package init(directory: String, address: String, password: String?, now: Date) throws {
        self.directory = directory
        self.now = now
        servers = try PostgreSQLServers(address: address, password: password, node: Self.program)
    }

    /// - Throws: `StoreError`. Then the source is as it was, unless the error says what to do.
    package func toDatabase() async throws -> Report {
        guard SystemCalls.exists(databasePath) else {
            throw StoreError("\(directory) is not a data directory with a store of its own: it has no \(BackupLayout.database)")
        }
        return try await run { try copyToDatabase($0) }
    }

    /// - Throws: `StoreError`. Then the source is as it was, unless the error says what to do.
    package func toDirectory() async throws -> Report { try await run { try copyToDirectory($0) } }

    private func run(_ copy: @escaping @Sendable (PostgreSQLScripts) throws -> Report) async throws -> Report {
        // Held here and not by the closure below, which its queue lets go of only after the caller has its answer.
        let held = try DataDirectory(path: directory)
        defer { withExtendedLifetime(held) {} }
        return try await DatabaseFile.offPool {
            do {
                let session = try servers.openForScripts()
                try session.run("SET statement_timeout = 0; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = 0")
                return try copy(session)
            } catch let error as PostgreSQLError {
                let role = error.sqlState == "42501" ? "; `store copy` needs the role that owns the schema" : ""
                throw StoreError("the database \(servers.shownAddress) refused: \(error)\(role). Nothing was changed")
            }
        }
    }

    /// Copies all tables and compares them.
    /// - Returns: their digests, which are those of both.
    func copy(from source: some StoreContents, to target: some StoreDestination) throws -> [TableDigest] {
        var digests: [TableDigest] = []
        for table in StoreTable.all {
            do {
                var digest = TableDigest.Making(table)
                try target.insert(into: table) { add in
                    try source.rows(of: table) { row in
                        digest.add(row)
                        try add(row)
                    }
                }
                digests.append(digest.finished())
            } catch let error as PostgreSQLError where error.sqlState?.hasPrefix("22") == true || error.isConstraint {
                throw StoreError("a row of \(table.name) cannot be stored in the target: \(error). Nothing was changed")
            }
        }
        var last: [String: Int] = [:]
        for (table, column) in StoreTable.neverAgain { last[table] = try source.lastNumber(of: table, column) }
        try target.goOn(after: last)
        for (table, column) in StoreTable.neverAgain where try target.lastNumber(of: table, column) != last[table] {
            throw StoreError("the target would go on with other numbers of \(table); the copy is given up and nothing was changed")
        }
        for (digest, table) in zip(digests, StoreTable.all) {
            let copied = try target.digest(of: table)
            guard copied == digest else {
                throw StoreError(
                    "\(table.name) differs after the copy: \(digest.rows) rows with the hash \(digest.sha256) became \(copied.rows) with \(copied.sha256). The copy is given up and nothing was changed; run `chancery store check` on the source"
                )
            }
        }
        return digests
    }

    /// The event in the target's record.
    func event(_ copy: UUID, from source: String, to target: String, _ tables: [TableDigest]) -> AuditRecord {
        let rows = tables.reduce(0) { $0 + $1.rows }
        return AuditRecord(.storeCopied(copy: copy, from: source, to: target, rows: rows), by: .service(.command), when: now)
    }

    // MARK: SQLite files

    var databasePath: String { directory + "/" + BackupLayout.database }
    var unfinishedPath: String { directory + "/" + Self.unfinishedName }
    var objectsPath: String { directory + "/" + BackupLayout.objects }

    /// The only connection to a file.
    func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "chancery.copy"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            database.add(function: IssuedSubject.subjectFunction)
            try database.execute(
                sql: "PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000"
            )
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    static func mark(of path: String) throws -> StoreMark? {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        return try DatabaseQueue(path: path, configuration: configuration).read { try StoreMark.read(from: $0) }
    }

    /// Whether the record of a file has the event of the copy.
    static func isComplete(_ path: String, _ copy: UUID) throws -> Bool {
        guard SystemCalls.exists(path) else { return false }
        return try DatabaseQueue(path: path).read { database in
            guard try database.tableExists("audit") else { return false }
            var row = try BoundStatement(database, "SELECT bytes FROM audit WHERE kind = ? ORDER BY position DESC")
            row.bind(Int(AuditEvent.Kind.storeCopied.rawValue))
            while try row.step() {
                if String(decoding: row.bytes(0), as: UTF8.self).contains(copy.uuidString) { return true }
            }
            return false
        }
    }
}
