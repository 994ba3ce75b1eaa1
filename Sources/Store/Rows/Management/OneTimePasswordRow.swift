import CertManagement
import PortableFoundation

/// One-time passwords: slow hashes in a document.
enum OneTimePasswordRow {
    static func save(_ passwords: OneTimePasswords, in database: StoreConnection) throws {
        let text = try Document.text(passwords)
        if passwords.revision == 1 {
            var row = try BoundStatement(database, "INSERT INTO one_time_passwords (request, revision, document) VALUES (?, 1, ?)")
            row.bind(passwords.request)
            row.bind(text)
            return try row.run()
        }
        var row = try BoundStatement(
            database,
            "UPDATE one_time_passwords SET revision = ?, document = ? WHERE request = ? AND revision = ?"
        )
        row.bind(passwords.revision)
        row.bind(text)
        row.bind(passwords.request)
        row.bind(passwords.revision - 1)
        try row.run()
        try ManagementRows.requireOneRow(
            database,
            "one-time passwords of \(passwords.request) are not at revision \(passwords.revision - 1)"
        )
    }

    static func passwords(of request: UUID, from database: StoreConnection) throws -> OneTimePasswords? {
        var row = try BoundStatement(database, "SELECT document FROM one_time_passwords WHERE request = ?")
        row.bind(request)
        return try ManagementRows.documents(row, of: OneTimePasswords.self).first
    }
}
