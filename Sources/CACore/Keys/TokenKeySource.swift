package import PKICrypto
package import PKIFormats

/// The keys on tokens, which a program provides that can reach modules. A token may come and go while the server runs.
///
/// Every call returns in bounded time, also when a module hangs, and fails with a `TokenKeyError`.
package protocol TokenKeySource: Sendable {
    /// The key that `place` names.
    /// - Returns: nil when the token is there and has no such key.
    func key(at place: PKCS11URI) async throws(TokenKeyError) -> (any DigestSigningKey)?
    /// Makes a key that never leaves the token. One that is there already is never replaced.
    /// - Parameter decrypts: the key opens messages; otherwise it signs.
    func makeKey(_ specification: KeySpecification, at place: PKCS11URI, decrypts: Bool) async throws(TokenKeyError)
        -> any DigestSigningKey
    /// Writes a signing key that was made elsewhere. One that is there already is never replaced, and the token does not give it out.
    /// - Parameter pkcs8: PrivateKeyInfo DER.
    func importKey(pkcs8: [UInt8], at place: PKCS11URI) async throws(TokenKeyError) -> any DigestSigningKey
    /// Asks the token for a session, so that `obstacle` is true now.
    func probe(_ place: PKCS11URI) async throws(TokenKeyError)
    /// Why the keys of the token cannot be used, as far as the last call shows; nil when it was answered.
    func obstacle(of place: PKCS11URI) -> TokenKeyError?
}

/// A key on a token cannot be used now.
package struct TokenKeyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The whole reason, for the log.
    package let reason: String
    /// A phrase that may be shown to everybody, without the names of modules and places, such as “its token is away”.
    package let shown: String

    package init(_ reason: String, shown: String) {
        self.reason = reason
        self.shown = shown
    }

    package var description: String { reason }
}
