/// A statement that writes the columns of one row, with its text made once.
struct ColumnStatement<Column: TableColumn>: Sendable {
    private let sql: String
    private let columns: [Column]

    /// - Parameters:
    ///   - columns: all columns, except those that the database fills itself.
    ///   - key: the column whose existing row is replaced; nil refuses it.
    static func insertion(into table: String, _ columns: [Column] = Column.allCases, replacing key: Column? = nil) -> ColumnStatement {
        let names = columns.map(\.name).joined(separator: ", ")
        let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        var sql = "INSERT INTO \(table) (\(names)) VALUES (\(places))"
        if let key {
            let values = columns.filter { $0 != key }.map { "\($0.name) = excluded.\($0.name)" }.joined(separator: ", ")
            sql += " ON CONFLICT (\(key.name)) DO UPDATE SET \(values)"
        }
        return ColumnStatement(sql: sql, columns: columns)
    }

    /// - Parameter condition: selects the row. Its values are bound after those of the columns.
    static func update(of table: String, setting columns: [Column], where condition: String) -> ColumnStatement {
        let assignments = columns.map { $0.name + " = ?" }.joined(separator: ", ")
        return ColumnStatement(sql: "UPDATE \(table) SET \(assignments) WHERE \(condition)", columns: columns)
    }

    /// - Parameter bind: binds the value of one column, exactly once.
    func run(
        in database: StoreConnection,
        where bindCondition: (inout BoundStatement) -> Void = { _ in },
        bind: (Column, inout BoundStatement) throws -> Void
    ) throws {
        var row = try BoundStatement(database, sql)
        for column in columns { try bind(column, &row) }
        bindCondition(&row)
        try row.run()
    }
}
