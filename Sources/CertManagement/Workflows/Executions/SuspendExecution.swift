/// Puts the certificates on hold.
struct SuspendExecution: WorkflowExecution {
    let operation = Operation.suspend
    let scope = ExecutionScope.profiles
    let states: Set<ManagedObject.State> = [.active]
    let leaves: ManagedObject.State? = .suspended

    func complete(_ end: ExecutionEnd) -> WorkflowEffects {
        var effects = WorkflowEffects()
        effects.change(end.old) { $0.become(.suspended) }
        effects.acts = end.holds(of: end.old)
        return effects
    }
}
