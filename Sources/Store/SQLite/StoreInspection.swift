package import CACore
package import CAInterface
package import CertificateTemplates
import PortableFoundation
import GRDB

/// The view of a database for `chancery doctor`: opened for reading only, whether a server runs or not.
package struct StoreInspection: Sendable {
    package let authorities: [StoredAuthority]
    package let templates: [CertificateTemplate]
    /// What administrators accept of templates that break rules.
    package let acceptances: [TemplateAcceptance]
    /// Which authority issues for which template.
    package let publications: Set<TemplatePublication>
    /// The newest list of each key, compared with the revocation journal.
    package let revocationLists: [AuthorityKeyID: RevocationListState]
    /// Authorities whose certificates are revoked.
    package let revocations: [AuthorityNumber: AuthorityRevocation]
    /// The result of SQLite's own check of the file; `ok` when it finds no fault.
    package let integrity: String

    /// The authorities alone, without the checks of the whole file.
    package static func authorities(path: String) async throws -> [StoredAuthority] {
        try await DatabaseFile.offPool { try queue(path).read { try AuthorityRows.snapshot(from: $0).authorities } }
    }

    private static func queue(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.label = "chancery.inspection"
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// - Throws: SQLite's error, or `StoreError` when the content cannot be read.
    package static func read(path: String) async throws -> StoreInspection {
        try await DatabaseFile.offPool {
            try queue(path).read { database in
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
                    acceptances: snapshot.acceptances,
                    publications: snapshot.publications,
                    revocationLists: lists,
                    revocations: revocations,
                    integrity: integrity
                )
            }
        }
    }
}
