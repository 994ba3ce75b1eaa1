/// The help desk answers the challenge that a user reads out. No object changes.
struct OfflineUnblockExecution: WorkflowExecution {
    let operation = Operation.offlineUnblock
    let scope = ExecutionScope.cards
    let states: Set<ManagedObject.State> = [.active]

    func complete(_ end: ExecutionEnd) -> WorkflowEffects { WorkflowEffects() }
}
