package import PKICrypto
import PKIFormats
import Synchronization

/// The open keys of the authorities. Keys may come and go while the server runs: whoever signs asks for the signer at that moment and says so when there is none.
package final class KeyRing: Sendable {
    private let keys: any KeyStore
    private let store: any CAStore
    private let signers = Mutex<[AuthorityKeyID: Signer]>([:])

    /// - Parameter store: keeps the intents of keys outside this process.
    package init(keys: any KeyStore, store: any CAStore) {
        self.keys = keys
        self.store = store
    }

    /// nil while the key is not open here.
    package func signer(of key: AuthorityKeyID) -> Signer? { signers.withLock { $0[key] } }

    /// Opens every key of the authority that is not open and can be opened without asking anybody. A root's key is opened for each signature and forgotten
    /// after it; its signer is there while the root's passphrase is at hand.
    /// - Returns: why a key could not be opened, by its index.
    @discardableResult
    package func open(_ authority: StoredAuthority) async -> [Int: any Error] {
        var failures: [Int: any Error] = [:]
        for key in authority.keys {
            let id = AuthorityKeyID(authority: authority.number, index: key.index)
            guard signer(of: id) == nil else { continue }
            do {
                if let found = try await find(key, of: authority) { add(found, as: id, isInProcess: key.reference.isInProcess) }
            } catch {
                failures[key.index] = error
            }
        }
        return failures
    }

    /// Takes a key in, from wherever it is held.
    package func add(_ key: PrivateKey, as id: AuthorityKeyID, isInProcess: Bool) {
        let signer = signer(key, as: id, isInProcess: isInProcess)
        signers.withLock { $0[id] = signer }
    }

    /// Forgets a key: from now on nothing is signed with it.
    package func close(_ id: AuthorityKeyID) { signers.withLock { $0[id] = nil } }

    /// The key, opened for one use under a passphrase that somebody has just given. Nothing of it is kept.
    /// - Returns: nil when the key store has no such key.
    /// - Throws: `WrongPassphraseError`.
    package func signer(of key: AuthorityKey, authority: AuthorityNumber, passphrase: [UInt8]) async throws -> Signer? {
        let id = AuthorityKeyID(authority: authority, index: key.index)
        switch key.reference {
        case .sealedFile(let name):
            guard let found = try await keys.key(named: name, passphrase: passphrase), Self.matches(found, key) else { return nil }
            return signer(found, as: id, isInProcess: true)
        }
    }

    /// For the first start: the key that an earlier start saved, or a new one, which is on disk before anything speaks of it.
    /// - Parameter specification: nil when the key must be there.
    func signer(named name: String, as id: AuthorityKeyID, purpose: StoredKeyPurpose, specification: KeySpecification?) async throws
        -> Signer
    {
        if let key = try await keys.key(named: name, purpose: purpose) { return signer(key, as: id, isInProcess: true) }
        guard let specification else {
            throw IssuanceError("The key \(name) is missing from the key store, but its certificate exists. Restore it from a backup.")
        }
        let key = try PrivateKey(generating: specification)
        try await keys.save(pkcs8: try key.pkcs8(), named: name, purpose: purpose)
        // What was saved is what is used: the store may hold the key in another form (libcrypto, a token).
        return signer(try await keys.key(named: name, purpose: purpose) ?? key, as: id, isInProcess: true)
    }

    private func signer(_ key: PrivateKey, as id: AuthorityKeyID, isInProcess: Bool) -> Signer {
        Signer(key: key, id: id, isInProcess: isInProcess) { [store] in
            try await store.commit([.signingIntended($0)], expecting: .nothing)
        }
    }

    /// - Returns: nil when the passphrase is not at hand, which is how a root is usually run.
    private func find(_ key: AuthorityKey, of authority: StoredAuthority) async throws -> PrivateKey? {
        switch key.reference {
        case .sealedFile(let name):
            switch authority.role {
            case .root:
                guard keys.canOpen(.root) else { return nil }
                return PrivateKey(custom: try RootKeyOnDemand(keys: keys, name: name, key: key))
            case .issuing:
                guard let found = try await keys.key(named: name, purpose: .issuing), Self.matches(found, key) else {
                    throw IssuanceError("The key \(name) is missing from the key store or is another one. Restore it from a backup.")
                }
                return found
            }
        }
    }

    private static func matches(_ found: PrivateKey, _ key: AuthorityKey) -> Bool { found.publicKey.derEncoded == key.publicKey }
}
