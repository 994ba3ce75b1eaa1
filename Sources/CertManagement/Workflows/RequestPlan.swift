import CAInterface
import PortableFoundation
import PKIDirectory

/// A request before it is stored: what may be started, for whom, and with which content.
struct RequestPlan {
    let operation: Operation
    let object: ManagedObject?
    /// The newest version, which decides about rights.
    let newest: ProfileTemplate
    /// The version whose content applies.
    let contents: ProfileTemplate
    let policy: WorkflowPolicy
    let target: Principal
    let objects: RequestObjects
}

extension BoundManagement {
    /// Whether the caller may start an operation now. Creation, lists of operations and previews ask here.
    /// - Parameters:
    ///   - target: nil is the object's holder; without an object, and for recovery on behalf, the caller.
    ///   - open: the requests of the target that have not ended.
    ///   - isOffer: nobody is named yet, so that a recovery on behalf is judged without its target.
    func plan(
        _ operation: Operation,
        on object: ManagedObject?,
        of newest: ProfileTemplate,
        for target: UUID?,
        open: [ManagementRequest],
        isOffer: Bool = false
    ) async throws -> RequestPlan {
        guard let policy = newest.policies[operation.workflow], policy.enabled else {
            throw ManagementError(
                .policyDisabled,
                "The profile template “\(newest.name)” has no enabled policy for \(operation.workflow.rawValue). Enable one or choose another."
            )
        }
        if newest.isRetired, operation.bringsCertificates {
            throw ManagementError(
                .policyDisabled,
                "The profile template “\(newest.name)” is retired: what exists can be ended, and nothing new begins. Choose another one."
            )
        }
        let principal = try await allowedTarget(of: operation, on: object, target, template: newest, policy: policy, isOffer: isOffer)
        let objects = try operation.execution.prepare(object)
        if object == nil, operation == .temporaryCards, !newest.isSmartcard {
            throw ManagementError(
                .invalidClientData,
                "“\(newest.name)” is not for smart cards, so it has no temporary ones. Choose another one."
            )
        }
        if let object, let other = open.first(where: { $0.operation == operation && $0.concerns(object) }) {
            throw ManagementError(
                .requestStateInvalid,
                "The request \(other.id.uuidString.lowercased()) for \(operation.word) of this object is \(other.status.name). "
                    + "Finish or cancel that one first."
            )
        }
        // The end of a temporary card follows the policy in force when it was issued.
        var contents = newest
        if let object, object.isTemporary, operation == .temporaryDisable || operation == .temporaryRetire {
            let version = object.profile.profileTemplateVersion
            contents = try await reading { try await store.profileTemplate(newest.id, version: version) } ?? newest
        }
        return RequestPlan(
            operation: operation,
            object: object,
            newest: newest,
            contents: contents,
            policy: policy,
            target: principal,
            objects: objects
        )
    }

    /// The target, if the caller may start this operation for it. What only ends something needs no right to enroll, and a disabled account does not hinder it.
    private func allowedTarget(
        of operation: Operation,
        on object: ManagedObject?,
        _ target: UUID?,
        template: ProfileTemplate,
        policy: WorkflowPolicy,
        isOffer: Bool
    ) async throws -> Principal {
        let id: UUID
        if operation == .recoverOnBehalf {
            id = target ?? caller.principal.id
        } else if let holder = object?.profile.assignedUser {
            guard target == nil || target == holder else {
                throw ManagementError(
                    .invalidClientData,
                    "The target is not the holder of the profile or smart card. Leave target out."
                )
            }
            id = holder
        } else {
            id = target ?? caller.principal.id
        }
        let refusal = ManagementError(
            .accessDenied,
            "This account may not start \(operation.rawValue) of “\(template.name)” for that user. "
                + "Self-service, or a place among the policy's initiators, and the Enroll right of the user on the profile template are needed."
        )
        let isInitiator = !caller.principal.tokenIdentifiers.isDisjoint(with: policy.initiators)
        let isSelfService = id == caller.principal.id && policy.selfService && operation != .recoverOnBehalf
        guard isInitiator || isSelfService else { throw refusal }
        guard let principal = try await reading({ try await service.directory.principal(id: id) }), principal.kind != .group else {
            throw refusal
        }
        guard operation.bringsCertificates, !(isOffer && operation == .recoverOnBehalf) else { return principal }
        guard principal.enabled, template.access.rights(of: principal).contains(.enroll) else { throw refusal }
        return principal
    }

    /// The plan of a proposal.
    func plan(_ proposal: RequestProposal) async throws -> RequestPlan {
        var object: ManagedObject?
        var template: ProfileTemplate?
        if let id = proposal.existingObject {
            guard proposal.workflow != .enroll else {
                throw ManagementError(
                    .invalidClientData,
                    "Enroll makes a new profile and is for none that exists. Leave profile and smartcard out."
                )
            }
            guard let found = try await visibleObject(id) else {
                throw ManagementError(
                    .accessDenied,
                    "There is no profile or smart card \(id.uuidString.lowercased()) that this account may use. Ask for the list of profiles."
                )
            }
            if let named = proposal.profileTemplate, named != found.template.id {
                throw ManagementError(
                    .invalidClientData,
                    "profiletemplateuuid is not the profile template of the profile or smart card. Leave it out."
                )
            }
            (object, template) = (found.object, found.template)
        } else if let id = proposal.profileTemplate {
            template = try await profileTemplate(id)
        } else {
            throw ManagementError(
                .invalidClientData,
                "Neither a profile template nor an existing profile or smart card is named. Name one."
            )
        }
        guard let template else {
            throw ManagementError(
                .accessDenied,
                "There is no profile template \(proposal.profileTemplate?.uuidString.lowercased() ?? "") that this account may use. "
                    + "Ask for the list of profile templates."
            )
        }
        if let named = proposal.operation, named.workflow != proposal.workflow {
            throw ManagementError(.invalidClientData, "\(named.word) does not belong to the workflow \(proposal.workflow.rawValue).")
        }
        let operation = proposal.operation ?? Operation(proposal.workflow, on: object)
        let target =
            operation == .recoverOnBehalf ? (proposal.target ?? caller.principal.id) : (object?.profile.assignedUser ?? proposal.target)
        return try await plan(
            operation,
            on: object,
            of: template,
            for: proposal.target,
            open: try await openRequests(of: target ?? caller.principal.id)
        )
    }
}

extension Operation {
    /// What a workflow's name means for this object.
    init(_ workflow: Workflow, on object: ManagedObject?) {
        let isTemporary = object?.isTemporary == true
        switch workflow {
        case .revoke where isTemporary: self = .temporaryDisable
        case .retire where isTemporary: self = .temporaryRetire
        default: self.init(workflow)
        }
    }
}
