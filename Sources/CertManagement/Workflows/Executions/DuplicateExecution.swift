/// One more profile or card for the same primary. The primary stays as it is.
struct DuplicateExecution: WorkflowExecution {
    let operation = Operation.duplicate
    let scope = ExecutionScope.profiles
    let states: Set<ManagedObject.State> = [.active]
    let makesObject = true

    func execute(_ start: ExecutionStart) -> NewObjects? {
        NewObjects(start.profile(primary: start.old?.profile.primary ?? start.old?.profile.id, flags: .duplicate))
    }

    func complete(_ end: ExecutionEnd) -> WorkflowEffects {
        var effects = WorkflowEffects()
        effects.change(end.new) { new in
            new.become(.active, adding: .duplicate)
            new.profile.primary = end.old?.profile.primary ?? end.old?.profile.id
            new.card?.primary = end.old?.card?.primary ?? end.old?.card?.id
        }
        return effects
    }
}
