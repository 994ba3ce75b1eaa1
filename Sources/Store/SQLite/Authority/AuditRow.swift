import PortableFoundation
import GRDB
import PKIDirectory

/// The record's rows: appended, never changed.
enum AuditRow {
    static func append(_ record: AuditRecord, to database: Database) throws {
        var row = try BoundStatement(
            database,
            "INSERT INTO audit (at, actor, kind, event, leaf_hash, salt, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        row.bind(record.when)
        row.bind(record.actor)
        row.bind(Int(record.kind))
        row.bind(record.event)
        row.bind(record.leafHash)
        row.bind(record.salt)
        row.bind(record.bytes)
        try row.run()
    }

    static func records(after position: Int, limit: Int, from database: Database) throws -> [StoredAuditRecord] {
        var row = try BoundStatement(
            database,
            "SELECT \(AuditColumns.list) FROM audit WHERE position > ? ORDER BY position LIMIT ?"
        )
        row.bind(position)
        row.bind(limit)
        var records: [StoredAuditRecord] = []
        while try row.step() {
            records.append(AuditColumns.record(from: row))
        }
        return records
    }
}
