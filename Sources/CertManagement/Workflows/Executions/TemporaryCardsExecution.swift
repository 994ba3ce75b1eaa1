/// A card for a short time, beside a permanent card or alone. The permanent card stays as it is.
struct TemporaryCardsExecution: WorkflowExecution {
    let operation = Operation.temporaryCards
    let scope = ExecutionScope.permanentCardOrNothing
    let states: Set<ManagedObject.State> = [.active]
    let makesObject = true

    /// Old* has the permanent card alone: its profile is not for this request.
    func prepare(_ object: ManagedObject?) throws(ManagementError) -> RequestObjects {
        try check(object, isEnd: false)
        return RequestObjects(oldSmartcard: object?.card?.id)
    }

    func execute(_ start: ExecutionStart) -> NewObjects? { NewObjects(start.profile(flags: .temporary)) }

    func complete(_ end: ExecutionEnd) -> WorkflowEffects {
        var effects = WorkflowEffects()
        effects.change(end.new) { new in
            new.become(.active, adding: .temporary)
            new.card?.permanent = end.old?.card?.id
        }
        return effects
    }
}
