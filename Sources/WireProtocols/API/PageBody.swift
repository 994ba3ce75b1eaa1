import PKIFormats

/// One page of a list: `after=next` asks for the following one, which may be empty. Requests and certificates continue at a request id,
/// accounts at a name.
package struct PageBody<Row: Codable & Hashable & Sendable, Place: Codable & Hashable & Sendable>: Hashable, Sendable, Codable {
    package var items: [Row]
    /// Absent on the last page.
    package var next: Place?

    package init(items: [Row], next: Place?) {
        self.items = items
        self.next = next
    }
}
