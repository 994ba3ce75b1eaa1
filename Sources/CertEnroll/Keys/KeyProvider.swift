public import PKICrypto

/// Keeps private keys: the enrollment store itself (``StoreKeyProvider``), a token, another program.
///
/// Requests and certificates of the store name their key by a ``KeyReference``. So a key that never leaves its token is found again as
/// surely as one in a file. Source: "IX509PrivateKey interface", the parts that do not depend on Windows' providers.
public protocol KeyProvider: Sendable {
    /// The name in its references.
    var name: String { get }
    /// Makes a key. The key is stored before this returns, so that the reference finds it even after a kill.
    /// - Parameter exportable: whether ``export(_:)`` may be called for it.
    func create(_ specification: KeySpecification, exportable: Bool) async throws -> (key: PrivateKey, reference: KeyReference)
    /// - Throws: `CAError` with 0x80090016 when the key does not exist or cannot be opened.
    func open(_ reference: KeyReference) async throws -> PrivateKey
    /// The key's PKCS #8 PrivateKeyInfo in DER, unencrypted.
    /// - Throws: `CAError` with 0x80095000 when the key cannot leave the provider, 0x80090016 when it does not exist.
    func export(_ reference: KeyReference) async throws -> [UInt8]
}
