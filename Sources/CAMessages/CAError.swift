/// A call to a CA failed: an open code, a message that may be shown to the caller, and a cause that is only logged.
///
/// Denied and pending are results, not errors (`Disposition`).
public struct CAError: Error, Sendable, CustomStringConvertible {
    /// An open set: we may add codes, and callers may compare them.
    public struct Code: RawRepresentable, Hashable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The request, attribute or parameter could not be read. No row was made.
        public static let malformed = Code(rawValue: "malformed")
        /// The server has no CA of that name.
        public static let unknownAuthority = Code(rawValue: "unknownAuthority")
        /// The request, certificate or property does not exist, or the request is another caller's.
        public static let notFound = Code(rawValue: "notFound")
        /// The caller has no right to this operation.
        public static let accessDenied = Code(rawValue: "accessDenied")
        /// The state of the row does not allow the operation.
        public static let wrongState = Code(rawValue: "wrongState")
        /// It can be read, and a rule forbids it.
        public static let unacceptable = Code(rawValue: "unacceptable")
        /// Somebody else acted first; nothing was changed.
        public static let conflict = Code(rawValue: "conflict")
        /// What the caller expected to be stored is not stored: somebody else changed it, or it exists. Nothing was changed.
        public static let preconditionFailed = Code(rawValue: "preconditionFailed")
        /// The caller must say which state it has seen.
        public static let preconditionRequired = Code(rawValue: "preconditionRequired")
        /// The account has left more requests without a certificate in an hour than it may. No row was made.
        public static let tooManyRequests = Code(rawValue: "tooManyRequests")
        /// The CA cannot serve now (store failed, shutting down, peer unreachable).
        public static let unavailable = Code(rawValue: "unavailable")
        /// The server could not be authenticated, or its answer was not what the protocol allows.
        public static let untrustedServer = Code(rawValue: "untrustedServer")
        public static let signInRequired = Code(rawValue: "signInRequired")
        public static let notImplemented = Code(rawValue: "notImplemented")
        public static let `internal` = Code(rawValue: "internal")
    }

    public let code: Code
    /// The Windows code that a caller of the documented interfaces receives.
    public let status: HRESULT
    /// Safe to show: the fault, its reason and the remedy.
    public let message: String
    /// The rule, field, value and remedy, if they can be named.
    public let reason: DenialReason?
    /// The time after which a repetition makes sense; nil when time does not help or nobody knows.
    public let retryAfterSeconds: Int?
    /// For the log only.
    public let cause: (any Error)?

    public init(
        _ code: Code,
        status: HRESULT,
        _ message: String,
        reason: DenialReason? = nil,
        retryAfterSeconds: Int? = nil,
        cause: (any Error)? = nil
    ) {
        self.code = code
        self.status = status
        self.message = message
        self.reason = reason
        self.retryAfterSeconds = retryAfterSeconds
        self.cause = cause
    }

    public var description: String { "\(message) (\(status))" }
}
