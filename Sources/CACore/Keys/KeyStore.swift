package import PKICrypto

/// Where the private keys of authorities and of the server live, sealed. Implemented by `Store` with files.
///
/// Promise: when `save` returns the sealed key is on disk (file and directory synchronized); saving never replaces an existing key.
package protocol KeyStore: Sendable {
    /// - Parameters:
    ///   - pkcs8: the unsealed PrivateKeyInfo DER.
    ///   - purpose: `root` keys are sealed under a passphrase of their own.
    func save(pkcs8: [UInt8], named name: String, purpose: StoredKeyPurpose) async throws
    /// Whether the passphrase for keys of this purpose is at hand.
    func canOpen(_ purpose: StoredKeyPurpose) -> Bool
    /// nil when there is none of that name.
    func key(named name: String, purpose: StoredKeyPurpose) async throws -> PrivateKey?
    /// As `key(named:purpose:)`, under a passphrase that somebody has just given; it is not kept.
    /// - Throws: `WrongPassphraseError` when it does not open the key.
    func key(named name: String, passphrase: [UInt8]) async throws -> PrivateKey?
}

/// Which passphrase seals a stored key.
package enum StoredKeyPurpose: String, Sendable { case root, issuing, server }

/// A passphrase that was given does not open the key.
package struct WrongPassphraseError: Error, Sendable {
    package init() {}
}
