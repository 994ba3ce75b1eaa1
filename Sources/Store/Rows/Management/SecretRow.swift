import CertManagement
import PortableFoundation

/// Sealed secrets.
enum SecretRow {
    static func insert(_ secret: SealedSecret, into database: StoreConnection) throws {
        var row = try BoundStatement(database, "INSERT INTO management_secret (id, kind, subject, name, sealed) VALUES (?, ?, ?, ?, ?)")
        row.bind(secret.id)
        row.bind(secret.kind.rawValue)
        row.bind(secret.subject)
        row.bind(secret.name)
        row.bind(secret.sealed)
        try row.run()
    }

    /// The numbers of the keys that the secrets are sealed with.
    static func keyVersions(from database: StoreConnection) throws -> Set<Int> {
        var row = try BoundStatement(database, "SELECT DISTINCT substr(sealed, 1, ?) FROM management_secret")
        row.bind(SecretKeyDirectory.headByteCount)
        var versions: Set<Int> = []
        while try row.step() { if let number = SecretKeyDirectory.number(row.bytes(0)) { versions.insert(number) } }
        return versions
    }

    static func all(from database: StoreConnection) throws -> [SealedSecret] {
        var secrets: [SealedSecret] = []
        let row = try BoundStatement(database, "SELECT id, kind, subject, name, sealed FROM management_secret ORDER BY id")
        while try row.step() {
            guard let kind = SealedSecret.Kind(rawValue: row.text(1)) else {
                throw StoreError("a secret has the unknown kind “\(row.text(1))”; a newer version wrote it")
            }
            secrets.append(
                SealedSecret(id: try row.uuid(0), kind: kind, subject: try row.uuid(2), name: row.text(3), sealed: row.bytes(4))
            )
        }
        return secrets
    }

    static func delete(_ id: UUID, in database: StoreConnection) throws {
        var row = try BoundStatement(database, "DELETE FROM management_secret WHERE id = ?")
        row.bind(id)
        try row.run()
    }

    static func secret(
        _ kind: SealedSecret.Kind,
        of subject: UUID,
        named name: String,
        from database: StoreConnection
    ) throws -> SealedSecret? {
        var row = try BoundStatement(database, "SELECT id, sealed FROM management_secret WHERE kind = ? AND subject = ? AND name = ?")
        row.bind(kind.rawValue)
        row.bind(subject)
        row.bind(name)
        guard try row.step() else { return nil }
        return SealedSecret(id: try row.uuid(0), kind: kind, subject: subject, name: name, sealed: row.bytes(1))
    }
}
