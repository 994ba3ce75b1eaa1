/// Somebody else gets the archived keys of an object, also of a retired one: its old data is still there. The source stays as it is.
struct RecoverOnBehalfExecution: WorkflowExecution {
    let operation = Operation.recoverOnBehalf
    let scope = ExecutionScope.profiles
    let states: Set<ManagedObject.State> = [.active, .disabled, .retired]
    let makesObject = true

    func prepare(_ object: ManagedObject?) throws(ManagementError) -> RequestObjects {
        try check(object, isEnd: false)
        guard let object, object.hasArchivedKeys else {
            throw ManagementError(
                .requestStateInvalid,
                "No key of this object is archived, so there is nothing to recover on behalf. Choose another object."
            )
        }
        return .old(object)
    }

    func execute(_ start: ExecutionStart) -> NewObjects? { NewObjects(start.profile(flags: .keyEscrow)) }

    func complete(_ end: ExecutionEnd) -> WorkflowEffects {
        var effects = WorkflowEffects()
        effects.change(end.new) { $0.become(.active, adding: .keyEscrow) }
        return effects
    }
}
