import CACore

/// The leases for work that only one process may do at a time. One process has the file, so every request for a lease is granted; the fence shows if it is
/// still the newest.
enum LeaseRow {
    /// The next fence of that lease.
    static func take(_ work: Lease.Work, in database: StoreConnection) throws -> Lease {
        var row = try BoundStatement(
            database,
            "INSERT INTO lease (work, fence) VALUES (?, 1) ON CONFLICT (work) DO UPDATE SET fence = fence + 1 RETURNING fence"
        )
        row.bind(work.rawValue)
        var fence = 0
        while try row.step() { fence = row.int(0) }
        return Lease(work: work, fence: fence)
    }

    static func fence(of work: Lease.Work, in database: StoreConnection) throws -> Int {
        var row = try BoundStatement(database, "SELECT fence FROM lease WHERE work = ?\(database.dialect.lockingRows)")
        row.bind(work.rawValue)
        return try row.step() ? row.int(0) : 0
    }
}
