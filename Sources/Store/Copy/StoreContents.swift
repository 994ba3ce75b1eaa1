import PortableFoundation

/// The rows of one database, as of one moment.
protocol StoreContents {
    /// Gives every row of a table, in the order of its key.
    func rows(of table: StoreTable, _ body: (StoreRow) throws -> Void) throws
    /// The rows of a query, as texts; NULL is empty.
    func answers(_ sql: String) throws -> [[String]]
    /// The greatest number that a column of ``StoreTable/neverAgain`` has ever had.
    func lastNumber(of table: String, _ column: String) throws -> Int
}

/// A database without rows, in an open transaction.
protocol StoreDestination: StoreContents {
    /// Takes the rows that `supply` gives, in the order of their key.
    func insert(into table: StoreTable, _ supply: (_ add: @escaping (StoreRow) throws -> Void) throws -> Void) throws
    /// Makes the database go on behind the rows that it was given.
    /// - Parameter last: the greatest number of each column of ``StoreTable/neverAgain``.
    func goOn(after last: [String: Int]) throws
}

extension StoreContents {
    func digest(of table: StoreTable, _ look: (StoreRow) throws -> Void = { _ in }) throws -> TableDigest {
        var digest = TableDigest.Making(table)
        try rows(of: table) { row in
            digest.add(row)
            try look(row)
        }
        return digest.finished()
    }

    /// The first column of a query's only row; 0 for NULL.
    func number(_ sql: String) throws -> Int { try answers(sql).first?.first.flatMap { Int($0) } ?? 0 }
}
