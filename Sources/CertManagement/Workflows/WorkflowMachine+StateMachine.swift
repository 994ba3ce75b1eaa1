package import PortableFoundation

extension WorkflowMachine {
    /// An approver approves. Several approvals by one person count once.
    package mutating func approve(by approver: UUID) throws(IllegalMoveError) -> Step {
        switch state {
        case .pending(let needed, let approvers):
            if approvers.contains(approver) { return .nothing }
            let all = approvers + [approver]
            if all.count >= needed {
                state = .approved
                return .release
            }
            state = .pending(needed: needed, approvers: all)
            return .awaitApprovals(remaining: needed - all.count)
        case .approved, .executing, .completed, .denied, .canceled, .failed:
            throw IllegalMoveError(from: status, move: "approve")
        }
    }

    /// An approver denies.
    package mutating func deny() throws(IllegalMoveError) -> Step {
        switch state {
        case .pending:
            state = .denied
            return .refuse
        case .approved, .executing, .completed, .denied, .canceled, .failed:
            throw IllegalMoveError(from: status, move: "deny")
        }
    }

    /// An authorized person stops it, before or during execution. Abandoning is the same move: both end as canceled.
    package mutating func cancel() throws(IllegalMoveError) -> Step {
        switch state {
        case .pending, .approved, .executing:
            state = .canceled
            return .withdraw
        case .completed, .denied, .canceled, .failed:
            throw IllegalMoveError(from: status, move: "cancel")
        }
    }

    /// The first call that executes, and each later one.
    package mutating func execute() throws(IllegalMoveError) -> Step {
        switch state {
        case .approved:
            state = .executing
            return .startExecution
        case .executing:
            return .continueExecution
        case .pending, .completed, .denied, .canceled, .failed:
            throw IllegalMoveError(from: status, move: "execute")
        }
    }

    /// The person who executes reports that everything is installed.
    package mutating func complete(at date: Date) throws(IllegalMoveError) -> Step {
        switch state {
        case .approved, .executing:
            state = .completed(at: date)
            return .finish
        case .pending, .completed, .denied, .canceled, .failed:
            throw IllegalMoveError(from: status, move: "complete")
        }
    }

    /// The execution has a failure that no repetition can mend.
    package mutating func fail(because reason: String) throws(IllegalMoveError) -> Step {
        switch state {
        case .executing:
            state = .failed(reason: reason)
            return .giveUp
        case .pending, .approved, .completed, .denied, .canceled, .failed:
            throw IllegalMoveError(from: status, move: "fail")
        }
    }
}
