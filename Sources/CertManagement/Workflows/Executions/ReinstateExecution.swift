/// Releases the certificates from hold.
struct ReinstateExecution: WorkflowExecution {
    let operation = Operation.reinstate
    let scope = ExecutionScope.profiles
    let states: Set<ManagedObject.State> = [.suspended]
    let leaves: ManagedObject.State? = .active

    func complete(_ end: ExecutionEnd) -> WorkflowEffects {
        var effects = WorkflowEffects()
        effects.change(end.old) { $0.become(.active) }
        effects.acts = end.releases(of: end.old)
        return effects
    }
}
