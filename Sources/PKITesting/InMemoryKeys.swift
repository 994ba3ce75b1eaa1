package import CACore
package import CAInterface
import FoundationEssentials
package import PKICrypto

/// A key store in memory.
package actor InMemoryKeyStore: KeyStore {
    /// Stands for the disk failing.
    package struct Failure: Error {}

    private var keys: [String: [UInt8]] = [:]
    package private(set) var saves = 0

    package init() {}

    package func save(pkcs8: [UInt8], named name: String, purpose: StoredKeyPurpose) async throws {
        guard keys[name] == nil else { throw Failure() }
        keys[name] = pkcs8
        saves += 1
    }

    package nonisolated func canOpen(_ purpose: StoredKeyPurpose) -> Bool { true }

    package func key(named name: String, purpose: StoredKeyPurpose) async throws -> PrivateKey? {
        try keys[name].map { try PrivateKey(pkcs8: $0) }
    }
}

/// A publisher in memory that remembers every publication in order.
package actor InMemoryPublisher: Publisher {
    private var objects: [String: PublishedObject] = [:]
    package private(set) var history: [PublishedObject] = []

    package init() {}

    package func publish(_ object: PublishedObject) async throws {
        objects[object.path] = object
        history.append(object)
    }

    package func published(_ path: String) async throws -> PublishedObject? { objects[path] }
}
