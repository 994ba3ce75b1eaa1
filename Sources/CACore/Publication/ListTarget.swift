/// Another server that takes lists, over HTTP.
package protocol ListTarget: Sendable {
    /// What is there now.
    /// - Returns: nil when nothing is there (404).
    func current(at url: String) async throws -> ListCopy?
    /// Puts a list there, in one step.
    /// - Parameter former: the tag of what it takes the place of; nil when nothing may be there.
    /// - Returns: false when something else came there meanwhile (412).
    func put(_ bytes: [UInt8], to url: String, replacing former: String?) async throws -> Bool
}

/// A list at another server.
package struct ListCopy: Sendable, Hashable {
    package let bytes: [UInt8]
    /// The ETag; nil from a server that gives none.
    package let tag: String?

    package init(bytes: [UInt8], tag: String?) {
        self.bytes = bytes
        self.tag = tag
    }
}
