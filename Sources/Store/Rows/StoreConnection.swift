import GRDB

/// One connection to the database, inside a transaction. The rows are interpreted once against it, and each database runs the statements its own way.
struct StoreConnection {
    enum Engine {
        case sqlite(Database)
        case postgreSQL(PostgreSQLConnection)
    }

    let engine: Engine

    init(_ database: Database) { engine = .sqlite(database) }
    init(_ connection: PostgreSQLConnection) { engine = .postgreSQL(connection) }

    /// The number of rows that the last UPDATE or DELETE changed.
    var changesCount: Int {
        switch engine {
        case .sqlite(let database): database.changesCount
        case .postgreSQL(let connection): connection.changesCount
        }
    }

    var dialect: Dialect {
        switch engine {
        case .sqlite: .sqlite
        case .postgreSQL: .postgreSQL
        }
    }
}

/// A broken constraint of the schema, told by its name.
struct ConstraintError: Error, CustomStringConvertible {
    let constraint: BrokenConstraint
    /// The database's own error, for the log.
    let cause: any Error

    var description: String { "\(cause)" }
}
