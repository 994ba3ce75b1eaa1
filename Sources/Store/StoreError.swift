/// Says why the store, a key file or a published file cannot be used, and what to do. It never contains a secret.
package struct StoreError: Error, Sendable, CustomStringConvertible, Equatable {
    package let description: String

    package init(_ description: String) { self.description = description }
}
