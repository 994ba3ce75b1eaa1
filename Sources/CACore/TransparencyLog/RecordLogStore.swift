package import PKIFormats

/// The stored log over the record. Its changes are `CAChange`s, so that they share transactions and leases.
package protocol RecordLogStore: Sendable {
    /// nil before the log has begun.
    func recordLog() async throws -> RecordLog?
    /// The octets of a tile or entry bundle, cut to the width of the address.
    /// - Returns: nil when the log does not go as far.
    func recordTile(_ path: TilePath) async throws -> [UInt8]?
    /// The position of the newest row of the record; 0 when there is none. It may be a second behind where several nodes share a database.
    func recordEnd() async throws -> Int
}
