/// Why the store, a key file or a published file cannot be used: what, why, what to do. Never holds a secret.
package struct StoreError: Error, Sendable, CustomStringConvertible, Equatable {
    package let description: String

    package init(_ description: String) { self.description = description }
}
