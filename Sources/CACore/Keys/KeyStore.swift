package import PKICrypto
package import PKIFormats

/// The sealed private keys of authorities and of the server. `Store` implements it with files.
///
/// Promise: when `save` returns, the sealed key is on disk (file and directory synchronized). Saving never replaces an existing key.
package protocol KeyStore: Sendable {
    /// - Parameters:
    ///   - pkcs8: the unsealed PrivateKeyInfo DER.
    ///     - purpose: `root` keys are sealed under a separate passphrase.
    func save(pkcs8: [UInt8], named name: String, purpose: StoredKeyPurpose) async throws
    /// The same under a passphrase that somebody has just given. It is not kept.
    func save(pkcs8: [UInt8], named name: String, passphrase: [UInt8]) async throws
    /// Makes a key on a curve that `PKICrypto` does not compute, and saves nothing. A store that reads no such keys need not implement it.
    func makeKey(on curve: NamedCurve) throws -> (pkcs8: [UInt8], publicKey: SubjectPublicKeyInfo)
    /// True if the passphrase for keys of this purpose is available.
    func canOpen(_ purpose: StoredKeyPurpose) -> Bool
    /// Whether a key of that name is kept now. No passphrase is needed, and the key is not opened.
    func isKept(_ name: String) async throws -> Bool
    /// nil when no key has that name.
    func key(named name: String, purpose: StoredKeyPurpose) async throws -> PrivateKey?
    /// The same as `key(named:purpose:)`, with a passphrase that somebody has just given. It is not kept.
    /// - Throws: `WrongPassphraseError` when it does not open the key.
    func key(named name: String, passphrase: [UInt8]) async throws -> PrivateKey?
}

extension KeyStore {
    package func makeKey(on curve: NamedCurve) throws -> (pkcs8: [UInt8], publicKey: SubjectPublicKeyInfo) {
        throw KeyError(.unsupported, "keys on \(curve.displayName) are not made here")
    }
}

/// The passphrase that seals a stored key.
package enum StoredKeyPurpose: String, Sendable { case root, issuing, server }

/// The given passphrase does not open the key.
package struct WrongPassphraseError: Error, Sendable {
    package init() {}
}
