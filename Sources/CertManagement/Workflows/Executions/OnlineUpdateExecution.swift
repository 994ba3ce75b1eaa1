/// Certificates are added to an object after its profile template has changed. Those that it has stay, and end in their time.
struct OnlineUpdateExecution: WorkflowExecution {
    let operation = Operation.onlineUpdate
    let scope = ExecutionScope.profiles
    let states: Set<ManagedObject.State> = [.active]
    let issues = true

    func complete(_ end: ExecutionEnd) -> WorkflowEffects { WorkflowEffects() }
}
