import PortableFoundation

/// A connection of its own for what a node tells of itself and hears of others. Nothing of that is part of the record, so it waits for no flush and no standby, and stays
/// out of the transactions of the writer.
actor NodeConnection {
    private let executor = QueueExecutor(label: "chancery.postgresql.node")
    private let servers: PostgreSQLServers
    private var connection: PostgreSQLConnection?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(servers: PostgreSQLServers) { self.servers = servers }

    /// - Throws: `PostgreSQLError`, also when no server answers.
    func run<Value: Sendable>(_ body: @Sendable (PostgreSQLConnection) throws -> Value) throws -> Value {
        do { return try once(body) } catch let error as PostgreSQLError where error.endsConnection {
            // A beat may be repeated.
            return try once(body)
        }
    }

    func close() { connection = nil }

    private func once<Value>(_ body: (PostgreSQLConnection) throws -> Value) throws -> Value {
        if connection?.isUsable != true {
            let opened = try servers.connect()
            opened.patience = 2_000
            try opened.run("SET synchronous_commit = off")
            connection = opened
        }
        guard let connection else { throw PostgreSQLError.lost("the store is closed") }
        return try body(connection)
    }
}
