package import CACore
package import CAInterface
import PortableFoundation
package import PKICrypto
import Synchronization

/// A key store in memory.
package actor InMemoryKeyStore: KeyStore {
    /// Stands for the disk failing.
    package struct Failure: Error {}

    private var keys: [String: [UInt8]] = [:]
    private nonisolated let away = Mutex<Set<StoredKeyPurpose>>([])
    package private(set) var saves = 0

    package init() {}

    package func save(pkcs8: [UInt8], named name: String, purpose: StoredKeyPurpose) async throws {
        guard keys[name] == nil else { throw Failure() }
        keys[name] = pkcs8
        saves += 1
    }

    package nonisolated func canOpen(_ purpose: StoredKeyPurpose) -> Bool { !away.withLock { $0.contains(purpose) } }

    /// The passphrase for keys of this purpose is taken away, or given back.
    package nonisolated func setAway(_ purpose: StoredKeyPurpose, _ isAway: Bool) {
        away.withLock { away in
            if isAway { away.insert(purpose) } else { away.remove(purpose) }
        }
    }

    package func key(named name: String, purpose: StoredKeyPurpose) async throws -> PrivateKey? {
        guard canOpen(purpose) else { throw Failure() }
        return try keys[name].map { try PrivateKey(pkcs8: $0) }
    }

    /// Every key is sealed under this passphrase.
    package static let passphrase = Array("the right passphrase".utf8)

    package func key(named name: String, passphrase: [UInt8]) async throws -> PrivateKey? {
        guard passphrase == Self.passphrase else { throw WrongPassphrase() }
        return try keys[name].map { try PrivateKey(pkcs8: $0) }
    }
}

/// Objects in memory. A test takes one away, or lets writing fail.
package actor InMemoryObjectStore: ObjectStore {
    /// Stands for the disk failing.
    package struct Failure: Error {
        package init() {}
    }

    private var objects: [ObjectID: [UInt8]] = [:]
    private var fails = false

    package init() {}

    package var all: Set<ObjectID> { Set(objects.keys) }
    package func setFails(_ fails: Bool) { self.fails = fails }
    package func lose(_ id: ObjectID) { objects[id] = nil }

    package func put(_ bytes: [UInt8], as id: ObjectID) async throws {
        if fails { throw Failure() }
        objects[id] = bytes
    }
    package func object(_ id: ObjectID) async throws -> [UInt8]? { objects[id] }
    package func contains(_ id: ObjectID) async throws -> Bool { objects[id] != nil }
    package func remove(_ id: ObjectID) async throws { objects[id] = nil }
    package func sweep(keeping kept: Set<ObjectID>) async throws { objects = objects.filter { kept.contains($0.key) } }
}

/// A publisher in memory that remembers every publication in order.
package actor InMemoryPublisher: Publisher {
    private var objects: [String: PublishedObject] = [:]
    package private(set) var history: [PublishedObject] = []
    private var failing: Set<String> = []

    /// Stands for a public copy that is lost.
    package func lose(_ path: String) { objects[path] = nil }
    /// Writing this path fails from now on, or works again.
    package func setFails(_ path: String, _ fails: Bool) {
        if fails { failing.insert(path) } else { failing.remove(path) }
    }

    package init() {}

    package func publish(_ object: PublishedObject) async throws {
        if failing.contains(object.path) { throw InMemoryObjectStore.Failure() }
        objects[object.path] = object
        history.append(object)
    }

    package func published(_ path: String) async throws -> PublishedObject? { objects[path] }
    package func isIntact(_ path: String) async throws -> Bool { objects[path] != nil }
}
