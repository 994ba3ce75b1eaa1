public import PortableFoundation

/// How strictly to check times and nonce of an OCSP response.
public struct OCSPRules: Hashable, Sendable {
    /// The allowed difference of clocks, in seconds.
    public var tolerance: TimeInterval
    /// The allowed age of an answer without nextUpdate, in seconds; `nil` for any age.
    public var maximumAge: TimeInterval?
    /// Whether the response to a request with a nonce must repeat it. Responders that answer from a cache do not repeat it.
    public var requiresNonce: Bool

    public init(tolerance: TimeInterval = 300, maximumAge: TimeInterval? = 7 * 86_400, requiresNonce: Bool = true) {
        self.tolerance = tolerance
        self.maximumAge = maximumAge
        self.requiresNonce = requiresNonce
    }
}
