import CACore
import GRDB
import PKIDirectory
package import PortableFoundation

/// Ends the log of a database that was brought back from an earlier moment, so that the next start begins another.
package enum RecordRestart {
    /// - Throws: `StoreError` when there is no log.
    package static func mark(in dataDirectory: String, when: Date) async throws {
        if let location = try StoreLocation.read(from: dataDirectory) {
            return try await DatabaseCommand(location).write(changesRights: false) { database, _ in try mark(database, when) }
        }
        try await DatabaseFile.offPool {
            let path = dataDirectory + "/" + BackupLayout.database
            try CommandRecord.open(path).inDatabase { database in
                try database.inTransaction(.immediate) {
                    try mark(StoreConnection(database), when)
                    return .commit
                }
            }
        }
    }

    private static func mark(_ database: StoreConnection, _ when: Date) throws {
        guard let log = try RecordLogRow.log(from: database) else { throw StoreError("the record has no log yet") }
        try RecordLogRow.markRestored(in: database)
        let event = AuditEvent.recordLogEnded(origin: log.origin, size: log.size)
        try AuditRow.append(AuditRecord(event, by: .service(.command), when: when), to: database)
    }
}
