import CACore
package import CAInterface
import PKICrypto

/// A publisher in memory that remembers every publication in order.
package actor InMemoryPublisher: Publisher {
    private var objects: [String: PublishedObject] = [:]
    package private(set) var history: [PublishedObject] = []
    private var failing: Set<String> = []

    /// Simulates a lost public copy.
    package func lose(_ path: String) { objects[path] = nil }
    /// Writing this path fails from now on, or works again.
    package func setFails(_ path: String, _ fails: Bool) {
        if fails { failing.insert(path) } else { failing.remove(path) }
    }

    package init() {}

    @discardableResult package func publish(_ object: PublishedObject) async throws -> Bool {
        if failing.contains(object.path) { throw InMemoryObjectStore.DiskError() }
        if let former = objects[object.path], !object.mayReplace(former) { return false }
        objects[object.path] = object
        history.append(object)
        for kind in ["crl", "cer"] where object.path.hasSuffix("." + kind) { KeptOutput.keep(object.bytes, as: kind) }
        return true
    }

    package func published(_ path: String) async throws -> PublishedObject? { objects[path] }
    package func isIntact(_ path: String) async throws -> Bool { objects[path] != nil }
}
