import CAInterface

extension RequestMachine {
    /// The state of a request.
    enum State: Sendable, Hashable {
        case received
        case held
        case issued
        case onHold
        case revoked
        case denied
        case failed
        /// A row that no event changes: the authority's own certificate, or one of another authority.
        case apart(StoredDisposition)

        init(_ disposition: StoredDisposition, revokedReason: Int?) {
            switch disposition {
            case .active: self = .received
            case .pending: self = .held
            case .issued: self = .issued
            case .revoked: self = revokedReason == Self.certificateHold ? .onHold : .revoked
            case .denied: self = .denied
            case .error: self = .failed
            default: self = .apart(disposition)
            }
        }

        var disposition: StoredDisposition {
            switch self {
            case .received: .active
            case .held: .pending
            case .issued: .issued
            case .onHold, .revoked: .revoked
            case .denied: .denied
            case .failed: .error
            case .apart(let disposition): disposition
            }
        }

        private static let certificateHold = 6
        private static let removeFromCRL = 8

        mutating func apply(_ event: Event) throws(IllegalMoveError) -> Step {
            switch (self, event) {
            case (.received, .possessionNotShown):
                self = .failed
                return .recordError
            case (.received, .policyAllowed), (.held, .policyAllowed):
                self = .issued
                return .sign
            case (.received, .policyHeld), (.held, .policyHeld):
                self = .held
                return .askOfficer
            case (.received, .policyDenied), (.held, .policyDenied):
                self = .denied
                return .refuse
            case (.received, .precertificateSigned), (.held, .precertificateSigned):
                self = .held
                return .askLogs
            case (.received, .presigned), (.held, .presigned):
                self = .held
                return .askRequester
            case (.received, .challengeSent):
                self = .held
                return .askModule
            case (.held, .timestampsGiven):
                self = .issued
                return .sign
            case (.held, .officerDenied):
                self = .denied
                return .refuseByOfficer
            case (.held, .resubmitted), (.denied, .resubmitted):
                // Policy's next verdict needs a request that is being decided.
                self = .held
                return .askPolicy
            case (.onHold, .revocationAsked(Self.removeFromCRL)):
                self = .issued
                return .release
            case (.issued, .revocationAsked(Self.certificateHold)):
                self = .onHold
                return .revoke
            case (.issued, .revocationAsked(let reason)) where reason != Self.removeFromCRL,
                (.onHold, .revocationAsked(let reason)) where reason != Self.removeFromCRL && reason != Self.certificateHold:
                self = .revoked
                return .revoke
            case (.revoked, .reasonChanged):
                return .changeReason
            default:
                throw IllegalMoveError(state: name, event: event)
            }
        }

        private var name: String {
            switch self {
            case .received: "received"
            case .held: "pending"
            case .issued: "issued"
            case .onHold: "on hold"
            case .revoked: "revoked"
            case .denied: "denied"
            case .failed: "failed"
            case .apart: "not a request"
            }
        }
    }
}
