import CACore
import PKICrypto
import PKIFormats

/// The log over the record: one row with its state, and its tiles.
enum RecordLogRow {
    enum Column: Int32, TableColumn {
        case generation, origin, verifierKey, size, frontier, root, signed, signedAt, published, publishedSize, isRestored
    }

    private enum TileColumn: Int32, TableColumn { case level, idx, bytes }

    private static let selection = "SELECT \(Column.list) FROM record_log"
    private static let insertion = ColumnStatement<Column>.insertion(into: "record_log")
    /// What readers may have seen is changed by ``publish`` alone.
    private static let replacement = ColumnStatement<Column>.update(
        of: "record_log",
        setting: Column.allCases.filter { $0 != .published && $0 != .publishedSize },
        where: "generation = ? AND size = ? AND root = ?"
    )
    private static let succession = ColumnStatement<Column>.update(
        of: "record_log",
        setting: Column.allCases,
        where: "generation = ? AND size = ? AND root = ?"
    )
    private static let tileInsertion =
        "INSERT INTO record_tile (level, idx, bytes) VALUES (?, ?, ?) ON CONFLICT (level, idx) DO UPDATE SET bytes = excluded.bytes"

    static func log(from database: StoreConnection) throws -> RecordLog? {
        let row = try BoundStatement(database, selection)
        guard try row.step() else { return nil }
        guard let frontier = MerkleFrontier(size: row.int(Column.size), octets: row.bytes(Column.frontier)) else {
            throw StoreError("the state of the record's log is damaged: its frontier does not have its size; restore a backup")
        }
        return RecordLog(
            generation: row.int(Column.generation),
            origin: row.text(Column.origin),
            verifierKey: row.text(Column.verifierKey),
            frontier: frontier,
            root: row.bytes(Column.root),
            signed: row.text(Column.signed),
            signedWhen: row.date(Column.signedAt),
            published: row.text(Column.published),
            publishedSize: row.int(Column.publishedSize),
            isRestored: row.int(Column.isRestored) != 0
        )
    }

    /// - Returns: false when the log is not at `former` any more.
    static func store(_ log: RecordLog, replacing former: RecordLog?, in database: StoreConnection) throws -> Bool {
        let stored = try lockedState(in: database)
        guard let former else {
            guard stored == nil else { return false }
            try insertion.run(in: database) { column, row in bind(column, of: log, to: &row) }
            return true
        }
        guard let stored, stored.generation == former.generation, stored.size == former.size, stored.root == former.root else {
            return false
        }
        let statement = log.generation == former.generation ? replacement : succession
        try statement.run(
            in: database,
            where: { row in
                row.bind(former.generation)
                row.bind(former.size)
                row.bind(former.root)
            },
            bind: { column, row in bind(column, of: log, to: &row) }
        )
        return true
    }

    static func publish(_ note: String, size: Int, generation: Int, in database: StoreConnection) throws -> Bool {
        guard let stored = try lockedState(in: database), stored.generation == generation, stored.publishedSize <= size, size <= stored.size
        else { return false }
        var row = try BoundStatement(database, "UPDATE record_log SET published = ?, published_size = ? WHERE generation = ?")
        row.bind(note)
        row.bind(size)
        row.bind(generation)
        try row.run()
        return true
    }

    static func put(_ tile: RecordTile, in database: StoreConnection) throws {
        var row = try BoundStatement(database, tileInsertion)
        row.bind(tile.level)
        row.bind(tile.index)
        row.bind(tile.bytes)
        try row.run()
    }

    static func tile(_ path: TilePath, from database: StoreConnection) throws -> [UInt8]? {
        var row = try BoundStatement(database, "SELECT bytes FROM record_tile WHERE level = ? AND idx = ?")
        row.bind(RecordTile.level(of: path.content))
        row.bind(path.index)
        return try row.step() ? RecordTile.cut(row.bytes(0), to: path) : nil
    }

    static func end(of database: StoreConnection) throws -> Int {
        let head = database.dialect == .sqlite ? "SELECT coalesce(max(position), 0) FROM audit" : "SELECT position FROM audit_head"
        let row = try BoundStatement(database, head)
        return try row.step() ? row.int(0) : 0
    }

    /// The database was restored to an earlier moment. The next start begins another log.
    static func markRestored(in database: StoreConnection) throws {
        let row = try BoundStatement(database, "UPDATE record_log SET is_restored = 1")
        try row.run()
    }

    private static func lockedState(in database: StoreConnection) throws -> (generation: Int, size: Int, root: [UInt8], publishedSize: Int)?
    {
        let row = try BoundStatement(
            database,
            "SELECT generation, size, root, published_size FROM record_log\(database.dialect.lockingRows)"
        )
        return try row.step() ? (row.int(0), row.int(1), row.bytes(2), row.int(3)) : nil
    }

    private static func bind(_ column: Column, of log: RecordLog, to row: inout BoundStatement) {
        switch column {
        case .generation: row.bind(log.generation)
        case .origin: row.bind(log.origin)
        case .verifierKey: row.bind(log.verifierKey)
        case .size: row.bind(log.size)
        case .frontier: row.bind(log.frontier.octets)
        case .root: row.bind(log.root)
        case .signed: row.bind(log.signed)
        case .signedAt: row.bind(log.signedWhen)
        case .published: row.bind(log.published)
        case .publishedSize: row.bind(log.publishedSize)
        case .isRestored: row.bind(log.isRestored)
        }
    }
}
