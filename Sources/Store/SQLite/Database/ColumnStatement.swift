import GRDB

/// A statement that writes the columns of one row, with its text made once.
struct ColumnStatement<Column: TableColumn>: Sendable {
    private let sql: String
    private let columns: [Column]

    /// - Parameters:
    ///     - conflict: the action for an existing row, `REPLACE`; nil refuses it.
    ///     - columns: all columns, except those that the database fills itself.
    static func insertion(or conflict: String? = nil, into table: String, _ columns: [Column] = Column.allCases) -> ColumnStatement {
        let names = columns.map(\.name).joined(separator: ", ")
        let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        let verb = conflict.map { "INSERT OR \($0)" } ?? "INSERT"
        return ColumnStatement(sql: "\(verb) INTO \(table) (\(names)) VALUES (\(places))", columns: columns)
    }

    /// - Parameter condition: selects the row. Its values are bound after those of the columns.
    static func update(of table: String, setting columns: [Column], where condition: String) -> ColumnStatement {
        let assignments = columns.map { $0.name + " = ?" }.joined(separator: ", ")
        return ColumnStatement(sql: "UPDATE \(table) SET \(assignments) WHERE \(condition)", columns: columns)
    }

    /// - Parameter bind: binds the value of one column, exactly once.
    func run(
        in database: Database,
        where bindCondition: (inout BoundStatement) -> Void = { _ in },
        bind: (Column, inout BoundStatement) throws -> Void
    ) throws {
        var row = try BoundStatement(database, sql)
        for column in columns { try bind(column, &row) }
        bindCondition(&row)
        try row.run()
    }
}
