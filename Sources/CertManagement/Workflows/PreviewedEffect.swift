package import PortableFoundation

/// One line of what a request would do when it ends as it should.
package struct PreviewedEffect: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
        /// Nil is the one that the request makes.
        case profile(UUID?)
        case smartcard(UUID?)
        case certificate(serialNumber: String, template: String)
    }

    package let subject: Subject
    /// The state before and after: `new`, `active`, `suspended`, `disabled`, `retired`; of a certificate `good`, `held`, `revoked`.
    package let before: String
    package let after: String
    /// Flags of a profile or card afterwards, of the words of `ProfileFlags`.
    package let flags: [String]
    /// Of a revocation: RFC 5280 §5.3.1 number, and the time from which it counts; nil is at once.
    package let reason: Int?
    package let effective: Date?
}

extension BoundManagement {
    /// What a proposal would do, by the functions that do it. Nothing is stored.
    /// - Throws: as `createRequest`.
    package func previewEffects(of proposal: RequestProposal) async throws -> [PreviewedEffect] {
        let plan = try await plan(proposal)
        let request = try request(plan, proposal)
        let policy = plan.contents.policies[plan.operation.workflow] ?? plan.policy
        let execution = plan.operation.execution
        let made = execution.execute(
            ExecutionStart(request: request, contents: plan.contents, policy: policy, old: plan.object, newID: service.newID)
        )
        let new = made.map { made in
            ManagedObject(profile: made.profile, card: made.card ?? placeholder(request, made.profile), certificates: [])
        }
        var duplicates: [ManagedObject] = []
        if let object = plan.object { duplicates = try await self.duplicates(of: object) }
        let effects = execution.complete(
            ExecutionEnd(
                request: request,
                policy: policy,
                old: plan.object,
                new: new,
                duplicates: duplicates,
                now: service.now()
            )
        )
        var lines: [PreviewedEffect] = []
        for change in effects.changes {
            let isNew = change.before.profile.id == new?.profile.id
            func line(_ subject: PreviewedEffect.Subject) -> PreviewedEffect {
                PreviewedEffect(
                    subject: subject,
                    before: change.before.state.rawValue,
                    after: change.after.state.rawValue,
                    flags: change.after.profile.flags.words,
                    reason: nil,
                    effective: nil
                )
            }
            lines.append(line(.profile(isNew ? nil : change.before.profile.id)))
            if let card = change.before.card { lines.append(line(.smartcard(isNew ? nil : card.id))) }
        }
        let known = ([plan.object].compactMap { $0 } + effects.changes.map(\.before)).flatMap(\.certificates)
        for act in effects.acts {
            guard let certificate = known.first(where: { act.concerns($0) }) else { continue }
            lines.append(
                PreviewedEffect(
                    subject: .certificate(serialNumber: act.serialNumber, template: certificate.template),
                    before: certificate.standing.rawValue,
                    after: act.standing.rawValue,
                    flags: [],
                    reason: act.kind == .release ? nil : act.reason,
                    effective: act.effective
                )
            )
        }
        return lines
    }

    /// The card that would be bound; only its coming into being is shown.
    private func placeholder(_ request: ManagementRequest, _ profile: Profile) -> Smartcard? {
        guard request.isSmartcard else { return nil }
        return Smartcard(
            id: service.newID(),
            cardID: service.newID(),
            assignedUser: profile.assignedUser,
            profileTemplate: profile.profileTemplate,
            profileTemplateVersion: profile.profileTemplateVersion,
            profile: profile.id,
            request: request.id
        )
    }
}

extension ProfileFlags {
    /// The words of the bits that are set.
    package var words: [String] {
        let table: [(ProfileFlags, String)] = [
            (.primary, "primary"), (.superseded, "superseded"), (.duplicate, "duplicate"), (.temporary, "temporary"), (.reused, "reused"),
            (.keyEscrow, "keyEscrow"),
        ]
        return table.filter { contains($0.0) }.map(\.1)
    }
}
