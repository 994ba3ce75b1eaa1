/// Why a private key could not be read, made, written or used. The text never holds key material or a passphrase.
public struct KeyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure, for code that reacts to it.
    public enum Kind: Hashable, Sendable {
        /// The bytes are not a private key, or the key is of an algorithm that is not supported here.
        case unreadable
        /// The size or algorithm is refused.
        case refused
        /// The passphrase does not open the key, or the sealed bytes were changed; the two cannot be told apart.
        case wrongPassphrase
        /// The key is held elsewhere and cannot be written out.
        case notExportable
        /// The key cannot sign with the algorithm that was asked for.
        case algorithmMismatch
        /// The cipher, key derivation or structure is not computed here, or only with ``LegacyCiphers``.
        case unsupported
        /// The encrypted content cannot be decrypted with the key, or was changed; the two cannot be told apart.
        case undecipherable
        /// The library underneath failed.
        case failed
    }

    /// The kind of failure.
    public let kind: Kind

    /// The failure, its cause and the remedy, in one sentence.
    public let reason: String

    public init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    /// The reason.
    public var description: String { reason }
}
