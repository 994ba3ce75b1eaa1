package import PortableFoundation

/// A node as the database knows it.
package struct StoredNode: Sendable, Hashable {
    /// From 0 to 31.
    package let number: Int
    package let name: String
    /// Of its program, at its last start.
    package let version: String
    /// The URL of its HTTPS listener.
    package let address: String?
    /// The name of its machine.
    package let host: String?
    /// When it was last heard of, by the database's clock.
    package let seen: Date
    /// How long ago that is.
    package let silentSeconds: Double
    package let isDraining: Bool
    /// The work that only one node does at a time, and that this one has.
    package let leases: [String]
    /// The newest step of the schema that its program knows.
    package let newestStep: Int

    /// A node tells every 2 seconds that it runs.
    package var isRunning: Bool { silentSeconds < 10 }
}
