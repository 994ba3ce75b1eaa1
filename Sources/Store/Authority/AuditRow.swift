import CACore
import GRDB

/// The record's rows: appended, never changed.
enum AuditRow {
    static func append(_ record: AuditRecord, to database: Database) throws {
        var row = try BoundStatement(database, "INSERT INTO audit (at, actor, event, leaf_hash, bytes) VALUES (?, ?, ?, ?, ?)")
        row.bind(record.when)
        row.bind(record.actor)
        row.bind(record.event)
        row.bind(record.leafHash)
        row.bind(record.bytes)
        try row.run()
    }

    static func records(after position: Int, limit: Int, from database: Database) throws -> [StoredAuditRecord] {
        var row = try BoundStatement(
            database, "SELECT position, at, actor, event, leaf_hash, bytes FROM audit WHERE position > ? ORDER BY position LIMIT ?")
        row.bind(position)
        row.bind(limit)
        var records: [StoredAuditRecord] = []
        while try row.step() {
            records.append(
                StoredAuditRecord(
                    position: row.int(0),
                    record: AuditRecord(
                        when: row.date(1), actor: row.text(2), event: row.text(3), bytes: row.bytes(5), leafHash: row.bytes(4))))
        }
        return records
    }
}
