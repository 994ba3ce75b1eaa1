package import PortableFoundation

/// The life cycle of one management request: pure, no clock and no store. `WorkflowMachine+StateMachine.swift` has the moves;
/// `BoundManagement` performs the steps they return.
///
/// Source: "Working with Requests", "RequestOperations", "ExecuteOperations".
package struct WorkflowMachine: Hashable, Sendable, Codable {
    /// Each state carries only its own data.
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

    /// A new request. It is approved at once when its policy needs no approval.
    package init(approvalsNeeded: Int) {
        state = approvalsNeeded > 0 ? .pending(needed: approvalsNeeded, approvers: []) : .approved
    }

    /// The step to perform after a move.
    package enum Step: Hashable, Sendable {
        /// Record the approval; this many are missing.
        case awaitApprovals(remaining: Int)
        /// Record that the request may be executed.
        case release
        /// Record the denial; the request is final.
        case refuse
        /// Record that it was canceled before its end.
        case withdraw
        /// Create the result of the execution, then continue with it.
        case startExecution
        /// Continue an execution that began earlier.
        case continueExecution
        /// Put the result of the execution into service.
        case finish
        /// Record why it cannot continue.
        case giveUp
        /// The same fact has been recorded before.
        case nothing
    }

    /// The state does not allow the move.
    package struct IllegalMoveError: Error, Hashable, Sendable {
        package let from: RequestStatus
        package let move: String
    }

    /// The number of the state on the wire.
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

    /// The time of completion; nil before that.
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
