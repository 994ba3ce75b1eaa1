package import CACore
package import PKICrypto
package import PKIFormats

/// The sealed keys of a node, of which these are shared with the other nodes: exchange keys, those of OCSP signers, of the record's log and of renewed authorities.
package struct SharedKeyDirectory: KeyStore {
    private let files: SealedKeyDirectory
    private let shared: SharedKeys

    /// - Parameter directory: that of `files`.
    package init(files: SealedKeyDirectory, directory: String, store: PostgreSQLStore) {
        self.files = files
        shared = SharedKeys(store: store, directory: directory)
    }

    /// - Throws: `StoreError` when another node has made the key of that name; then that one counts.
    package func save(pkcs8: [UInt8], named name: String, purpose: StoredKeyPurpose) async throws {
        guard Self.isShared(name) else { return try await files.save(pkcs8: pkcs8, named: name, purpose: purpose) }
        guard try await shared.add(files.sealed(pkcs8, named: name, purpose: purpose), name) else {
            throw StoreError("another node has made the key \(name), and keys are never replaced: use that one")
        }
    }

    package func save(pkcs8: [UInt8], named name: String, passphrase: [UInt8]) async throws {
        try await files.save(pkcs8: pkcs8, named: name, passphrase: passphrase)
    }

    package func makeKey(on curve: NamedCurve) throws -> (pkcs8: [UInt8], publicKey: SubjectPublicKeyInfo) {
        try files.makeKey(on: curve)
    }

    package func canOpen(_ purpose: StoredKeyPurpose) -> Bool { files.canOpen(purpose) }

    package func isKept(_ name: String) async throws -> Bool {
        if Self.isShared(name) { try await shared.synchronize(name) }
        return try await files.isKept(name)
    }

    package func key(named name: String, purpose: StoredKeyPurpose) async throws -> PrivateKey? {
        if Self.isShared(name) { try await shared.synchronize(name) }
        return try await files.key(named: name, purpose: purpose)
    }

    package func key(named name: String, passphrase: [UInt8]) async throws -> PrivateKey? {
        try await files.key(named: name, passphrase: passphrase)
    }

    /// The keys of renewed authorities too, so that every node issues with them at once. Roots' keys stay at the node that made them.
    private static func isShared(_ name: String) -> Bool {
        ["exchange-", "ocsp-", "record-", "authority-"].contains { name.hasPrefix($0) }
    }
}
