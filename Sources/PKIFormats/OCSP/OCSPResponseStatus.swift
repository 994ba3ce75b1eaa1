/// RFC 6960 §4.2.1
///
///     OCSPResponseStatus ::= ENUMERATED {
///         successful (0), malformedRequest (1), internalError (2), tryLater (3), sigRequired (5), unauthorized (6) }
public struct OCSPResponseStatus: OpenCode {
    /// The number.
    public let rawValue: Int

    /// Any number, known or not.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The response holds an answer.
    public static let successful = Self(rawValue: 0)
    /// The responder could not read the request.
    public static let malformedRequest = Self(rawValue: 1)
    /// The responder failed.
    public static let internalError = Self(rawValue: 2)
    /// The responder cannot answer now.
    public static let tryLater = Self(rawValue: 3)
    /// The responder answers signed requests only.
    public static let signatureRequired = Self(rawValue: 5)
    /// The responder does not answer this client, or about this issuer.
    public static let unauthorized = Self(rawValue: 6)

    /// Every value above with its name.
    public static let names: KeyValuePairs<Self, String> = [
        .successful: "successful",
        .malformedRequest: "malformedRequest",
        .internalError: "internalError",
        .tryLater: "tryLater",
        .signatureRequired: "signatureRequired",
        .unauthorized: "unauthorized",
    ]

    /// The name in the specification, for example `sigRequired`.
    public var name: String { self == .signatureRequired ? "sigRequired" : description }
}
