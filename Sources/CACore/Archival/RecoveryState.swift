import CAInterface
import PortableFoundation

/// The recovery that a request's acts leave, read from the first to the last.
struct RecoveryState: Sendable {
    /// Counts the recoveries from 1.
    private(set) var number = 0
    /// nil when no recovery is open.
    private(set) var agreed: Set<UUID>?
    private(set) var proposedWhen: Date?

    init(_ acts: [StoredRecoveryAct]) {
        for act in acts {
            switch act.kind {
            case .proposed:
                number += 1
                agreed = [act.officer]
                proposedWhen = act.when
            case .approved: agreed?.insert(act.officer)
            case .withdrawn, .handedOut: agreed = nil
            }
        }
    }

    /// An officer who agreed long ago may not want it any more.
    func isOpen(at now: Date) -> Bool {
        guard agreed != nil, let proposedWhen else { return false }
        return now.timeIntervalSince(proposedWhen) < Double(Self.seconds)
    }

    /// A week.
    static let seconds = 7 * 86_400
}
