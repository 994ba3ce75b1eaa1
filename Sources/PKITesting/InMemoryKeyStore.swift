package import CACore
package import PKICrypto
import Synchronization

/// A key store in memory.
package actor InMemoryKeyStore: KeyStore {
    /// Simulates a failing disk.
    package struct DiskError: Error {}

    private var keys: [String: [UInt8]] = [:]
    private nonisolated let away = Mutex<Set<StoredKeyPurpose>>([])
    package private(set) var saves = 0

    package init() {}

    package func save(pkcs8: [UInt8], named name: String, purpose: StoredKeyPurpose) async throws {
        guard keys[name] == nil else { throw DiskError() }
        keys[name] = pkcs8
        saves += 1
    }

    package func save(pkcs8: [UInt8], named name: String, passphrase: [UInt8]) async throws {
        guard keys[name] == nil else { throw DiskError() }
        keys[name] = pkcs8
        saves += 1
    }

    package nonisolated func canOpen(_ purpose: StoredKeyPurpose) -> Bool { !away.withLock { $0.contains(purpose) } }

    /// Takes away the passphrase for keys of this purpose, or gives it back.
    package nonisolated func setAway(_ purpose: StoredKeyPurpose, _ isAway: Bool) {
        away.withLock { away in
            if isAway { away.insert(purpose) } else { away.remove(purpose) }
        }
    }

    package func isKept(_ name: String) async throws -> Bool { keys[name] != nil }

    /// Loses a key, as when somebody removes its file.
    package func remove(_ name: String) { keys[name] = nil }

    package func key(named name: String, purpose: StoredKeyPurpose) async throws -> PrivateKey? {
        guard canOpen(purpose) else { throw DiskError() }
        return try keys[name].map { try PrivateKey(pkcs8: $0) }
    }

    /// Every key is sealed under this passphrase.
    package static let passphrase = Array("the right passphrase".utf8)

    package func key(named name: String, passphrase: [UInt8]) async throws -> PrivateKey? {
        guard passphrase == Self.passphrase else { throw WrongPassphraseError() }
        return try keys[name].map { try PrivateKey(pkcs8: $0) }
    }
}
