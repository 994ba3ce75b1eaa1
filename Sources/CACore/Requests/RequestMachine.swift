package import CAInterface

/// The life of a request. Events are past facts; each returns the step to take, and `RequestMachine+StateMachine.swift` shows every transition.
///
/// Source: MS-CSRA §3.1.4.1.2–8.
package struct RequestMachine: Sendable {
    /// What happened to the request.
    package enum Event: Sendable, Hashable {
        case possessionNotShown
        case policyAllowed
        case policyHeld
        case policyDenied
        case officerDenied
        /// Policy is to be asked again, by an officer for a pending request, by an administrator for a denied one.
        case resubmitted
        /// RFC 5280 reason number.
        case revocationAsked(reason: Int)
        /// A certificate that was revoked for another reason turns out to have a compromised key.
        case compromiseFound
    }

    /// What to do next.
    package enum Step: Sendable, Hashable {
        case recordError
        case sign
        case askOfficer
        case refuse
        case refuseByOfficer
        case askPolicy
        case revoke
        /// A certificate on hold becomes good again.
        case release
        /// A revoked certificate gets another reason; the dates stay.
        case changeReason
    }

    /// An event that cannot happen to a request in this state.
    package struct IllegalMoveError: Error, Sendable, Hashable {
        package let state: String
        package let event: Event
    }

    private var state: State

    /// A request nobody has decided about.
    package init() { state = .received }

    /// A request as stored.
    /// - Parameter revokedReason: for revoked ones, the reason number.
    package init(stored disposition: StoredDisposition, revokedReason: Int? = nil) {
        state = State(disposition, revokedReason: revokedReason)
    }

    /// The number to store after the last event.
    package var disposition: StoredDisposition { state.disposition }

    package mutating func apply(_ event: Event) throws(IllegalMoveError) -> Step {
        try state.apply(event)
    }
}
