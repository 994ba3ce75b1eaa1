/// One act of the life cycle that a request can be for. A workflow's policy governs one or more of them: `reinstate` also suspends, and
/// `temporaryCards` also ends a temporary card.
///
/// Source: "RequestType Enumeration", "Get profile state operations".
package enum Operation: String, CaseIterable, Hashable, Sendable, Codable {
    case enroll, renew, recover, recoverOnBehalf, duplicate, onlineUpdate, suspend, reinstate, disable, retire, unblock, offlineUnblock,
        temporaryCards, temporaryDisable, temporaryRetire

    /// The workflow whose policy governs it.
    package var workflow: Workflow {
        switch self {
        case .enroll: .enroll
        case .renew: .renew
        case .recover: .recover
        case .recoverOnBehalf: .recoverOnBehalf
        case .duplicate: .duplicate
        case .onlineUpdate: .onlineUpdate
        case .suspend, .reinstate: .reinstate
        case .disable: .revoke
        case .retire: .retire
        case .unblock: .unblock
        case .offlineUnblock: .offlineUnblock
        case .temporaryCards, .temporaryDisable, .temporaryRetire: .temporaryCards
        }
    }

    package var requestType: RequestType {
        switch self {
        case .enroll: .enroll
        case .renew: .renew
        case .recover: .recover
        case .recoverOnBehalf: .recoverOnBehalf
        case .duplicate: .duplicate
        case .onlineUpdate: .onlineUpdate
        case .suspend, .reinstate: .suspendOrReinstate
        case .disable: .disable
        case .retire: .retire
        case .unblock: .unblock
        case .offlineUnblock: .offlineUnblock
        case .temporaryCards: .temporaryCardEnroll
        case .temporaryDisable: .temporaryCardDisable
        case .temporaryRetire: .temporaryCardRetire
        }
    }

    /// The word in lists of operations: lower case, without separators.
    package var word: String { rawValue.lowercased() }

    /// Whether it concerns a profile or card that exists.
    package var needsExistingObject: Bool { self != .enroll && self != .temporaryCards }

    /// The operation that a workflow's own name means.
    package init(_ workflow: Workflow) {
        switch workflow {
        case .enroll: self = .enroll
        case .renew: self = .renew
        case .recover: self = .recover
        case .recoverOnBehalf: self = .recoverOnBehalf
        case .duplicate: self = .duplicate
        case .onlineUpdate: self = .onlineUpdate
        case .reinstate: self = .reinstate
        case .revoke: self = .disable
        case .retire: self = .retire
        case .unblock: self = .unblock
        case .offlineUnblock: self = .offlineUnblock
        case .temporaryCards: self = .temporaryCards
        }
    }
}
