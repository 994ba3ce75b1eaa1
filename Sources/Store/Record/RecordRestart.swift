import GRDB

/// Ends the log of a database that was brought back from an earlier moment, so that the next start begins another.
package enum RecordRestart {
    /// - Throws: `StoreError` when there is no log.
    package static func mark(in dataDirectory: String) async throws {
        if let location = try StoreLocation.read(from: dataDirectory) {
            return try await DatabaseCommand(location).write(changesRights: false) { database, _ in try mark(database) }
        }
        try await DatabaseFile.offPool {
            let path = dataDirectory + "/" + BackupLayout.database
            try CommandRecord.open(path).inDatabase { database in
                try database.inTransaction(.immediate) {
                    try mark(StoreConnection(database))
                    return .commit
                }
            }
        }
    }

    private static func mark(_ database: StoreConnection) throws {
        guard try RecordLogRow.log(from: database) != nil else { throw StoreError("the record has no log yet") }
        try RecordLogRow.markRestored(in: database)
    }
}
