/// A listener of the server.
package enum Listener: String, Sendable, CaseIterable {
    case https
    /// Plain HTTP, where no credential may be sent.
    case http
}
