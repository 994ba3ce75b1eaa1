import PortableFoundation
import PKIFormats

/// Groups and their members.
extension DirectoryAdministration {
    /// A page of the groups. For CA administrators, certificate managers and auditors.
    public func groups(page: DirectoryPage = DirectoryPage(), for caller: Principal) async throws -> [Principal] {
        try await requireReader(caller, to: "list groups")
        return try await directory.principals(kind: .group, page: page)
    }

    /// Adds a group without members. For CA administrators.
    /// - Throws: `DirectoryError`: `.accessDenied`, `.invalidName`, `.alreadyExists`.
    public func addGroup(_ name: String, displayName: String?, by acting: Caller) async throws -> Principal {
        let caller = acting.principal
        try await require([.authorityAdministrators], of: caller, to: "add groups")
        let domain = try await directory.domainIdentifier()
        var group = Principal(
            id: UUID(),
            kind: .group,
            name: name,
            domain: caller.domain,
            sid: .account(domain: domain, relativeID: 0),
            commonName: name,
            displayName: displayName ?? name,
            distinguishedName: Self.distinguishedName(of: name, in: "Users", beside: caller)
        )
        try AccountRules.check(group, domain: Self.domainSuffix(of: caller))
        group = Self.identified(group, by: .account(domain: domain, relativeID: try await directory.nextRelativeID()))
        return try await change(by: acting) { [group] actor in
            try await require([.authorityAdministrators], of: actor, to: "add groups")
            guard try await directory.principal(named: name) == nil else {
                throw DirectoryError(.alreadyExists, "There is an account or group named \(name) already. Choose another name.")
            }
            return ([.added(group)], .groupCreated, group)
        }
    }

    /// A page of the direct members of a group. For CA administrators, certificate managers and auditors.
    /// - Throws: `DirectoryError`: `.accessDenied`, `.notFound`.
    public func members(
        ofGroup name: String,
        page: DirectoryPage = DirectoryPage(),
        for caller: Principal
    ) async throws -> [Principal] {
        try await requireReader(caller, to: "list the members of groups")
        return try await directory.members(of: try await group(name).sid, page: page)
    }

    /// Makes an account or group a member of a group; an existing member stays one. For CA administrators.
    /// - Throws: `DirectoryError`: `.accessDenied`, `.notFound` for the group, `.unknown` for the member, `.invalidName` for a group in itself.
    public func addMember(_ name: String, toGroup groupName: String, by caller: Caller) async throws {
        try await change(by: caller) { actor in
            try await require([.authorityAdministrators], of: actor, to: "change the members of groups")
            let group = try await group(groupName)
            guard let member = try await directory.principal(named: name) else { throw Self.unknown(name) }
            guard member.id != group.id, !group.groups.contains(member.sid) else {
                throw DirectoryError(
                    .invalidName,
                    "\(member.name) cannot be a member of \(group.name), because \(group.name) belongs to it already."
                )
            }
            if try await directory.isDirectMember(member.sid, of: group.sid) { return ([], .memberAdded, ()) }
            return ([.memberAdded(group: group.sid, member: member.sid)], .memberAdded, ())
        }
    }

    /// Ends a direct membership; if it does not exist, nothing happens. For CA administrators.
    /// - Throws: `DirectoryError`: `.accessDenied`, `.notFound`, `.lastAdministrator`.
    public func removeMember(_ name: String, fromGroup groupName: String, by caller: Caller) async throws {
        try await change(by: caller) { actor in
            try await require([.authorityAdministrators], of: actor, to: "change the members of groups")
            let group = try await group(groupName)
            guard let member = try await directory.principal(named: name) else { throw Self.unknown(name) }
            guard try await directory.isDirectMember(member.sid, of: group.sid) else { return ([], .memberRemoved, ()) }
            return ([.memberRemoved(group: group.sid, member: member.sid)], .memberRemoved, ())
        }
    }

    private func group(_ name: String) async throws -> Principal {
        guard let found = try await directory.principal(named: name), found.kind == .group else {
            throw DirectoryError(.notFound, "There is no group named \"\(ControlText.visible(name))\". Check the spelling.")
        }
        return found
    }
}
