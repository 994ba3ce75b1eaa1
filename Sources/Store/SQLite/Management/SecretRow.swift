import CertManagement
import PortableFoundation
import GRDB

/// Sealed secrets.
enum SecretRow {
    static func insert(_ secret: SealedSecret, into database: Database) throws {
        var row = try BoundStatement(database, "INSERT INTO management_secret (id, kind, subject, name, sealed) VALUES (?, ?, ?, ?, ?)")
        row.bind(secret.id)
        row.bind(secret.kind.rawValue)
        row.bind(secret.subject)
        row.bind(secret.name)
        row.bind(secret.sealed)
        try row.run()
    }

    static func delete(_ id: UUID, in database: Database) throws {
        var row = try BoundStatement(database, "DELETE FROM management_secret WHERE id = ?")
        row.bind(id)
        try row.run()
    }

    static func secret(
        _ kind: SealedSecret.Kind,
        of subject: UUID,
        named name: String,
        from database: Database
    ) throws -> SealedSecret? {
        var row = try BoundStatement(database, "SELECT id, sealed FROM management_secret WHERE kind = ? AND subject = ? AND name = ?")
        row.bind(kind.rawValue)
        row.bind(subject)
        row.bind(name)
        guard try row.step() else { return nil }
        return SealedSecret(id: try row.uuid(0), kind: kind, subject: subject, name: name, sealed: row.bytes(1))
    }
}
