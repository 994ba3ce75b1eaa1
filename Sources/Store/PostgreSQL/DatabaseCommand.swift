import CACore
import Logging
package import PKIDirectory
package import PortableFoundation

/// What a command does in the PostgreSQL database of a data directory, beside the nodes that run.
package struct DatabaseCommand: Sendable {
    /// No node can have this name, because it contains a blank.
    private static let name = "a command"

    private let location: StoreLocation
    private let servers: PostgreSQLServers

    /// - Throws: `StoreError` when libpq cannot read the address, or the password cannot be read.
    package init(_ location: StoreLocation) throws {
        self.location = location
        servers = try PostgreSQLServers(address: location.address, password: try location.password(), node: Self.name)
    }

    /// Runs blocking work with the servers of a database.
    static func offPool<Value: Sendable>(
        _ location: StoreLocation,
        _ work: @escaping @Sendable (PostgreSQLServers) throws -> Value
    ) async throws -> Value {
        let servers = try DatabaseCommand(location).servers
        return try await DatabaseFile.offPool {
            do { return try work(servers) } catch let error as PostgreSQLError {
                throw StoreError("the database \(servers.shownAddress) cannot be used: \(error)")
            }
        }
    }

    /// Reads what was committed before.
    /// - Throws: `StoreError`, or the error of `body`.
    func read<Value: Sendable>(_ body: @escaping @Sendable (StoreConnection) throws -> Value) async throws -> Value {
        try await Self.offPool(location) { [location] servers in
            try PostgreSQLSchema.check(servers)
            let connection = try servers.connect()
            if let installation = location.installation { try PostgreSQLStart.require(installation, on: connection) }
            try connection.send("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            let value = try body(StoreConnection(connection))
            connection.rollBack()
            return value
        }
    }

    /// Runs `body` in one transaction that ends as those of the nodes do.
    /// - Parameter changesRights: the body raises the rights epoch.
    /// - Throws: `StoreError`, or the error of `body`.
    func write<Value: Sendable>(
        changesRights: Bool,
        _ body: @escaping @Sendable (StoreConnection, inout WriterState) throws -> Value
    ) async throws -> Value {
        let (location, node) = (location, location.node ?? "")
        let (snapshot, slot) = try await Self.offPool(location) { servers in
            try PostgreSQLSchema.check(servers)
            let connection = try servers.connect()
            if let installation = location.installation { try PostgreSQLStart.require(installation, on: connection) }
            let number = try connection.rows(of: "SELECT coalesce((SELECT number FROM node WHERE name = ?), 0)::bigint", [.text(node)])
            return (try EpochWatch.snapshot(from: connection), number?.int(0, 0) ?? 0)
        }
        let writer = PostgreSQLWriter(
            servers: servers,
            memory: StoreMemory(snapshot: snapshot),
            node: slot,
            logger: Logger(label: "chancery.command") { _ in SwiftLogNoOpLogHandler() },
            committed: { _ in }
        )
        defer { writer.close() }
        do { return try await writer.write(changesRights: changesRights, body) } catch let error as CommitError {
            throw StoreError(error.text)
        }
    }

    /// Appends one row to the record.
    package func record(_ event: AuditEvent, when: Date) async throws {
        try await write(changesRights: false) { database, _ in
            try AuditRow.append(AuditRecord(event, by: .service(.command), when: when), to: database)
        }
    }

    // MARK: Nodes

    package func nodes() async throws -> [StoredNode] {
        try await Self.offPool(location) { servers in
            try PostgreSQLSchema.check(servers)
            return try NodeRow.all(in: servers.connect())
        }
    }

    /// The node takes no more work that only one does at a time, and tells load balancers to leave it.
    /// - Throws: `StoreError` when there is no such node.
    package func drain(_ name: String, when: Date) async throws {
        try await write(changesRights: false) { database, _ in
            guard case .postgreSQL(let connection) = database.engine else { return }
            try connection.run("UPDATE node SET draining = 1 WHERE name = ?", [.text(name)])
            guard connection.changesCount == 1 else { throw Self.unknown(name) }
            try AuditRow.append(AuditRecord(.nodeDrained(name: name), by: .service(.command), when: when), to: database)
        }
    }

    /// Forgets a node, whose number another may get.
    /// - Throws: `StoreError` when there is no such node, or it ran within the last minute.
    package func remove(_ name: String, when: Date) async throws {
        try await write(changesRights: false) { database, _ in
            guard case .postgreSQL(let connection) = database.engine else { return }
            let found = try connection.rows(
                of: "SELECT (extract(epoch FROM clock_timestamp() - seen))::bigint FROM node WHERE name = ? FOR UPDATE",
                [.text(name)]
            )
            guard let found, found.count == 1 else { throw Self.unknown(name) }
            guard found.int(0, 0) >= 60 else {
                throw StoreError("the node \(name) was seen \(found.int(0, 0)) s ago; stop it, and remove it a minute later")
            }
            try connection.run(
                "UPDATE lease SET until = clock_timestamp() WHERE holder = (SELECT number FROM node WHERE name = ?)",
                [.text(name)]
            )
            try connection.run("DELETE FROM node WHERE name = ?", [.text(name)])
            try AuditRow.append(AuditRecord(.nodeRemoved(name: name), by: .service(.command), when: when), to: database)
        }
    }

    private static func unknown(_ name: String) -> StoreError {
        StoreError("there is no node \(name); `chancery node list` shows all of them")
    }
}

extension CommitError {
    /// For an operator at a terminal.
    fileprivate var text: String {
        switch self {
        case .moved(let what): "somebody else changed \(what) at the same time; run the command again"
        case .unavailable(let why), .refused(let why), .storeFailed(let why): why
        case .outcomeUnknown(let why): "nobody knows whether this was stored (\(why)); look, and run the command again if it was not"
        case .submissionKeyUsed, .serialNumberUsed: "\(self)"
        }
    }
}
