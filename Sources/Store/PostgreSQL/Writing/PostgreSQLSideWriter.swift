import CACore
import PortableFoundation

/// One connection for what is no part of the record and rests on no decision: leases, counts, places in the record, published objects.
///
/// Each call is a transaction without a group, so that it leaves no row behind. It runs again on another connection when the answer is lost, so that a body must bear
/// to run twice.
actor PostgreSQLSideWriter {
    private let executor: QueueExecutor
    private let servers: PostgreSQLServers
    /// In milliseconds.
    private let patience: Int32
    private var connection: PostgreSQLConnection?
    private var isClosed = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(servers: PostgreSQLServers, label: String, patience: Int32 = 10_000) {
        self.servers = servers
        self.patience = patience
        executor = QueueExecutor(label: "chancery.postgresql.\(label)")
    }

    /// - Throws: the error of `body`, or `CommitError.unavailable` when the database does not store it.
    func write<Value: Sendable>(_ body: @Sendable (StoreConnection) throws -> Value) throws -> Value {
        do {
            do { return try once(body) } catch let error as PostgreSQLError where error.endsConnection || error.isCollision {
                return try once(body)
            }
        } catch let error as PostgreSQLError where error.endsConnection || error.isCollision || error.isObstacle {
            throw CommitError.unavailable(PostgreSQLWriter.obstacle(error))
        }
    }

    /// Gives up the connection, and with it the memory of large values; the next call opens another.
    func disconnect() { connection = nil }

    func close() {
        isClosed = true
        connection = nil
    }

    private func once<Value>(_ body: (StoreConnection) throws -> Value) throws -> Value {
        if isClosed { throw PostgreSQLError.lost("the store is closed") }
        if connection?.isUsable != true { connection = try servers.connect() }
        guard let connection else { throw PostgreSQLError.lost("the store is closed") }
        connection.patience = patience
        do {
            try connection.begin(group: UUID())
            let value = try body(StoreConnection(connection))
            guard try connection.commit() else { throw PostgreSQLError.lost("the server committed without its standby") }
            return value
        } catch {
            connection.rollBack()
            if !connection.isUsable { self.connection = nil }
            throw error
        }
    }
}
