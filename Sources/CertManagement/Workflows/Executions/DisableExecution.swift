/// Revokes all certificates, whatever else the policy says; the object becomes disabled, and a retired one stays retired.
struct DisableExecution: WorkflowExecution {
    let operation = Operation.disable
    let scope = ExecutionScope.profiles
    let states: Set<ManagedObject.State> = [.new, .active, .suspended]
    let leaves: ManagedObject.State? = .disabled

    /// Also what is out of use already, as long as a certificate of it is not revoked. At the end nothing may be left to revoke.
    func accepts(_ object: ManagedObject, isEnd: Bool) -> Bool {
        states.contains(object.state) || isEnd || object.own.contains { $0.standing != .revoked || $0.revokedFrom != nil }
    }

    func complete(_ end: ExecutionEnd) -> WorkflowEffects {
        var effects = WorkflowEffects()
        effects.change(end.old) { $0.become($0.state == .retired ? .retired : .disabled) }
        effects.acts = end.revocations(of: end.old, by: end.policy.revocation)
        return effects
    }
}
