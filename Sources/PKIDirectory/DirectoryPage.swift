/// The part of a list of principals that is read at once. Lists are in the order of the folded account names.
public struct DirectoryPage: Sendable, Hashable {
    /// At most this many principals.
    public var limit: Int
    /// Only principals whose names come after this one, which need not exist (any more); nil begins at the first.
    public var after: String?

    public init(limit: Int = 100, after: String? = nil) {
        self.limit = limit
        self.after = after
    }
}
