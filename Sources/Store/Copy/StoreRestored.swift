import CACore
package import PortableFoundation
package import PKICrypto
import PKIDirectory
import PKIFormats

/// Makes a PostgreSQL database usable that was restored to an earlier moment: everything that others may have seen since is out of the way of what comes.
///
/// Request ids (and with them serial numbers), relative ids of accounts and the fences of leases are raised by a million, the rights epoch by a thousand, so that a node
/// that remembers the time before does not take this database for an older answer. The published lists become the newest ones, with their revocations. Positions of the
/// record and lines of the journal go on without a gap: only the database itself counts by them.
package struct StoreRestored: Sendable {
    package static let gap = 1_000_000
    static let epochGap = 1_000
    static let program = "store restored"

    private let servers: PostgreSQLServers
    private let now: Date

    /// - Throws: `StoreError` when libpq cannot read the address.
    package init(address: String, password: String?, now: Date) throws {
        servers = try PostgreSQLServers(address: address, password: password, node: Self.program)
        self.now = now
    }

    /// The lists whose published successors must be known: those of each part of each key that has signed one.
    package func neededLists() async throws -> [Restoration.NeededList] {
        try await offPool { connection in
            try connection.send("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            defer { connection.rollBack() }
            return try Restoration.needed(in: StoreConnection(connection))
        }
    }

    /// One transaction, in which no node commits.
    /// - Parameters:
    ///   - published: nil when no list has left the installation since the moment that was restored.
    ///   - requestIDsAbove: another lower bound for the next request id.
    ///   - losesLaterKeys: whether lists of keys that an authority got after that moment are passed over, instead of refused.
    ///   - verifier: verifies signatures that `PKICrypto` does not compute.
    /// - Throws: `StoreError`. Then nothing was changed.
    package func raise(
        above published: [Restoration.PublishedList]?,
        requestIDsAbove: Int?,
        losesLaterKeys: Bool = false,
        verifier: (any SignatureVerifier)? = nil
    ) async throws -> [Restoration.Raised] {
        let lists = try published.map(Restoration.read)
        return try await offPool { connection in
            try NodeSessions.requireNone(in: servers, except: Self.program)
            let epoch = try EpochWatch.snapshot(from: connection).rightsEpoch
            let group = CommitGroup(node: 0, epoch: epoch)
            do {
                try connection.begin(group: group.id)
                _ = try connection.rows(of: "SELECT slot FROM guard ORDER BY slot FOR UPDATE")
                let raised = try change(StoreConnection(connection), lists, requestIDsAbove, losesLaterKeys, verifier)
                try connection.run("UPDATE state SET rights_epoch = rights_epoch + ?", [.number(Self.epochGap)])
                let isSafe = try connection.commit { try group.end(on: connection, raisedTo: epoch + Self.epochGap) }
                guard isSafe else {
                    throw PostgreSQLError.lost("the server committed without its standby: check that, and run the command again")
                }
                return raised
            } catch {
                connection.rollBack()
                throw error
            }
        }
    }

    private func change(
        _ database: StoreConnection,
        _ lists: [(String, CertificateList)]?,
        _ requestIDsAbove: Int?,
        _ losesLaterKeys: Bool,
        _ verifier: (any SignatureVerifier)?
    ) throws -> [Restoration.Raised] {
        for authority in try AuthorityRows.snapshot(from: database).authorities {
            var counter = try BoundStatement(database, "SELECT next FROM request_id WHERE authority = ?")
            counter.bind(authority.number.rawValue)
            let next = try counter.step() ? counter.int(0) : 1
            try Restoration.raiseRequestID(of: authority.number, to: max(next + Self.gap, requestIDsAbove ?? 0), in: database)
        }
        var raised: [Restoration.Raised] = []
        if let lists {
            raised = try Restoration.raise(
                above: lists,
                gap: Self.gap,
                requestIDsAbove: requestIDsAbove,
                losesLaterKeys: losesLaterKeys,
                now: now,
                verifier: verifier,
                in: database,
                // The published folders of the nodes have it.
                keepingLost: { _, _ in }
            ) { object, bytes in
                var row = try BoundStatement(database, "INSERT INTO object (id, bytes, stored) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                row.bind(object.rawValue)
                row.bind(bytes)
                row.bind(now)
                try row.run()
            }
        }
        for sql in [
            "UPDATE state SET next_relative_id = next_relative_id + ?", "UPDATE lease SET fence = fence + ?, holder = NULL, until = NULL",
        ] {
            var row = try BoundStatement(database, sql)
            row.bind(Self.gap)
            try row.run()
        }
        // The log has perhaps signed more than is here.
        try RecordLogRow.markRestored(in: database)
        let last = try BoundStatement(database, "SELECT coalesce((extract(epoch FROM max(at)) * 1000)::bigint, 0) FROM commit_group")
        let made = try last.step() ? last.date(0) : now
        let event = AuditEvent.storeRestored(Restoration.facts(raised, made: made), requestIDGap: Self.gap)
        try AuditRow.append(AuditRecord(event, by: .service(.command), when: now), to: database)
        return raised
    }

    private func offPool<Value: Sendable>(_ work: @escaping @Sendable (PostgreSQLConnection) throws -> Value) async throws -> Value {
        try await DatabaseFile.offPool {
            do {
                try PostgreSQLSchema.check(servers)
                return try work(servers.connect())
            } catch let error as PostgreSQLError {
                throw StoreError("the database \(servers.shownAddress) refused: \(error). Nothing was changed")
            } catch let error as ConstraintError {
                throw StoreError("the database \(servers.shownAddress) refused: \(error). Nothing was changed")
            }
        }
    }
}
