package import PKIDirectory

/// The rights on one request. The service decides by this list, and the descriptor on the wire shows it.
///
/// Source: "RequestPermission Enumeration" and §"Permissions" of the management documentation; the mapping of bits is chosen. Every call makes the
/// list from the newest version of the profile template, so a right withdrawn there is withdrawn here too.
package struct RequestAccess: Hashable, Sendable {
    /// One entry. Deny entries come first and take precedence.
    package struct Entry: Hashable, Sendable {
        package let trustee: SecurityIdentifier
        package let permissions: RequestPermissions
        package let isDeny: Bool
    }

    /// The SID of the originator.
    package let owner: SecurityIdentifier
    package let entries: [Entry]

    /// - Parameters:
    ///     - policy: the request's workflow in the newest version; nil when it was removed.
    ///     - singleOperator: true if a person may approve their own request, for an installation that one person runs.
    package init(request: ManagementRequest, policy: WorkflowPolicy?, access: AccessControlList, singleOperator: Bool) {
        owner = request.originator.sid
        let parties = request.originator == request.target ? [request.target.sid] : [request.target.sid, request.originator.sid]
        var entries: [Entry] = []
        func allow(_ trustee: SecurityIdentifier, _ permissions: RequestPermissions) {
            entries.append(Entry(trustee: trustee, permissions: permissions, isDeny: false))
        }
        if !singleOperator {
            for party in parties { entries.append(Entry(trustee: party, permissions: .approve, isDeny: true)) }
        }
        for trustee in policy?.approvers ?? [] { allow(trustee, [.approve, .cancel, .distribute, .read]) }
        let byInitiator: RequestPermissions = request.operation.isExecutedByInitiators ? [.cancel, .execute, .read] : [.cancel, .read]
        for trustee in policy?.initiators ?? [] { allow(trustee, byInitiator) }
        if request.isEnrollmentAgent {
            for trustee in policy?.enrollmentAgents ?? [] { allow(trustee, [.execute, .read]) }
        }
        for entry in access.entries where !entry.isDeny && entry.rights.contains(.audit) { allow(entry.trustee, .read) }
        var byTarget: RequestPermissions = request.isEnrollmentAgent ? [.cancel, .read] : [.cancel, .execute, .distribute, .read]
        // Nobody stops what others start against the certificates that they hold.
        if request.originator != request.target, request.operation.takesFromTarget { byTarget.subtract([.cancel, .execute]) }
        if request.originator == request.target {
            allow(request.target.sid, byTarget.union(.write))
        } else {
            allow(request.target.sid, byTarget)
            allow(request.originator.sid, [.cancel, .write, .read])
        }
        self.entries = entries
    }

    /// True if somebody may see requests of others that use a profile template. Each request then has its own list.
    static func mayRead(requestsOf template: ProfileTemplate, _ principal: Principal) -> Bool {
        let token = principal.tokenIdentifiers
        if template.access.entries.contains(where: { !$0.isDeny && $0.rights.contains(.audit) && token.contains($0.trustee) }) {
            return true
        }
        return template.policies.values.contains { policy in
            !token.isDisjoint(with: policy.approvers) || !token.isDisjoint(with: policy.initiators)
                || !token.isDisjoint(with: policy.enrollmentAgents)
        }
    }

    package func permissions(of principal: Principal) -> RequestPermissions {
        let token = principal.tokenIdentifiers
        var allowed: RequestPermissions = []
        var denied: RequestPermissions = []
        for entry in entries where token.contains(entry.trustee) {
            if entry.isDeny { denied.formUnion(entry.permissions) } else { allowed.formUnion(entry.permissions) }
        }
        return allowed.subtracting(denied)
    }
}
