/// Why a token did not do what it was asked. The text never has a PIN.
package struct PKCS11Error: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Kind: Sendable, Hashable {
        /// The library cannot be loaded or opened.
        case module
        /// No present token is the one that is meant.
        case tokenAway
        /// More than one token or object is meant.
        case ambiguous
        /// The PIN is absent, or was refused.
        case pin
        /// A call did not come back in time.
        case hanging
        /// Too many calls wait.
        case busy
        /// The session, the login or a handle was lost.
        case connectionLost
        /// The token is there, and the key is not, or is another one.
        case keyMissing
        /// A key is there already.
        case keyExists
        /// The token, or this library, does not do it.
        case refused
    }

    package let kind: Kind
    /// The failure and its cause, in one sentence without a period, beginning in lowercase.
    package let reason: String
    /// The module's answer, if that was the cause.
    package let returnValue: ReturnValue?

    init(_ kind: Kind, _ reason: String, _ returnValue: ReturnValue? = nil) {
        self.kind = kind
        self.reason = reason
        self.returnValue = returnValue
    }

    /// The error of a function that answered something else than OK.
    init(_ value: ReturnValue, _ what: String) {
        let kind: Kind = value.isLostConnection ? .connectionLost : value.refusesPIN ? .pin : .refused
        self.init(kind, "\(what) failed: \(value)", value)
    }

    package var description: String { reason }
}

/// The PIN of a token cannot be read where it is kept.
package struct PINError: Error, Sendable, CustomStringConvertible {
    package let reason: String

    package init(_ reason: String) { self.reason = reason }

    package var description: String { reason }
}
