import CAInterface
import PKIDirectory
import PKIFormats

/// The limits of access lists and officer rights.
enum AuthoritySecurityRules {
    /// Every request reads the list, so it is short.
    static let mostEntries = 1_000

    static func check(_ list: AccessControlList) throws(CAError) {
        guard list.entries.count <= mostEntries else {
            throw refusal(
                "AccessListIsShort",
                "entries",
                "\(list.entries.count)",
                "The access list has more than \(mostEntries) entries.",
                "Give the rights to groups."
            )
        }
        let known = AuthorityRole.all.reduce(into: AccessRights()) { $0.formUnion($1.right) }
        for entry in list.entries where entry.rights.isEmpty || !entry.rights.isSubset(of: known) {
            throw refusal(
                "AccessListIsKnown",
                "entries",
                entry.trustee.text,
                "The entry of \(entry.trustee.text) has no right, or one that an authority does not know.",
                "The rights are \(AuthorityRole.all.map(\.word).joined(separator: ", "))."
            )
        }
    }

    /// - Parameter templates: the names of all stored templates, in lower case.
    static func check(_ restrictions: [OfficerRestriction], templates: Set<String>) throws(CAError) {
        guard restrictions.count <= mostEntries else {
            throw refusal(
                "OfficerRightsAreShort",
                "restrictions",
                "\(restrictions.count)",
                "The officer rights have more than \(mostEntries) lines.",
                "Use groups of officers and of subjects."
            )
        }
        for restriction in restrictions {
            guard let template = restriction.template, !templates.contains(template.lowercased()) else { continue }
            throw refusal(
                "TemplateIsKnown",
                "template",
                String(template.prefix(200)),
                "There is no template \(template.quoted).",
                "Choose one that `chancery template list --all` shows, or leave the template out for all."
            )
        }
    }

    /// Nobody but a command on the machine could undo a change that removes the last administrator.
    /// - Parameter caller: asked first, because usually the caller stays administrator.
    static func requireAdministrator(of changed: StoredAuthority, after caller: Principal, in directory: any PrincipalSource) async throws {
        func administers(_ principal: Principal) -> Bool {
            principal.enabled && principal.kind != .group && changed.rights(of: principal).contains(.manageAuthority)
        }
        if administers(caller) { return }
        var page = DirectoryPage(limit: 1_000)
        while true {
            let users = try await directory.principals(kind: .user, page: page)
            if users.contains(where: administers) { return }
            guard users.count == page.limit, let last = users.last else { break }
            page.after = last.name
        }
        let roles = AuthorityRoles(rights: changed.access.rights(of: caller))
        let why =
            changed.duties.roleSeparation && roles.isConflicting
            ? "With role separation you would lose all roles, because you hold \(roles.intersection(.separated).names.joined(separator: " and "))."
            : "The access list would give no enabled user the right to administer."
        throw refusal(
            "AnAdministratorIsLeft",
            "entries",
            caller.accountName,
            "The change would leave the authority without an administrator. \(why)",
            "First make another user an administrator who holds no second role. On the machine, `chancery authority recover` helps."
        )
    }

    static func refusal(_ rule: String, _ field: String, _ value: String, _ why: String, _ remedy: String) -> CAError {
        CAError(
            .unacceptable,
            status: .invalidArgument,
            why + " Nothing was changed.",
            reason: DenialReason(rule: rule, field: field, value: value, remedy: remedy)
        )
    }
}
