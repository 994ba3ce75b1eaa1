/// Revokes the certificates of a temporary card. The permanent card stays as it is.
struct TemporaryDisableExecution: WorkflowExecution {
    let operation = Operation.temporaryDisable
    let scope = ExecutionScope.temporaryCards
    let states: Set<ManagedObject.State> = [.active]
    let leaves: ManagedObject.State? = .disabled

    func complete(_ end: ExecutionEnd) -> WorkflowEffects {
        var effects = WorkflowEffects()
        effects.change(end.old) { $0.become(.disabled) }
        effects.acts = end.revocations(of: end.old, by: end.policy.revocation)
        return effects
    }
}
