/// The end of a card's life. The policy says whether its certificates are revoked.
struct RetireExecution: WorkflowExecution {
    let operation = Operation.retire
    let scope = ExecutionScope.permanentCards
    let states: Set<ManagedObject.State> = [.new, .active, .suspended, .disabled]
    let leaves: ManagedObject.State? = .retired

    func complete(_ end: ExecutionEnd) -> WorkflowEffects {
        var effects = WorkflowEffects()
        effects.change(end.old) { $0.become(.retired) }
        if end.policy.revocation.revokesOldCertificates { effects.acts = end.revocations(of: end.old, by: end.policy.revocation) }
        return effects
    }
}
