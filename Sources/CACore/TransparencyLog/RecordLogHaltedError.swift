/// The log signs nothing, because something that its key signed would be contradicted, or because rows of the record are not as they were.
///
/// Enrollment goes on: rows keep gathering.
package struct RecordLogHaltedError: Error, Sendable, Hashable {
    /// A sentence that everybody may read.
    package let reason: String

    package init(_ reason: String) { self.reason = reason }

    static func damaged(_ what: String) -> RecordLogHaltedError {
        RecordLogHaltedError("\(what) `chancery audit verify` says more; restore a backup.")
    }

    static func older(_ other: String, _ size: Int, than own: Int) -> RecordLogHaltedError {
        RecordLogHaltedError(
            "\(other) has \(size) entries, and the log in the database \(own): an older database was brought back. If it is the one to go on with, stop the servers and run: chancery audit restart"
        )
    }
}
