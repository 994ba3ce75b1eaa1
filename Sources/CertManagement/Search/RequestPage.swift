package import PortableFoundation

/// A page of a search for requests.
package struct RequestPage: Hashable, Sendable {
    package let requests: [VisibleRequest]
    /// The request after which the next page begins; nil on the last page.
    package let next: UUID?

    package init(requests: [VisibleRequest], next: UUID?) {
        self.requests = requests
        self.next = next
    }
}
