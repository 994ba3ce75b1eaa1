import PortableFoundation
import PKIDirectory

/// The columns of the record.
enum AuditColumn: Int32, TableColumn {
    case position, at, actor, kind, event, leafHash, salt, bytes

    static func record(from row: borrowing some StoredColumns & ~Copyable) -> StoredAuditRecord {
        StoredAuditRecord(
            position: row.int(Self.position),
            record: AuditRecord(
                when: row.date(Self.at),
                actor: row.text(Self.actor),
                kind: UInt8(truncatingIfNeeded: row.int(Self.kind)),
                event: row.text(Self.event),
                salt: row.bytes(Self.salt),
                bytes: row.bytes(Self.bytes),
                leafHash: row.bytes(Self.leafHash)
            )
        )
    }
}
