import CAInterface
import PKIDirectory
import PortableFoundation

extension BoundManagement {
    /// Which rules let somebody start an operation or forbid it, with the entry that decides and what would have to change.
    ///
    /// Everybody may ask about oneself, managers and auditors of the profile template about others too.
    /// - Returns: nil when the profile template or the object is absent or invisible.
    package func why(_ question: WhyQuestion) async throws -> WhyAnswer? {
        let lens = try await lens()
        var (templateID, owner, state) = (question.profileTemplate, UUID?.none, "")
        if let id = question.object {
            guard let object = try await object(id), lens.sees(objectOf: object.user, object.template) else { return nil }
            (templateID, owner, state) = (object.template, object.user, object.state)
        }
        guard let templateID, let template = lens.templates[templateID], isVisible(template) || lens.readable.contains(templateID) else {
            return nil
        }
        let actorID = question.actor ?? caller.principal.id
        let targetID = question.target ?? owner ?? actorID
        guard actorID == caller.principal.id || lens.readable.contains(templateID) else {
            throw ManagementError(
                .accessDenied,
                "You may ask about yourself. Managers and auditors of the profile template may ask about others."
            )
        }
        guard let actor = try await reading({ try await service.directory.principal(id: actorID) }),
            let target = try await reading({ try await service.directory.principal(id: targetID) })
        else { return nil }
        let names = try await trusteeNames(of: template.trustees)
        var rules = [
            right(.read, "TemplateIsVisible", of: actor, in: template, names),
            WhyAnswer.Rule(
                "TemplateIsNotRetired",
                !template.isRetired || !question.operation.bringsCertificates,
                template.isRetired ? "retired" : "in use",
                remedy: "Take back its retirement."
            ),
        ]
        let workflow = question.operation.workflow
        let policy = template.policies[workflow]
        rules.append(
            WhyAnswer.Rule(
                "PolicyIsEnabled",
                policy?.enabled == true,
                policy.map { $0.enabled ? "enabled" : "disabled" } ?? "no policy for \(workflow.rawValue)",
                remedy: "Enable the policy for \(workflow.rawValue) in the profile template."
            )
        )
        let isOwn = actorID == targetID && question.operation != .recoverOnBehalf
        rules.append(starter(policy, actor, isOwn: isOwn, names))
        // What only ends something needs no right to enroll, and a disabled account does not hinder it.
        let brings = question.operation.bringsCertificates
        if brings { rules.append(right(.enroll, "TargetMayEnroll", of: target, in: template, names)) }
        rules.append(
            WhyAnswer.Rule(
                "TargetIsAPerson",
                (target.enabled || !brings) && target.kind != .group,
                target.enabled ? target.kind.rawValue : "disabled",
                remedy: "Enable the account, or choose a user or machine."
            )
        )
        if question.operation.needsExistingObject, question.object == nil {
            rules.append(WhyAnswer.Rule("ObjectIsNamed", false, "no object", remedy: "Name the profile or smart card that it concerns."))
        } else if !state.isEmpty, question.operation != .recoverOnBehalf {
            rules.append(
                WhyAnswer.Rule("ObjectBelongsToTarget", owner == targetID, state, remedy: "Name the user of the profile or smart card.")
            )
        }
        if rules.allSatisfy(\.holds) {
            rules.append(try await rest(question, templateID, of: actor))
        }
        return WhyAnswer(operation: question.operation, actor: actor, target: target, profileTemplate: template, rules: rules)
    }

    /// Everything else that creation asks, by the function that creation asks: the state of the object, other requests for it, its parts.
    private func rest(_ question: WhyQuestion, _ template: UUID, of actor: Principal) async throws -> WhyAnswer.Rule {
        let proposal = RequestProposal(
            profileTemplate: template,
            workflow: question.operation.workflow,
            target: question.target,
            existingObject: question.object,
            operation: question.operation
        )
        let asking = Caller(
            principal: actor,
            authentication: .inProcess(service: "CertManagement"),
            door: caller.door,
            remoteAddress: caller.remoteAddress,
            correlationID: caller.correlationID
        )
        do {
            _ = try await service.management(for: asking).plan(proposal)
            return WhyAnswer.Rule(
                "StateAllows",
                true,
                question.object == nil ? "nothing exists yet" : "the state of the object",
                remedy: ""
            )
        } catch let error as ManagementError where Self.refusals.contains(error.code) {
            return WhyAnswer.Rule("StateAllows", false, error.code.rawValue, remedy: error.message)
        }
    }

    /// The profile or smart card with this id.
    private func object(_ id: UUID) async throws -> (user: UUID, template: UUID, state: String)? {
        try await reading {
            if let profile = try await store.profile(id) {
                return (profile.assignedUser, profile.profileTemplate, "profile, \(profile.status.name)")
            }
            guard let card = try await store.smartcard(id) else { return nil }
            return (card.assignedUser, card.profileTemplate, "smart card, \(card.status.name)")
        }
    }

    private func right(
        _ right: AccessRights,
        _ rule: String,
        of principal: Principal,
        in template: ProfileTemplate,
        _ names: [SecurityIdentifier: String]
    ) -> WhyAnswer.Rule {
        let word = right == .read ? "Read" : "Enroll"
        let entry = template.access.decidingEntry(for: right, of: principal)
        guard let entry else {
            return WhyAnswer.Rule(
                rule,
                false,
                "no entry for \(principal.accountName)",
                remedy: "Give \(principal.accountName) or a group of it \(word) on the profile template."
            )
        }
        let trustee = names[entry.trustee] ?? entry.trustee.text
        return WhyAnswer.Rule(
            rule,
            !entry.isDeny,
            "\(entry.isDeny ? "deny" : "allow") \(word) to \(trustee)",
            remedy: "Remove the entry that denies \(word) to \(trustee), or take \(principal.accountName) out of it."
        )
    }

    private func starter(
        _ policy: WorkflowPolicy?,
        _ actor: Principal,
        isOwn: Bool,
        _ names: [SecurityIdentifier: String]
    ) -> WhyAnswer.Rule {
        let rule = "StarterIsListed"
        if let listed = policy?.initiators.first(where: { actor.isIdentified(by: $0) }) {
            return WhyAnswer.Rule(rule, true, "initiator \(names[listed] ?? listed.text)", remedy: "")
        }
        if isOwn, policy?.selfService == true { return WhyAnswer.Rule(rule, true, "self-service", remedy: "") }
        let remedy = "List \(actor.accountName) or a group of it among the initiators"
        return WhyAnswer.Rule(
            rule,
            false,
            isOwn ? "no self-service, and not among the initiators" : "not among the initiators",
            remedy: isOwn ? remedy + ", or allow self-service." : remedy + "."
        )
    }
}

extension ProfileTemplate {
    /// Everybody whom its rights and policies name.
    var trustees: Set<SecurityIdentifier> {
        var all = Set(access.entries.map(\.trustee))
        for policy in policies.values { all.formUnion(policy.initiators + policy.approvers + policy.enrollmentAgents) }
        return all
    }
}
