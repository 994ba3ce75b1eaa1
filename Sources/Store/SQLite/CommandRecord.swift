package import PortableFoundation
import GRDB
package import PKIDirectory

import SystemFiles

/// Records acts of commands that change a data directory directly, in the record of that directory.
package enum CommandRecord {
    /// Appends one row, also while a server runs, which waits for the time of one commit. A directory without a database has no record yet.
    package static func append(_ event: AuditEvent, in dataDirectory: String, when: Date) async throws {
        if let location = try StoreLocation.read(from: dataDirectory) {
            return try await DatabaseCommand(location).record(event, when: when)
        }
        try await DatabaseFile.offPool {
            let path = dataDirectory + "/" + BackupLayout.database
            guard access(path, F_OK) == 0 else { return }
            try append(event, to: try open(path), when: when)
        }
    }

    static func append(_ event: AuditEvent, to queue: DatabaseQueue, when: Date) throws {
        try queue.inDatabase { database in
            try database.inTransaction(.immediate) {
                try AuditRow.append(AuditRecord(event, by: .service(.command), when: when), to: StoreConnection(database))
                return .commit
            }
        }
    }

    /// Opens the database as a second process.
    static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "chancery.command"
        configuration.busyMode = .timeout(10)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        return queue
    }
}
