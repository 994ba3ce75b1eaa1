package import CACore
package import CertificateTemplates
import PortableFoundation
import GRDB

/// What `chancery doctor` looks at: a database opened for reading only, beside a running server or without one.
package struct StoreInspection: Sendable {
    package let authorities: [StoredAuthority]
    package let templates: [CertificateTemplate]
    /// How the newest list of each key stands to the revocation journal.
    package let revocationLists: [AuthorityKeyID: RevocationListState]
    /// Authorities whose certificates are revoked.
    package let revocations: [AuthorityNumber: AuthorityRevocation]
    /// SQLite's own check of the file; `ok` when nothing is wrong.
    package let integrity: String

    /// - Throws: SQLite's error, or `StoreError` when the content cannot be read.
    package static func read(path: String) async throws -> StoreInspection {
        try await DatabaseFile.offPool {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.label = "chancery.inspection"
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            return try queue.read { database in
                let snapshot = try AuthorityRows.snapshot(from: database)
                let integrity = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no answer"
                var revocations: [AuthorityNumber: AuthorityRevocation] = [:]
                for authority in snapshot.authorities {
                    guard let (issuer, serial) = AuthorityRevocation.row(of: authority) else { continue }
                    let row = try RequestRow.row(serial: serial, of: issuer, from: database)
                    revocations[authority.number] = AuthorityRevocation(of: authority, row: row)
                }
                var lists: [AuthorityKeyID: RevocationListState] = [:]
                for authority in snapshot.authorities {
                    for key in authority.keys {
                        let id = AuthorityKeyID(authority: authority.number, index: key.index)
                        lists[id] = try RevocationListRow.state(of: id, from: database)
                    }
                }
                return StoreInspection(
                    authorities: snapshot.authorities,
                    templates: snapshot.templates,
                    revocationLists: lists,
                    revocations: revocations,
                    integrity: integrity
                )
            }
        }
    }
}
