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

    /// The place of a new key that follows another one: the same token, or the key store.
    package static func following(_ reference: KeyReference, named name: String, purpose: StoredKeyPurpose) -> KeyPlace {
        switch reference {
        case .sealedFile: .sealedFile(name: name, purpose: purpose)
        case .pkcs11(let uri): .token(uri, label: name)
        }
    }

    /// A key with that label on the token that the URI names.
    package static func token(_ uri: PKCS11URI, label: String) -> KeyPlace {
        var place = uri.ofToken
        place.object = label
        return .token(place)
    }

    package var reference: KeyReference {
        switch self {
        case .sealedFile(let name, _): .sealedFile(name: name)
        case .token(let uri): .pkcs11(uri.withoutQuery)
        }
    }
}
