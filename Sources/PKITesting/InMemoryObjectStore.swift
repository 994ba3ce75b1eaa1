package import CACore
import PKICrypto

/// Objects in memory. A test can remove one, or make writing fail.
package actor InMemoryObjectStore: ObjectStore {
    /// Simulates a failing disk.
    package struct DiskError: Error {
        package init() {}
    }

    private var objects: [ObjectID: [UInt8]] = [:]
    private var fails = false

    package init() {}

    package var all: Set<ObjectID> { Set(objects.keys) }
    package func setFails(_ fails: Bool) { self.fails = fails }
    package func lose(_ id: ObjectID) { objects[id] = nil }

    package func put(_ bytes: [UInt8], as id: ObjectID) async throws {
        if fails { throw DiskError() }
        objects[id] = bytes
    }
    package func object(_ id: ObjectID) async throws -> [UInt8]? { objects[id] }
    package func contains(_ id: ObjectID) async throws -> Bool { objects[id] != nil }
    package func remove(_ id: ObjectID) async throws { objects[id] = nil }
    package func sweep(keeping kept: Set<ObjectID>) async throws { objects = objects.filter { kept.contains($0.key) } }
}
