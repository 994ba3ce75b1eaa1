import CACore
import Logging

/// One connection that reads. A read is a snapshot of everything that was committed before it began.
actor PostgreSQLReader {
    private let executor: QueueExecutor
    private let servers: PostgreSQLServers
    private var connection: PostgreSQLConnection?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(servers: PostgreSQLServers, number: Int) {
        self.servers = servers
        executor = QueueExecutor(label: "chancery.postgresql.reader.\(number)")
    }

    /// - Throws: the error of `body`, or `CommitError.unavailable` when no server answers.
    func read<Value: Sendable>(_ body: @Sendable (StoreConnection) throws -> Value) throws -> Value {
        do { return try once(body) } catch let error as PostgreSQLError where error.endsConnection || error.isCollision {
            // A read has no effect, so that it may be repeated on another connection.
            do { return try once(body) } catch let error as PostgreSQLError where error.endsConnection || error.isObstacle {
                throw CommitError.unavailable(PostgreSQLWriter.obstacle(error))
            }
        } catch let error as PostgreSQLError where error.isObstacle { throw CommitError.unavailable(PostgreSQLWriter.obstacle(error)) }
    }

    func close() { connection = nil }

    private func once<Value>(_ body: (StoreConnection) throws -> Value) throws -> Value {
        if connection?.isUsable != true { connection = try servers.connect() }
        guard let connection else { throw PostgreSQLError.lost("the store is closed") }
        do {
            try connection.send("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            let value = try body(StoreConnection(connection))
            try connection.send("COMMIT")
            try connection.roundTrip()
            return value
        } catch {
            connection.rollBack()
            if !connection.isUsable { self.connection = nil }
            throw error
        }
    }
}
