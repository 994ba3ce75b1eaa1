/// The user PIN is set again with the admin key. No object changes.
struct UnblockExecution: WorkflowExecution {
    let operation = Operation.unblock
    let scope = ExecutionScope.cards
    let states: Set<ManagedObject.State> = [.active]

    func complete(_ end: ExecutionEnd) -> WorkflowEffects { WorkflowEffects() }
}
