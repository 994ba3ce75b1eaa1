import CAInterface
package import PortableFoundation
import PKIDirectory

extension BoundManagement {
    /// Approves a pending request. The manager's data items are merged into its collection. Nil when absent or invisible.
    ///
    /// Source: "RequestOperations.Approve Method". Several approvals by one person count once; nobody approves their own request.
    package func approve(_ id: UUID, comment: String = "", dataItems: [DataItem] = []) async throws -> VisibleRequest? {
        try checkComment(comment)
        try DataCollection.checkLimits(dataItems)
        let situation = try await changing(id) { situation in
            try require(.approve, in: situation, to: "approve it")
            let before = situation.request.status
            let step: WorkflowMachine.Step
            do throws(WorkflowMachine.IllegalMoveError) { step = try situation.request.machine.approve(by: caller.principal.id) } catch {
                throw ManagementError.wrongState(error)
            }
            guard step != .nothing else { return [] }
            let sealed = try await collecting(dataItems, atApprovalOf: &situation, isLast: step == .release)
            situation.request.revision += 1
            let kind: HistoryEvent.Kind
            let detail: String
            if case .awaitApprovals(let remaining) = step {
                (kind, detail) = (.approvalAdded, "\(remaining) more needed")
            } else {
                (kind, detail) = (.approved, "")
            }
            return [
                .requestUpdated(situation.request), event(kind, on: situation.request, from: before, comment: comment, detail: detail),
            ] + sealed
        }
        return situation.map { VisibleRequest(request: $0.request, access: $0.access) }
    }

    /// Denies a pending request. Nil when absent or invisible. Source: "RequestOperations.Deny Method".
    package func deny(_ id: UUID, comment: String = "") async throws -> VisibleRequest? {
        try checkComment(comment)
        let situation = try await changing(id) { situation in
            try require(.approve, in: situation, to: "deny it")
            let before = situation.request.status
            do throws(WorkflowMachine.IllegalMoveError) { _ = try situation.request.machine.deny() } catch {
                throw ManagementError.wrongState(error)
            }
            situation.request.revision += 1
            return [.requestUpdated(situation.request), event(.denied, on: situation.request, from: before, comment: comment)]
        }
        return situation.map { VisibleRequest(request: $0.request, access: $0.access) }
    }
}
