/// The rows to list: newest last, `after` excluded.
public struct RecordQuery: Sendable, Hashable {
    public var disposition: StoredDisposition?
    /// At most 1000.
    public var limit: Int
    public var after: RequestID?

    public init(disposition: StoredDisposition? = nil, limit: Int = 100, after: RequestID? = nil) {
        self.disposition = disposition
        self.limit = min(max(limit, 1), 1000)
        self.after = after
    }
}
