/// New certificates take the place of those that end soon. The card is used again when the policy says so; then the chip gets a new row.
struct RenewExecution: WorkflowExecution {
    let operation = Operation.renew
    let scope = ExecutionScope.profiles
    let states: Set<ManagedObject.State> = [.active]
    let makesObject = true

    /// What has a successor is not replaced once more: there would be two primary ones.
    func accepts(_ object: ManagedObject, isEnd: Bool) -> Bool {
        states.contains(object.state) && !object.profile.flags.contains(.superseded)
    }

    func execute(_ start: ExecutionStart) -> NewObjects? {
        var profile = start.profile(parent: start.old?.profile.id)
        guard start.policy.reusesCard, let card = start.old?.card else { return NewObjects(profile) }
        let next = Smartcard(
            id: start.newID(),
            cardID: card.cardID,
            atr: card.atr,
            assignedUser: card.assignedUser,
            profileTemplate: profile.profileTemplate,
            profileTemplateVersion: profile.profileTemplateVersion,
            profile: profile.id,
            request: start.request.id,
            parent: card.id,
            comment: profile.comment,
            middleware: card.middleware,
            adminKey: card.adminKey,
            assignment: card.assignment + 1,
            secretCalls: card.secretCalls
        )
        profile.smartcard = next.id
        return NewObjects(profile, card: next)
    }

    func complete(_ end: ExecutionEnd) -> WorkflowEffects {
        var effects = WorkflowEffects()
        effects.change(end.new) { end.succeed(&$0) }
        let isNewCard = end.old?.card != nil && end.old?.card?.cardID != end.new?.card?.cardID
        effects.change(end.old) { old in
            if !isNewCard {
                old.become(.retired, adding: .superseded, removing: .primary)
            } else {
                old.become(end.policy.revocation.disablesOldObject ? .disabled : old.state, adding: .superseded, removing: .primary)
            }
        }
        if end.policy.revocation.revokesOldCertificates { effects.acts = end.revocations(of: end.old, by: end.policy.revocation) }
        return effects
    }
}
