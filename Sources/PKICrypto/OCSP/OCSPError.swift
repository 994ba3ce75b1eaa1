public import PKIFormats

/// Why an OCSP response says nothing about a certificate that could be relied on.
public struct OCSPError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, for code that reacts to it.
    public enum Kind: Hashable, Sendable {
        /// The responder did not answer; its status.
        case notSuccessful(OCSPResponseStatus)
        /// The response is of another type, or cannot be read.
        case unreadable
        /// It holds no answer about this certificate.
        case noAnswer
        /// No certificate at hand is the responder's and either the issuer's own or authorized by the issuer.
        case responderNotAuthorized
        /// The signature was not made with the responder's key.
        case badSignature
        /// The signature's algorithm or key is none that is computed here.
        case unsupportedAlgorithm
        /// The nonce is missing, or another than the request's.
        case nonce
        /// The answer is from the future.
        case notYetValid
        /// The answer is too old.
        case outOfDate
        /// A critical extension is not known.
        case criticalExtension
    }

    /// What went wrong.
    public let kind: Kind

    /// What, and what was expected, in one sentence.
    public let reason: String

    public init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    /// The reason.
    public var description: String { reason }
}
