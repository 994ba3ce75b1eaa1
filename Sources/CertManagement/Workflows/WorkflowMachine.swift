package import PortableFoundation

/// The life cycle of one management request: pure, no clock and no store. `WorkflowMachine+StateMachine.swift` has the moves;
/// `BoundManagement` performs the steps they return.
///
/// Source: "Working with Requests", "RequestOperations", "ExecuteOperations".
package struct WorkflowMachine: Hashable, Sendable, Codable {
    /// Each state carries only what that state has.
    enum State: Hashable, Sendable, Codable {
        /// Waits for `needed` different approvers; these have approved.
        case pending(needed: Int, approvers: [UUID])
        case approved
        case executing
        case completed(at: Date)
        case denied
        case canceled
        case failed(reason: String)
    }

    var state: State

    /// A new request: approved at once when its policy needs no approval.
    package init(approvalsNeeded: Int) {
        state = approvalsNeeded > 0 ? .pending(needed: approvalsNeeded, approvers: []) : .approved
    }

    /// What the one who made the move has to do now.
    package enum Step: Hashable, Sendable {
        /// Record the approval; this many are missing.
        case awaitApprovals(remaining: Int)
        /// Record that the request may be executed.
        case release
        /// Record the refusal; nothing more can happen.
        case refuse
        /// Record that it was given up before its end.
        case withdraw
        /// Create what the execution produces, then go on with it.
        case startExecution
        /// Go on with an execution that began earlier.
        case continueExecution
        /// Put what the execution produced into service.
        case finish
        /// Record why it cannot go on.
        case giveUp
        /// The same fact was recorded before.
        case nothing
    }

    /// The state does not allow the move.
    package struct IllegalMoveError: Error, Hashable, Sendable {
        package let from: RequestStatus
        package let move: String
    }

    /// The state as the number on the wire.
    package var status: RequestStatus {
        switch state {
        case .pending: .pending
        case .approved: .approved
        case .executing: .executing
        case .completed: .completed
        case .denied: .denied
        case .canceled: .canceled
        case .failed: .failed
        }
    }

    /// When it was completed; nil while it is not.
    package var completedWhen: Date? {
        if case .completed(let date) = state { date } else { nil }
    }

    package var isFinal: Bool {
        switch state {
        case .completed, .denied, .canceled, .failed: true
        case .pending, .approved, .executing: false
        }
    }
}
