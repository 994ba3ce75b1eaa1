/// The newest checkpoint that left the database, kept outside of it. Whoever brings an older database back is found out by it.
package protocol KeptCheckpoint: Sendable {
    /// nil when nothing was kept.
    func kept() async throws -> [UInt8]?
    func keep(_ note: [UInt8]) async throws
}
