public import CAInterface
public import PKICrypto
public import PKIFormats

/// Software keys, sealed in the `keys` folder of an enrollment store. A key's name is the SHA-256 of its public key.
public struct StoreKeyProvider: KeyProvider {
    /// The name of every store's provider: a reference means the store that contains it.
    public static let name = "store"

    private let store: EnrollmentStore
    private let maker: any KeyMaker

    public var name: String { Self.name }

    /// - Parameter maker: the library that computes with the keys.
    public init(store: EnrollmentStore, maker: any KeyMaker = SoftwareKeyMaker()) {
        self.store = store
        self.maker = maker
    }

    public func create(_ specification: KeySpecification, exportable: Bool) async throws -> (key: PrivateKey, reference: KeyReference) {
        try await BlockingWork.run {
            let made = try maker.makeKey(specification)
            return (made.key, try keep(made.pkcs8, of: made.key.publicKey, exportable: exportable))
        }
    }

    public func open(_ reference: KeyReference) async throws -> PrivateKey {
        let pkcs8 = try await export(reference)
        do {
            return try maker.key(pkcs8: pkcs8)
        } catch {
            throw CAError(
                .internal,
                status: .badKeyset,
                "The private key \(reference.name) of the store cannot be used: \(error).",
                cause: error
            )
        }
    }

    public func export(_ reference: KeyReference) async throws -> [UInt8] { try store.key(named: reference.name) }

    /// Puts a key that was made elsewhere into the store.
    /// - Parameters:
    ///   - pkcs8: the PrivateKeyInfo in DER, unencrypted.
    ///   - exportable: whether `X509PrivateKey.export` may write the key out, whoever opens it.
    public func keep(_ pkcs8: [UInt8], of publicKey: SubjectPublicKeyInfo, exportable: Bool = false) throws(CAError) -> KeyReference {
        let name = EnrollmentStore.name(of: publicKey.derEncoded)
        try store.saveKey(pkcs8, named: name)
        if exportable { try store.allowExport(ofKeyNamed: name) }
        return KeyReference(provider: Self.name, name: name)
    }
}
