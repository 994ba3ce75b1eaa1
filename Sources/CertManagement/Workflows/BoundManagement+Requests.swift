import CAInterface
package import PortableFoundation
import PKIDirectory

extension BoundManagement {
    /// Starts a workflow.
    /// - Throws: `.accessDenied`, `.policyDisabled`, `.invalidClientData`. An unknown template or target and an invisible one both give
    /// `.accessDenied`.
    package func createRequest(_ proposal: RequestProposal) async throws -> VisibleRequest {
        try checkComment(proposal.comment)
        guard let templateID = proposal.profileTemplate else {
            throw ManagementError(
                .policyDisabled,
                "Operations on an existing profile or smart card are not available for this object. Name a profile template in profiletemplateuuid."
            )
        }
        guard let template = try await profileTemplate(templateID) else {
            throw ManagementError(
                .accessDenied,
                "There is no profile template \(templateID.uuidString.lowercased()) that this account may use. Ask for the list of profile templates."
            )
        }
        guard !template.isRetired else {
            throw ManagementError(
                .policyDisabled,
                "The profile template “\(template.name)” is retired, so nothing new can be started with it. Choose another."
            )
        }
        guard let policy = template.policies[proposal.workflow], policy.enabled else {
            throw ManagementError(
                .policyDisabled,
                "The profile template “\(template.name)” has no enabled policy for \(proposal.workflow.rawValue). Enable one or choose another."
            )
        }
        guard proposal.workflow == .enroll, proposal.existingObject == nil else {
            throw ManagementError(.policyDisabled, "Only Enroll without an existing object can be started here. Start an Enroll request.")
        }
        let target = try await allowedTarget(of: proposal, template: template, policy: policy)
        try checkChoices(of: proposal, policy)
        let id = proposal.requestID ?? service.newID()
        let collected = try await collecting(proposal.dataItems, for: proposal.workflow, policy: policy, request: id, target: target.id)
        var flags: RequestFlags = []
        if template.isSmartcard { flags.insert(.smartcard) }
        if policy.enrollmentAgentRequired { flags.insert(.enrollmentAgent) }
        let request = ManagementRequest(
            id: id,
            workflow: proposal.workflow,
            operation: proposal.operation,
            machine: WorkflowMachine(approvalsNeeded: policy.approvalsNeeded),
            flags: flags,
            dataItems: collected.items,
            dataCollectionFlags: collected.flags,
            originator: .init(caller.principal),
            target: .init(target),
            submitted: service.now(),
            priority: proposal.priority ?? policy.defaultPriority,
            comment: proposal.comment,
            profileTemplate: template.id,
            profileTemplateVersion: template.version,
            revocation: proposal.revocation,
            certificateTemplate: proposal.certificateTemplate
        )
        do {
            try await store.commit(
                [
                    .requestCreated(request),
                    event(.initiated, on: request, from: .none, comment: proposal.comment, detail: "for \(target.accountName)"),
                ] + collected.changes
            )
        } catch { throw failed(error) }
        return VisibleRequest(
            request: request,
            access: RequestAccess(
                request: request,
                policy: policy,
                access: template.access,
                singleOperator: await singleOperatorAuthorities().allow(template)
            )
        )
    }

    /// The target, if the caller may start this workflow for it.
    private func allowedTarget(of proposal: RequestProposal, template: ProfileTemplate, policy: WorkflowPolicy) async throws -> Principal {
        let targetID = proposal.target ?? caller.principal.id
        let refusal = ManagementError(
            .accessDenied,
            "This account may not start \(proposal.workflow.rawValue) of “\(template.name)” for that user. "
                + "Self-service, or a place among the policy's initiators, and the Enroll right of the user on the profile template are needed."
        )
        guard let target = try await reading({ try await service.directory.principal(id: targetID) }), target.enabled, target.kind != .group
        else {
            throw refusal
        }
        let isSelfService = targetID == caller.principal.id && policy.selfService
        let isInitiator = !caller.principal.tokenIdentifiers.isDisjoint(with: policy.initiators)
        guard isSelfService || isInitiator, template.access.rights(of: target).contains(.enroll) else { throw refusal }
        return target
    }

