package import PKIDirectory
package import PKIFormats

/// The record, and the log over it.
package protocol RecordSource: Sendable {
    /// For auditors. Rows about an authority are shown to its auditors alone, all others to the auditors of any authority.
    /// - Throws: `CAError.accessDenied` for others.
    func records(_ query: AuditQuery, for caller: Caller) async throws -> AuditPage
    /// - Throws: `CAError.notFound` when there is no such row, or the caller may not see it.
    func record(at position: Int, for caller: Caller) async throws -> StoredAuditRecord
    /// nil before the log has begun. For everybody.
    func logState() -> RecordLogState?
    /// The octets of a tile or entry bundle; nil when the log does not go as far. For everybody: they show how many acts of which kind there were, and nothing else.
    func tile(_ path: TilePath) async throws -> [UInt8]?
}

/// The log over the record as readers see it.
package struct RecordLogState: Sendable, Hashable {
    /// From 1; a restored database goes on as the next.
    package let generation: Int
    package let origin: String
    /// The key that verifies its checkpoints: `name+ID+key`.
    package let verifierKey: String
    /// The rows that the log has.
    package let size: Int
    /// The published checkpoint, a signed note; empty before the first.
    package let checkpoint: String
    package let publishedSize: Int
    /// Why nothing is signed; nil while all is well.
    package let obstacle: String?

    package init(
        generation: Int,
        origin: String,
        verifierKey: String,
        size: Int,
        checkpoint: String,
        publishedSize: Int,
        obstacle: String?
    ) {
        self.generation = generation
        self.origin = origin
        self.verifierKey = verifierKey
        self.size = size
        self.checkpoint = checkpoint
        self.publishedSize = publishedSize
        self.obstacle = obstacle
    }
}
