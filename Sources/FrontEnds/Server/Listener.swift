/// A listener of the server.
package enum Listener: String, Sendable, CaseIterable {
    case https
    /// Plain HTTP: no credential may travel there.
    case http
}
