/// RFC 6960 §4.2.1
///
///     OCSPResponseStatus ::= ENUMERATED {
///         successful (0), malformedRequest (1), internalError (2), tryLater (3), sigRequired (5), unauthorized (6) }
public enum OCSPResponseStatus: Int, CaseIterable, Hashable, Sendable {
    /// The response holds an answer.
    case successful = 0
    /// The responder could not read the request.
    case malformedRequest = 1
    /// The responder failed.
    case internalError = 2
    /// The responder cannot answer now.
    case tryLater = 3
    /// The responder answers signed requests only.
    case signatureRequired = 5
    /// The responder does not answer this client, or about this issuer.
    case unauthorized = 6

    /// The name in the specification, for example `sigRequired`.
    public var name: String { self == .signatureRequired ? "sigRequired" : String(describing: self) }
}
