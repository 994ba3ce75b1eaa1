/// One page of a view.
public struct ViewPage: Sendable, Hashable {
    public let columns: [ViewColumn]
    /// As many values in each row as there are columns; nil is an empty cell.
    public let rows: [[ColumnValue?]]
    /// Absent on the last page.
    public let next: ViewCursor?

    public init(columns: [ViewColumn], rows: [[ColumnValue?]], next: ViewCursor?) {
        self.columns = columns
        self.rows = rows
        self.next = next
    }
}

/// The views of an authority. Rights are checked inside: administrators of the authority, officers and auditors see them.
public protocol AuthorityViews: Sendable {
    /// - Throws: `CAError.malformed` that names the column or value which cannot be used, and what to do instead.
    func view(_ query: ViewQuery) async throws -> ViewPage
}
