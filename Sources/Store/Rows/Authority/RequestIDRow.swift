import CACore

/// The counters of request ids.
enum RequestIDRow {
    /// - Returns: the first of `count` ids that nobody else gets.
    static func reserve(_ count: Int, of authority: AuthorityNumber, in database: StoreConnection) throws -> Int {
        var row = try BoundStatement(
            database,
            """
            INSERT INTO request_id (authority, next) VALUES (?1, 1 + ?2) ON CONFLICT (authority) DO UPDATE SET next = request_id.next + ?2
            RETURNING request_id.next - ?2
            """
        )
        row.bind(authority.rawValue)
        row.bind(count)
        var first = 0
        while try row.step() { first = row.int(0) }
        guard first >= 1, first + count - 1 <= RequestColumns.largestID else {
            throw CommitError.refused("the request ids of authority \(authority.rawValue) are used up")
        }
        return first
    }

    /// Puts the counter back to the first unused id of the block, unless another block was taken since.
    static func giveBack(_ block: RequestIDBlocks.Block, in database: StoreConnection) throws {
        var row = try BoundStatement(database, "UPDATE request_id SET next = ? WHERE authority = ? AND next = ?")
        row.bind(block.next)
        row.bind(block.authority.rawValue)
        row.bind(block.end)
        try row.run()
    }
}
