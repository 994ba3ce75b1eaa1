/// Why a private key could not be read, made, written or used. The text never holds key material or a passphrase.
public struct KeyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, for code that reacts to it.
    public enum Kind: Hashable, Sendable {
        /// The bytes are no private key, or one of an algorithm that is not supported here.
        case unreadable
        /// A size or algorithm that is refused.
        case refused
        /// The passphrase does not open the key, or the sealed bytes were changed; the two cannot be told apart.
        case wrongPassphrase
        /// The key is held elsewhere and cannot be written out.
        case notExportable
        /// The key cannot sign with the algorithm that was asked for.
        case algorithmMismatch
        /// A cipher, key derivation or structure that is not computed here, or only with ``LegacyCiphers``.
        case unsupported
        /// Encrypted content does not come out under the key, or was changed; the two cannot be told apart.
        case undecipherable
        /// The library underneath failed.
        case failed
    }

    /// What went wrong.
    public let kind: Kind

    /// What, why and what to do, in one sentence.
    public let reason: String

    public init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    /// The reason.
    public var description: String { reason }
}
