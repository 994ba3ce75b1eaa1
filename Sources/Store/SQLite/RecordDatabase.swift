import GRDB
import SystemFiles

/// The database of a data directory, read for checks and proofs of the record, whether servers run or not.
package struct RecordDatabase: Sendable {
    private let dataDirectory: String

    package init(dataDirectory: String) { self.dataDirectory = dataDirectory }

    /// - Throws: `StoreError` when there is no database, or none that has a log over its record.
    func read<Value: Sendable>(_ body: @escaping @Sendable (StoreConnection) throws -> Value) async throws -> Value {
        if let location = try StoreLocation.read(from: dataDirectory) { return try await DatabaseCommand(location).read(body) }
        let path = dataDirectory + "/" + BackupLayout.database
        guard SystemCalls.exists(path) else {
            throw StoreError(
                "\(dataDirectory) has no chancery.sqlite; give a data directory with --data, or an exported record with --directory"
            )
        }
        return try await DatabaseFile.offPool {
            try StoreInspection.queue(path).read { database in
                guard try database.tableExists("record_log") else {
                    throw StoreError("the record of \(path) has no log yet: start this version of the server once")
                }
                return try body(StoreConnection(database))
            }
        }
    }
}
