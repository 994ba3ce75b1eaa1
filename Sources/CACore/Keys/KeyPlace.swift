package import PKIFormats

/// The place where a key is, or is to be made, with the passphrase that seals it there.
package enum KeyPlace: Sendable, Hashable {
    /// A file of the key store.
    case sealedFile(name: String, purpose: StoredKeyPurpose)
    /// A token. The PIN and the module are the program's to know.
    case token(PKCS11URI)

    /// The place of a key that exists.
    package init(_ reference: KeyReference, purpose: StoredKeyPurpose) {
        switch reference {
        case .sealedFile(let name): self = .sealedFile(name: name, purpose: purpose)
        case .pkcs11(let uri): self = .token(uri)
        }
    }

    package var reference: KeyReference {
        switch self {
        case .sealedFile(let name, _): .sealedFile(name: name)
        case .token(let uri): .pkcs11(uri.withoutQuery)
        }
    }
}
