package import CACore
package import CertificateTemplates
import FoundationEssentials
import GRDB

/// What `chancery doctor` looks at: a database opened for reading only, beside a running server or without one.
package struct StoreInspection: Sendable {
    package let authorities: [StoredAuthority]
    package let templates: [CertificateTemplate]
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
                return StoreInspection(authorities: snapshot.authorities, templates: snapshot.templates, integrity: integrity)
            }
        }
    }
}
