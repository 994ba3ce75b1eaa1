import PortableFoundation

/// One execution of a prepared statement at PostgreSQL: the side of `BoundStatement` that is not SQLite's.
final class PostgreSQLStatement {
    private let connection: PostgreSQLConnection
    private let sql: String
    private let table: RowBatch.Table?
    private var values: [PostgreSQLValue] = []
    private var result: PostgreSQLResult?
    private var row: Int32 = -1

    init(_ connection: PostgreSQLConnection, _ sql: String) throws {
        self.connection = connection
        self.sql = sql
        table = connection.gatheredTable(of: sql)
        if table == nil { try connection.prepare(sql) }
    }

    func bind(_ value: PostgreSQLValue) { values.append(value) }

    func step() throws -> Bool {
        if result == nil { result = try connection.rows(of: sql, values) }
        row += 1
        return row < (result?.count ?? 0)
    }

    func run() throws {
        if let table { return connection.gather(values, for: table) }
        try connection.run(sql, values)
    }

    // The row that `step` reached.
    func isNull(_ column: Int32) -> Bool { result?.isNull(row, column) ?? true }
    func int(_ column: Int32) -> Int { result?.int(row, column) ?? 0 }
    func text(_ column: Int32) -> String { result?.text(row, column) ?? "" }
    func bytes(_ column: Int32) -> [UInt8] { result?.bytes(row, column) ?? [] }

    func uuid(_ column: Int32) throws -> UUID {
        guard let uuid = result?.uuid(row, column) else {
            throw StoreError("column \(column) of “\(sql)” does not hold an identifier; the database is damaged")
        }
        return uuid
    }
}
