package import CACore
package import PKICrypto
import PKIDirectory
package import PortableFoundation

/// What `chancery doctor` looks at.
package struct RecordState: Sendable {
    package let log: RecordLog
    /// The newest row of the record.
    package let rows: Int
    /// When the oldest row was written that the log does not have; nil when it has all.
    package let oldestWaiting: Date?
    /// The checkpoint that is kept beside the database.
    package let kept: Checkpoint?

    /// - Returns: nil before the log has begun.
    package static func read(from dataDirectory: String) async throws -> RecordState? {
        let octets = try await CheckpointFile(directory: dataDirectory).kept()
        let kept = octets.flatMap { SignedNote(octets: $0) }.flatMap { Checkpoint(text: $0.text) }
        return try await RecordDatabase(dataDirectory: dataDirectory).read { database in
            guard let log = try RecordLogRow.log(from: database) else { return nil }
            return RecordState(
                log: log,
                rows: try RecordLogRow.end(of: database),
                oldestWaiting: try AuditRow.records(after: log.size, limit: 1, from: database).first?.record.when,
                kept: kept
            )
        }
    }
}
