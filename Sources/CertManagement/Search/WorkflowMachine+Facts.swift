package import PortableFoundation

/// What a reader of a request is told about its state.
extension WorkflowMachine {
    /// The number of approvals that it waits for, and who has approved; nil when it does not wait.
    package var approvals: (needed: Int, by: [UUID])? {
        if case .pending(let needed, let approvers) = state { (needed, approvers) } else { nil }
    }

    /// Why it failed; nil when it did not.
    package var failureReason: String? {
        if case .failed(let reason) = state { reason } else { nil }
    }
}

extension RequestPermissions {
    /// Each right with the words of the acts that it allows. Source: "RequestPermission Enumeration"; which bit stands for which is chosen.
    package static let table: [(permission: RequestPermissions, words: [String])] = [
        (.approve, ["approve", "deny"]), (.cancel, ["cancel", "abandon"]), (.execute, ["execute"]),
        (.distribute, ["distributeSecrets", "printDocuments", "changePriority"]), (.write, ["write"]), (.read, ["read"]),
    ]

    package var words: [String] { Self.table.filter { contains($0.permission) }.flatMap(\.words) }

    /// The right that an act needs; nil for an unknown word.
    package init?(word: String) {
        guard let row = Self.table.first(where: { $0.words.contains(word) }) else { return nil }
        self = row.permission
    }
}
