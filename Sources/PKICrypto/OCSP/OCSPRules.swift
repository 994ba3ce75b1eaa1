public import PortableFoundation

/// How strictly times and nonce of an OCSP response are taken.
public struct OCSPRules: Hashable, Sendable {
    /// How far clocks may differ, in seconds.
    public var tolerance: TimeInterval
    /// How old an answer without nextUpdate may be, in seconds; `nil` for any age.
    public var maximumAge: TimeInterval?
    /// Whether the response to a request with a nonce must repeat it. Responders that answer from a cache never do.
    public var requiresNonce: Bool

    public init(tolerance: TimeInterval = 300, maximumAge: TimeInterval? = 7 * 86_400, requiresNonce: Bool = true) {
        self.tolerance = tolerance
        self.maximumAge = maximumAge
        self.requiresNonce = requiresNonce
    }
}