    /// One request; nil when absent or invisible.
    package func request(_ id: UUID) async throws -> VisibleRequest? {
        try await situation(of: id).map { VisibleRequest(request: $0.request, access: $0.access) }
    }

    /// The number of requests in one read. It bounds the memory for a list of any length.
    private static let pageLength = 200

    /// Yields the requests that the caller may read, in the order of submission, page by page: each page is released before the next is
    /// read.
    /// Source: "Get request".
    /// - Parameter onlyOwn: only requests whose target is the caller.
    package func requests(
        status: RequestStatus?,
        onlyOwn: Bool,
        _ take: (VisibleRequest) throws -> Void
    ) async throws {
        try await reading {
            var newest: [UUID: ProfileTemplate] = [:]
            for template in try await store.profileTemplates() { newest[template.id] = template }
            // The store omits requests that the caller cannot see, so that a user's list does not read everybody's. Then each request's own list decides.
            let readable = newest.values.filter { RequestAccess.mayRead(requestsOf: $0, caller.principal) }.map(\.id)
            var query = ManagementRequestQuery(
                target: onlyOwn ? caller.principal.id : nil,
                status: status,
                reader: .init(party: caller.principal.id, profileTemplates: Set(readable)),
                limit: Self.pageLength
            )
            let alone = await singleOperatorAuthorities()
            while true {
                let page = try await store.managementRequests(query)
                for request in page {
                    guard let template = newest[request.profileTemplate] else { continue }
                    let access = RequestAccess(
                        request: request,
                        policy: template.policies[request.workflow],
                        access: template.access,
                        singleOperator: alone.allow(template)
                    )
                    guard access.permissions(of: caller.principal).contains(.read) else { continue }
                    try take(VisibleRequest(request: request, access: access))
                }
                guard page.count == query.limit else { return }
                query.after = page.last?.id
            }
        }
    }

    /// The history of a request; nil when absent or invisible.
    package func history(of id: UUID) async throws -> [HistoryEvent]? {
        guard try await situation(of: id) != nil else { return nil }
        return try await reading { try await store.history(of: id) }
    }

    /// Completes, cancels or abandons a request; nil when absent or invisible.
    package func setStatus(of id: UUID, to wanted: RequestedStatus, comment: String = "") async throws -> VisibleRequest? {
        try checkComment(comment)
        let situation = try await changing(id) { situation in
            try await wanted == .completed ? completion(&situation) : withdrawal(&situation, as: wanted, comment)
        }
        return situation.map { VisibleRequest(request: $0.request, access: $0.access) }
    }

    private func completion(_ situation: inout Situation) async throws -> [ManagementChange] {
        try require(.execute, in: situation, to: "complete it")
        let before = situation.request.status
        do throws(WorkflowMachine.IllegalMoveError) { _ = try situation.request.machine.complete(at: service.now()) } catch {
            throw ManagementError.wrongState(error)
        }
        var changes: [ManagementChange] = []
        if let id = situation.request.newProfile, var profile = try await reading({ try await store.profile(id) }) {
            profile.status = .active
            profile.flags.insert(.primary)
            profile.revision += 1
            changes.append(.profileUpdated(profile))
        }
        changes += try await completedCard(of: situation.request)
        situation.request.revision += 1
        return changes + [.requestUpdated(situation.request), event(.completed, on: situation.request, from: before)]
    }

    private func withdrawal(_ situation: inout Situation, as wanted: RequestedStatus, _ comment: String) async throws -> [ManagementChange]
    {
        try require(.cancel, in: situation, to: "cancel or abandon it")
        let before = situation.request.status
        do throws(WorkflowMachine.IllegalMoveError) { _ = try situation.request.machine.cancel() } catch {
            throw ManagementError.wrongState(error)
        }
        situation.request.revision += 1
        let kind: HistoryEvent.Kind = wanted == .abandoned ? .abandoned : .canceled
        let card = try await releasedCard(of: situation.request)
        return card + [.requestUpdated(situation.request), event(kind, on: situation.request, from: before, comment: comment)]
    }

    func require(_ permission: RequestPermissions, in situation: Situation, to act: String) throws(ManagementError) {
        guard situation.permissions.contains(permission) else {
            throw ManagementError(
                .accessDenied,
                "This account may see the request but may not \(act). Ask somebody whom its security descriptor names."
            )
        }
    }
}
