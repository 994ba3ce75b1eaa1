public import PKIFormats

/// The reason why an OCSP response cannot be relied on.
public struct OCSPError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure, for code that reacts to it.
    public enum Kind: Hashable, Sendable {
        /// The responder did not answer; its status.
        case notSuccessful(OCSPResponseStatus)
        /// The response is of another type, or cannot be read.
        case unreadable
        /// The response has no answer about this certificate.
        case noAnswer
        /// No available certificate is both the responder's and either the issuer's own or authorized by the issuer.
        case responderNotAuthorized
        /// The signature was not made with the responder's key.
        case badSignature
        /// This library does not compute the signature's algorithm or key.
        case unsupportedAlgorithm
        /// The nonce is missing, or differs from that of the request.
        case nonce
        /// The answer is from the future.
        case notYetValid
        /// The answer is too old.
        case outOfDate
        /// A critical extension is not known.
        case criticalExtension
    }

    /// The kind of failure.
    public let kind: Kind

    /// The failure and what was expected, in one sentence.
    public let reason: String

    public init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    /// The reason.
    public var description: String { reason }
}
