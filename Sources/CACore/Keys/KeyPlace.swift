/// Where a new key of an authority is made. A further kind of place is a case here and in `KeyRing.make`.
package enum KeyPlace: Sendable, Hashable {
    /// A file of the key store, sealed under the passphrase of the purpose.
    case sealedFile(name: String, purpose: StoredKeyPurpose)
}
