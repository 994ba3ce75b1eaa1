import PortableFoundation
import Testing

@testable import CertManagement

@Suite("The life cycle of a management request")
struct WorkflowMachineTests {
    static let ana = UUID()
    static let ivo = UUID()
    static let date = Date(timeIntervalSince1970: 1_795_219_200)

    enum Move: String, CaseIterable {
        case approve, deny, cancel, execute, complete, fail

        func make(_ machine: inout WorkflowMachine) throws(WorkflowMachine.IllegalMoveError) -> WorkflowMachine.Step {
            switch self {
            case .approve: try machine.approve(by: WorkflowMachineTests.ana)
            case .deny: try machine.deny()
            case .cancel: try machine.cancel()
            case .execute: try machine.execute()
            case .complete: try machine.complete(at: WorkflowMachineTests.date)
            case .fail: try machine.fail(because: "broken")
            }
        }
    }

    /// Each move from each state; nil means that it is refused.
    struct Row: CustomTestStringConvertible {
        let from: WorkflowMachine.State
        let move: Move
        let step: WorkflowMachine.Step?
        let to: RequestStatus
        var testDescription: String { "\(from) \(move.rawValue)" }
    }

    static let rows: [Row] = {
        let pending = WorkflowMachine.State.pending(needed: 2, approvers: [])
        let nearly = WorkflowMachine.State.pending(needed: 2, approvers: [ivo])
        var rows: [Row] = [
            Row(from: pending, move: .approve, step: .awaitApprovals(remaining: 1), to: .pending),
            Row(from: nearly, move: .approve, step: .release, to: .approved),
            Row(from: .pending(needed: 2, approvers: [ana]), move: .approve, step: .nothing, to: .pending),
            Row(from: pending, move: .deny, step: .refuse, to: .denied),
            Row(from: pending, move: .cancel, step: .withdraw, to: .canceled),
            Row(from: pending, move: .execute, step: nil, to: .pending),
            Row(from: pending, move: .complete, step: nil, to: .pending),
            Row(from: pending, move: .fail, step: nil, to: .pending),
            Row(from: .approved, move: .approve, step: nil, to: .approved),
            Row(from: .approved, move: .deny, step: nil, to: .approved),
            Row(from: .approved, move: .cancel, step: .withdraw, to: .canceled),
            Row(from: .approved, move: .execute, step: .startExecution, to: .executing),
            Row(from: .approved, move: .complete, step: .finish, to: .completed),
            Row(from: .approved, move: .fail, step: nil, to: .approved),
            Row(from: .executing, move: .approve, step: nil, to: .executing),
            Row(from: .executing, move: .deny, step: nil, to: .executing),
            Row(from: .executing, move: .cancel, step: .withdraw, to: .canceled),
            Row(from: .executing, move: .execute, step: .continueExecution, to: .executing),
            Row(from: .executing, move: .complete, step: .finish, to: .completed),
            Row(from: .executing, move: .fail, step: .giveUp, to: .failed),
        ]
        let finals: [(WorkflowMachine.State, RequestStatus)] = [
            (.completed(at: date), .completed), (.denied, .denied), (.canceled, .canceled), (.failed(reason: "x"), .failed),
        ]
        for (state, status) in finals { for move in Move.allCases { rows.append(Row(from: state, move: move, step: nil, to: status)) } }
        return rows
    }()

    @Test("every move from every state leads to the right state of the life cycle, or is refused", arguments: rows)
    func moves(row: Row) throws {
        var machine = WorkflowMachine(approvalsNeeded: 0)
        machine.state = row.from
        if let step = row.step {
            #expect(try row.move.make(&machine) == step)
        } else {
            #expect(throws: WorkflowMachine.IllegalMoveError(from: row.to, move: row.move.rawValue)) { try row.move.make(&machine) }
        }
        #expect(machine.status == row.to)
    }

    @Test("a request without approvals begins approved, one with approvals pending")
    func beginnings() {
        #expect(WorkflowMachine(approvalsNeeded: 0).status == .approved)
        #expect(WorkflowMachine(approvalsNeeded: 1).status == .pending)
    }

    @Test("only denied, completed, failed and canceled are final")
    func finals() {
        let states: [WorkflowMachine.State] = [
            .pending(needed: 1, approvers: []), .approved, .executing, .completed(at: Self.date), .denied, .canceled, .failed(reason: ""),
        ]
        let final = states.map { state in
            var machine = WorkflowMachine(approvalsNeeded: 0)
            machine.state = state
            return machine.isFinal
        }
        #expect(final == [false, false, false, true, true, true, true])
    }
}
