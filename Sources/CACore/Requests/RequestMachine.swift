package import CAInterface

/// The life of a request. Events are past facts; each returns the next step. `RequestMachine+StateMachine.swift` shows every transition.
///
/// Source: MS-CSRA §3.1.4.1.2–8.
package struct RequestMachine: Sendable {
    /// An event in the life of the request.
    package enum Event: Sendable, Hashable {
        case possessionNotShown
        case policyAllowed
        case policyHeld
        case policyDenied
        case officerDenied
        /// Policy must decide again: an officer asked for a pending request, or an administrator for a denied one.
        case resubmitted
        /// RFC 5280 reason number.
        case revocationAsked(reason: Int)
        /// A certificate revoked for good turns out to be revoked for another reason, or from another time.
        case reasonChanged
        /// The policy allowed it, and a precertificate was signed.
        case precertificateSigned
        /// The timestamps for the precertificate came.
        case timestampsGiven
        /// The policy allowed it, and a throw-away key signed the certificate.
        case presigned
        /// The policy does not refuse it, and the module that holds its key has a challenge.
        case challengeSent
    }

    /// The next step.
    package enum Step: Sendable, Hashable {
        case recordError
        case sign
        case askOfficer
        case refuse
        case refuseByOfficer
        case askPolicy
        case revoke
        /// A certificate on hold becomes valid again.
        case release
        /// A revoked certificate gets another reason or time.
        case changeReason
        /// The precertificate goes to the logs; the request waits for their timestamps.
        case askLogs
        /// The requester looks at the pre-signed certificate; the request waits to be confirmed.
        case askRequester
        /// The requester's security module must answer first.
        case askModule
    }

    /// An event that is impossible in this state.
    package struct IllegalMoveError: Error, Sendable, Hashable {
        package let state: String
        package let event: Event
    }

    private var state: State

    /// A request that nobody has decided about.
    package init() { state = .received }

    /// A request from its stored state.
    /// - Parameter revokedReason: the reason number, if it is revoked.
    package init(stored disposition: StoredDisposition, revokedReason: Int? = nil) {
        state = State(disposition, revokedReason: revokedReason)
    }

    /// The number to store after the last event.
    package var disposition: StoredDisposition { state.disposition }

    package mutating func apply(_ event: Event) throws(IllegalMoveError) -> Step {
        try state.apply(event)
    }
}
