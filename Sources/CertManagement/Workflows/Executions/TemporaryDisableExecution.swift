/// Revokes the certificates of a temporary card. The permanent card stays as it is.
struct TemporaryDisableExecution: WorkflowExecution {
    let operation = Operation.temporaryDisable
    let scope = ExecutionScope.temporaryCards
    let states: Set<ManagedObject.State> = [.new, .active]
    let leaves: ManagedObject.State? = .disabled

    func accepts(_ object: ManagedObject, isEnd: Bool) -> Bool { DisableExecution().accepts(object, isEnd: isEnd) }

    func complete(_ end: ExecutionEnd) -> WorkflowEffects {
        var effects = WorkflowEffects()
        effects.change(end.old) { $0.become($0.state == .retired ? .retired : .disabled) }
        effects.acts = end.revocations(of: end.old, by: end.policy.revocation)
        return effects
    }
}
