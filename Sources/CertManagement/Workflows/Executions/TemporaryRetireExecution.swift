/// The end of a temporary card, by the policy that was in force when it was issued. The permanent card stays as it is.
struct TemporaryRetireExecution: WorkflowExecution {
    let operation = Operation.temporaryRetire
    let scope = ExecutionScope.temporaryCards
    let states: Set<ManagedObject.State> = [.new, .active, .disabled]
    let leaves: ManagedObject.State? = .retired

    func complete(_ end: ExecutionEnd) -> WorkflowEffects {
        var effects = WorkflowEffects()
        effects.change(end.old) { $0.become(.retired) }
        if end.policy.revocation.revokesOldCertificates { effects.acts = end.revocations(of: end.old, by: end.policy.revocation) }
        return effects
    }
}
