/// What was lost or damaged is replaced. The policy says what happens to the old object, and to its duplicates.
struct RecoverExecution: WorkflowExecution {
    let operation = Operation.recover
    let scope = ExecutionScope.profiles
    let states: Set<ManagedObject.State> = [.active, .disabled]
    let makesObject = true

    /// What has a successor is not replaced once more: there would be two primary ones.
    func accepts(_ object: ManagedObject, isEnd: Bool) -> Bool {
        states.contains(object.state) && !object.profile.flags.contains(.superseded)
    }

    func execute(_ start: ExecutionStart) -> NewObjects? { NewObjects(start.profile(parent: start.old?.profile.id)) }

    func complete(_ end: ExecutionEnd) -> WorkflowEffects {
        var effects = WorkflowEffects()
        effects.change(end.new) { end.succeed(&$0) }
        replace(end.old, by: end.policy.revocation, end, &effects)
        if let options = end.policy.duplicateRevocation {
            for duplicate in end.duplicates where duplicate.state != .retired { replace(duplicate, by: options, end, &effects) }
        }
        return effects
    }

    private func replace(
        _ object: ManagedObject?,
        by options: RevocationOptions,
        _ end: ExecutionEnd,
        _ effects: inout WorkflowEffects
    ) {
        effects.change(object) { old in
            old.become(options.disablesOldObject ? .disabled : old.state, adding: .superseded, removing: .primary)
        }
        if options.revokesOldCertificates { effects.acts += end.revocations(of: object, by: options) }
    }
}
