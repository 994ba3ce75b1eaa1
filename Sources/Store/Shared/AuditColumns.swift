import PortableFoundation
import PKIDirectory

/// The columns of the record.
enum AuditColumns {
    /// In the order in which `record(from:)` reads them.
    static let list = "position, at, actor, kind, event, leaf_hash, salt, bytes"

    static func record(from row: borrowing some StoredColumns & ~Copyable) -> StoredAuditRecord {
        StoredAuditRecord(
            position: row.int(0),
            record: AuditRecord(
                when: row.date(1),
                actor: row.text(2),
                kind: UInt8(truncatingIfNeeded: row.int(3)),
                event: row.text(4),
                salt: row.bytes(6),
                bytes: row.bytes(7),
                leafHash: row.bytes(5)
            )
        )
    }
}
