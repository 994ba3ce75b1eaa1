/// The part of a list of principals that is read at once. Lists have the order of the folded account names.
public struct DirectoryPage: Sendable, Hashable {
    /// The largest number of principals.
    public var limit: Int
    /// Only principals whose names come after this one, which need not exist anymore; nil begins at the first.
    public var after: String?

    public init(limit: Int = 100, after: String? = nil) {
        self.limit = limit
        self.after = after
    }
}
