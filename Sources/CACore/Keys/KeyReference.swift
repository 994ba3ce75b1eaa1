package import PKIFormats

/// The place of the private half of a key. Rows keep the text form, so a further kind of place is a new case and needs no migration.
package enum KeyReference: Sendable, Hashable, Codable, CustomStringConvertible {
    /// A file of the key store, sealed under the passphrase of its purpose.
    case sealedFile(name: String)
    /// A key on a token. The URI has no query: modules and PINs are settings, and may change.
    case pkcs11(PKCS11URI)

    private static let sealedFile = "sealed-file:"

    /// `sealed-file:issuing-0`, `pkcs11:token=chancery;object=issuing-0`.
    package var description: String {
        switch self {
        case .sealedFile(let name): Self.sealedFile + name
        case .pkcs11(let uri): uri.description
        }
    }

    /// - Returns: nil for a kind of place that this program does not know.
    package init?(_ text: String) {
        if let uri = try? PKCS11URI(text), uri.namesToken, uri.namesObject {
            self = .pkcs11(uri.withoutQuery)
            return
        }
        guard text.hasPrefix(Self.sealedFile), text.count > Self.sealedFile.count else { return nil }
        self = .sealedFile(name: String(text.dropFirst(Self.sealedFile.count)))
    }

    /// True if the private half is in this process while it signs. A key elsewhere may have signed although this process died before it saw the signature.
    package var isInProcess: Bool {
        switch self {
        case .sealedFile: true
        case .pkcs11: false
        }
    }
}
