import PortableFoundation
import GRDB
import PKIDirectory

/// The record's rows: appended, never changed.
enum AuditRow {
    private static let insertion = ColumnStatement<AuditColumn>.insertion(
        into: "audit",
        AuditColumn.allCases.filter { $0 != .position }
    )

    private static let page = "SELECT \(AuditColumn.list) FROM audit WHERE position > ? ORDER BY position LIMIT ?"

    static func append(_ record: AuditRecord, to database: Database) throws {
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

    static func records(after position: Int, limit: Int, from database: Database) throws -> [StoredAuditRecord] {
        var row = try BoundStatement(database, page)
        row.bind(position)
        row.bind(limit)
        var records: [StoredAuditRecord] = []
        while try row.step() {
            records.append(AuditColumn.record(from: row))
        }
        return records
    }
}
