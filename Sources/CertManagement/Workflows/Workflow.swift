/// The workflows that may have a policy in a profile template.
///
/// Source: "Get workflow policy", "Create request"; the words of the two pages differ, so each reads both.
package enum Workflow: String, CaseIterable, Hashable, Sendable, Codable, CodingKeyRepresentable {
    case enroll, duplicate, offlineUnblock, onlineUpdate, renew, recover, recoverOnBehalf, reinstate, retire, revoke, temporaryCards,
        unblock

    /// Reads a case-insensitive word of the pages, a documented synonym, or the number of a request type; nil for anything else.
    package init?(word: String) {
        let wanted = word.lowercased()
        if let plain = Self.allCases.first(where: { $0.rawValue.lowercased() == wanted }) {
            self = plain
        } else if let synonym = Self.synonyms[wanted] {
            self = synonym
        } else if let number = Int(wanted), let numbered = Self.allCases.first(where: { $0.requestType.rawValue == number }) {
            self = numbered
        } else {
            return nil
        }
    }

    private static let synonyms: [String: Workflow] = [
        "disable": .revoke, "suspend": .reinstate, "suspendorreinstate": .reinstate, "temporaryenroll": .temporaryCards,
        "temporarycardenroll": .temporaryCards,
    ]

    /// The number of a request of this workflow.
    package var requestType: RequestType {
        switch self {
        case .enroll: .enroll
        case .duplicate: .duplicate
        case .offlineUnblock: .offlineUnblock
        case .onlineUpdate: .onlineUpdate
        case .renew: .renew
        case .recover: .recover
        case .recoverOnBehalf: .recoverOnBehalf
        case .reinstate: .suspendOrReinstate
        case .retire: .retire
        case .revoke: .disable
        case .temporaryCards: .temporaryCardEnroll
        case .unblock: .unblock
        }
    }
}
