import PortableFoundation
import PKIDirectory

/// The record's rows: appended, never changed.
enum AuditRow {
    private static let insertion = ColumnStatement<AuditColumn>.insertion(
        into: "audit",
        AuditColumn.allCases.filter { $0 != .position }
    )

    /// The function of the schema reads from the group that holds the position.
    private static let pageOfGroups = "SELECT \(AuditColumn.list) FROM audit_page(?, ?)"

    private static let page = "SELECT \(AuditColumn.list) FROM audit WHERE position > ? ORDER BY position LIMIT ?"

    /// On PostgreSQL the rows of a transaction travel together, and get their positions after it.
    static func append(_ record: AuditRecord, to database: StoreConnection) throws {
        if case .postgreSQL(let connection) = database.engine { return connection.record(values(of: record)) }
        try insertion.run(in: database) { column, row in
            switch column {
            // SQLite assigns the position.
            case .position: break
            case .at: row.bind(record.when)
            case .actor: row.bind(record.actor)
            case .kind: row.bind(Int(record.kind))
            case .event: row.bind(record.event)
            case .leafHash: row.bind(record.leafHash)
            case .salt: row.bind(record.salt)
            case .bytes: row.bind(record.bytes)
            }
        }
    }

    /// The columns from `at` on, in the order of PostgreSQL's table.
    static func values(of record: AuditRecord) -> [PostgreSQLValue] {
        [
            .number(record.when.storedMilliseconds), .text(record.actor), .number(Int(record.kind)), .text(record.event),
            .octets(record.leafHash), .octets(record.salt), .octets(record.bytes),
        ]
    }

    static func records(after position: Int, limit: Int, from database: StoreConnection) throws -> [StoredAuditRecord] {
        var row = try BoundStatement(database, database.dialect == .sqlite ? page : pageOfGroups)
        row.bind(position)
        row.bind(limit)
        var records: [StoredAuditRecord] = []
        while try row.step() {
            records.append(AuditColumn.record(from: row))
        }
        return records
    }
}
