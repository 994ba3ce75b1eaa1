/// Why a card could not be used. The text says what failed, why, and what to do. It never holds a PIN or a key.
package struct CardError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        /// The PC/SC service does not run, or does not let this user in.
        case noService
        case noReader
        case noCard
        /// The card was pulled, or lost its power, in the middle.
        case removed
        /// Another program has the card for itself.
        case busy
        /// Another program reset the card: what was presented to it is forgotten.
        case reset
        /// The card has no PIV application.
        case notPIV
        /// A wrong PIN or PUK, with the attempts that are left.
        case wrong(PINReference, attemptsLeft: Int)
        case blocked(PINReference)
        /// The card did not accept the management key, or the answer to its challenge.
        case wrongManagementKey
        /// The command needs a PIN or the management key first.
        case notAuthenticated
        /// The object, key or certificate is not on the card.
        case absent
        /// The card cannot do it.
        case unsupported
        /// The card's answer, or what it holds, cannot be read.
        case malformed
        /// It is refused before the card is asked.
        case refused
        case timedOut
        case failed
    }

    package let kind: Kind
    package let reason: String

    package init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    /// A command that the card refused.
    /// - Parameter act: a verb with what belongs to it, for "the card did not …".
    init(_ act: String, _ status: StatusWord) {
        let kind: Kind =
            switch status.value {
            case 0x6982: .notAuthenticated
            case 0x6A82: .absent
            default: status.isUnsupported ? .unsupported : .failed
            }
        self.init(kind, "The card did not \(act): \(status.explanation) (status \(status)).")
    }

    package var description: String { reason }
}

/// The two secrets that a card counts the attempts of. Source: NIST SP 800-73-4 part 1 §4.3.
package enum PINReference: UInt8, Hashable, Sendable {
    case pin = 0x80
    case puk = 0x81

    package var name: String { self == .pin ? "PIN" : "PUK" }
}
