/// The first issue: a new profile, and with a smart-card template a new card.
struct EnrollExecution: WorkflowExecution {
    let operation = Operation.enroll
    let scope = ExecutionScope.nothing
    let states: Set<ManagedObject.State> = []
    let makesObject = true

    func execute(_ start: ExecutionStart) -> NewObjects? { NewObjects(start.profile()) }

    func complete(_ end: ExecutionEnd) -> WorkflowEffects {
        var effects = WorkflowEffects()
        effects.change(end.new) { $0.become(.active, adding: .primary) }
        return effects
    }
}
