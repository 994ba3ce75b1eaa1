/// The place of the private half of a key. Rows keep the text form, so a further kind of place is a new case and needs no migration.
package enum KeyReference: Sendable, Hashable, Codable, CustomStringConvertible {
    /// A file of the key store, sealed under the passphrase of its purpose.
    case sealedFile(name: String)

    private static let sealedFile = "sealed-file:"

    /// `sealed-file:issuing-0`.
    package var description: String {
        switch self {
        case .sealedFile(let name): Self.sealedFile + name
        }
    }

    /// - Returns: nil for a kind of place that this program does not know.
    package init?(_ text: String) {
        guard text.hasPrefix(Self.sealedFile), text.count > Self.sealedFile.count else { return nil }
        self = .sealedFile(name: String(text.dropFirst(Self.sealedFile.count)))
    }

    /// True if the private half is in this process while it signs. A key elsewhere may have signed although this process died before it saw the signature.
    package var isInProcess: Bool {
        switch self {
        case .sealedFile: true
        }
    }
}
