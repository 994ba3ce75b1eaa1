import CAInterface
import PortableFoundation
import PKIDirectory
import PKIFormats

extension BoundManagement {
    /// Starts a workflow.
    ///
    /// Of two calls at once for one profile or card, one wins: both change its last request, and the other decides again.
    /// - Throws: `.accessDenied`, `.policyDisabled`, `.requestStateInvalid`, `.invalidClientData`. An unknown template, object or target and an
    /// invisible one both give `.accessDenied`.
    package func createRequest(_ proposal: RequestProposal) async throws -> VisibleRequest {
        try checkComment(proposal.comment)
        for _ in 0..<8 {
            let plan = try await plan(proposal)
            let (request, kept) = try await request(plan, proposal)
            var changes: [ManagementChange] = [
                .requestCreated(request),
                event(.initiated, on: request, from: .none, comment: proposal.comment, detail: detail(of: plan)),
            ]
            changes += kept
            if var object = plan.object {
                object.profile.lastRequest = request.id
                object.profile.revision += 1
                changes.append(.profileUpdated(object.profile))
                if var card = object.card {
                    card.lastRequest = request.id
                    card.revision += 1
                    changes.append(.smartcardUpdated(card))
                }
            }
            do { try await store.commit(changes) } catch ManagementCommitError.moved { continue } catch { throw failed(error) }
            return VisibleRequest(
                request: request,
                access: RequestAccess(
                    request: request,
                    policy: plan.policy,
                    access: plan.newest.access,
                    singleOperator: await singleOperatorAuthorities().allow(plan.newest)
                )
            )
        }
        throw ManagementError(.requestChanged, "The profile or smart card kept being changed by others. Read it again and repeat the call.")
    }

    /// The request that a plan makes, and the changes that keep its sealed answers. Nothing is stored.
    func request(_ plan: RequestPlan, _ proposal: RequestProposal) async throws -> (ManagementRequest, [ManagementChange]) {
        let policy = plan.policy
        try check(proposal, plan)
        if proposal.refusesUnaskedItems || policy.dataItems.contains(where: { $0.storage == .sealed }) {
            try DataCollection.checkAsked(proposal.dataItems, in: policy.dataItems)
        }
        let id = proposal.requestID ?? service.newID()
        let collected = try await collecting(
            proposal.dataItems,
            for: plan.operation.workflow,
            policy: policy,
            request: id,
            target: plan.target.id
        )
        var flags: RequestFlags = []
        if plan.contents.isSmartcard || plan.object?.card != nil { flags.insert(.smartcard) }
        if plan.operation.needsAgent(by: policy) { flags.insert(.enrollmentAgent) }
        let request = ManagementRequest(
            id: id,
            workflow: plan.operation.workflow,
            operation: plan.operation,
            machine: WorkflowMachine(approvalsNeeded: policy.approvalsNeeded),
            flags: flags,
            dataItems: collected.items,
            dataCollectionFlags: collected.flags,
            originator: .init(caller.principal),
            target: .init(plan.target),
            submitted: service.now(),
            newProfile: plan.objects.newProfile,
            oldProfile: plan.objects.oldProfile,
            newSmartcard: plan.objects.newSmartcard,
            oldSmartcard: plan.objects.oldSmartcard,
            priority: proposal.priority ?? policy.defaultPriority,
            comment: proposal.comment,
            profileTemplate: plan.contents.id,
            profileTemplateVersion: plan.contents.version,
            revocation: proposal.revocation,
            certificateTemplate: proposal.certificateTemplate
        )
        return (request, collected.changes)
    }

    /// What the initiator may choose only where the policy lets them.
    private func check(_ proposal: RequestProposal, _ plan: RequestPlan) throws(ManagementError) {
        let options = (plan.contents.policies[plan.operation.workflow] ?? plan.policy).revocation
        if let reason = proposal.revocation?.reason {
            let isReason = (0...10).contains(reason) && ![6, 7, 8].contains(reason)
            guard options.allowsOtherReason, isReason else {
                throw ManagementError(
                    .invalidClientData,
                    "The policy does not let the initiator choose the reason \(reason). Leave it out."
                )
            }
        }
        if let delay = proposal.revocation?.delaySeconds {
            guard options.allowsOtherDelay, (0...(10 * 365 * 86_400)).contains(delay) else {
                throw ManagementError(.invalidClientData, "The policy does not let the initiator choose the delay \(delay). Leave it out.")
            }
        }
        guard let name = proposal.certificateTemplate else { return }
        guard plan.operation == .onlineUpdate, plan.policy.allowsNamedTemplate,
            plan.contents.certificates.contains(where: { $0.template.lowercased() == name.lowercased() })
        else {
            throw ManagementError(
                .invalidClientData,
                "The certificate template “\(name)” cannot be named here: only an online update names one, of the profile template, when the policy allows it."
            )
        }
    }

    private func detail(of plan: RequestPlan) -> String {
        guard let object = plan.object else { return "for \(plan.target.accountName)" }
        let name =
            object.card.map { "smart card \($0.id.uuidString.lowercased())" } ?? "profile \(object.profile.id.uuidString.lowercased())"
        return "\(plan.operation.word) of \(name) for \(plan.target.accountName)"
    }
}
