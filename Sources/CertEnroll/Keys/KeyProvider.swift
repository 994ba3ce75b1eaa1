public import PKICrypto

/// Keeps private keys: the enrollment store itself (``StoreKeyProvider``), a token, another program.
///
/// Requests and certificates of the store name their key by a ``KeyReference``, so that a key that never leaves its token is found again as surely
/// as one in a file. Source: "IX509PrivateKey interface", the parts that do not depend on Windows' providers.
public protocol KeyProvider: Sendable {
    /// The name that stands in its references.
    var name: String { get }
    /// Makes a key. It is kept before this returns: a process killed a moment later finds it by the reference.
    /// - Parameter exportable: ``export(_:)`` will be asked for it.
    func create(_ specification: KeySpecification, exportable: Bool) async throws -> (key: PrivateKey, reference: KeyReference)
    /// - Throws: `CAError` with 0x80090016 when the key is not there or does not open.
    func open(_ reference: KeyReference) async throws -> PrivateKey
    /// The key's PKCS #8 PrivateKeyInfo in DER, in the clear.
    /// - Throws: `CAError` with 0x80095000 when the key cannot leave the provider, 0x80090016 when it is not there.
    func export(_ reference: KeyReference) async throws -> [UInt8]
}
