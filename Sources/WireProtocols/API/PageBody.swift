import PKIFormats

/// One page of a list: `after=next` asks for the following one, which may be empty.
package struct PageBody<Row: Codable & Hashable & Sendable>: Hashable, Sendable, Codable {
    package var items: [Row]
    /// Absent on the last page.
    package var next: Int?

    package init(items: [Row], next: Int?) {
        self.items = items
        self.next = next
    }
}
