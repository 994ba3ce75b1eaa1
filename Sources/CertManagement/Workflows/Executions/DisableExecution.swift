/// Revokes all certificates, whatever else the policy says; the object becomes disabled.
struct DisableExecution: WorkflowExecution {
    let operation = Operation.disable
    let scope = ExecutionScope.profiles
    let states: Set<ManagedObject.State> = [.active, .suspended]
    let leaves: ManagedObject.State? = .disabled

    func complete(_ end: ExecutionEnd) -> WorkflowEffects {
        var effects = WorkflowEffects()
        effects.change(end.old) { $0.become(.disabled) }
        effects.acts = end.revocations(of: end.old, by: end.policy.revocation)
        return effects
    }
}
