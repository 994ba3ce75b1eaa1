import CAInterface
import CertificateTemplates
import PKIDirectory
import PortableFoundation

/// Profile templates as administrators edit them. Administrators are those of the installation's first CA, as for certificate templates.
///
/// These calls throw `CAError`, and `ManagementError` when the records cannot be read or written.
extension BoundManagement {
    /// The most documents of one edit.
    package static let mostEdits = 100

    /// Every profile template for administrators and those who may audit it; others see those that they may read. Ordered by name.
    package func editableProfileTemplates() async throws -> [ProfileTemplate] {
        let isAdministrator = try await isAdministrator()
        return try await reading {
            try await store.profileTemplates().filter { isAdministrator || isVisible($0) || mayAudit($0) }
        }
    }

    /// The document of the newest version, or of another, by GUID or name. For administrators, and for who may audit the profile template, who do
    /// not get the admin key of new cards.
    /// - Throws: `CAError.notFound`, `.accessDenied`.
    package func profileTemplateDocument(_ name: String, version: Int? = nil) async throws
        -> (template: ProfileTemplate, document: ProfileTemplateDocument)
    {
        let (newest, isAdministrator) = try await readable(name)
        guard let version, version != newest.version else { return (newest, try await document(newest, withAdminKey: isAdministrator)) }
        guard let template = try await reading({ try await store.profileTemplate(newest.id, version: version) }) else {
            throw CAError(
                .notFound,
                status: .invalidArgument,
                "The profile template \(newest.name) has no version \(version).",
                reason: DenialReason(
                    rule: "VersionIsKnown",
                    field: "version",
                    value: "\(version)",
                    remedy: "Name one from 1 to \(newest.version)."
                )
            )
        }
        return (template, try await document(template, withAdminKey: isAdministrator))
    }

    /// Every version with its differences, oldest first. For the same people.
    package func profileTemplateVersions(_ name: String) async throws -> [ProfileTemplateVersion] {
        let newest = try await readable(name).template
        var versions: [ProfileTemplateVersion] = []
        var former: ProfileTemplateDocument?
        for number in 1...newest.version {
            guard let template = try await reading({ try await store.profileTemplate(newest.id, version: number) }) else { continue }
            let document = try await document(template, withAdminKey: true)
            versions.append(
                ProfileTemplateVersion(
                    template: template,
                    changes: former == nil ? [] : ProfileTemplateDifference.changes(from: former, to: document)
                )
            )
            former = document
        }
        return versions
    }

    /// Stores all documents in one commit, or none of them. For administrators.
    /// - Parameter isDryRun: nothing is stored; the outcome says what would be.
    /// - Throws: `CAError.preconditionFailed` when a profile template is not in the state that its edit expects, `.malformed` for documents that
    ///   contradict each other.
    package func edit(_ edits: [ProfileTemplateEdit], isDryRun: Bool) async throws -> ProfileTemplateEditOutcome {
        try await requireAdministrator()
        guard edits.count <= Self.mostEdits else {
            throw CAError(.malformed, status: .invalidArgument, "\(edits.count) documents are too many; send at most \(Self.mostEdits).")
        }
        for _ in 0..<8 {
            let surroundings = try await surroundings()
            let stored = try await reading { try await store.profileTemplates() }
            var outcomes: [ProfileTemplateOutcome] = []
            var changes: [ManagementChange] = []
            var names: [String: UUID] = Dictionary(stored.map { ($0.name.lowercased(), $0.id) }) { first, _ in first }
            var edited: Set<UUID> = []
            for edit in edits {
                let (outcome, template) = try await outcome(of: edit, stored, surroundings)
                guard edited.insert(template.id).inserted else {
                    throw Self.contradiction(
                        "name",
                        template.name,
                        "Two documents are of the profile template \(template.name). Leave one out."
                    )
                }
                if let other = names[template.name.lowercased()], other != template.id {
                    throw Self.contradiction(
                        "name",
                        template.name,
                        "Another profile template is called \(template.name). Choose another name."
                    )
                }
                names[template.name.lowercased()] = template.id
                outcomes.append(outcome)
                if outcome.oldVersion != outcome.newVersion {
                    let audit = try template.audited(by: .caller(caller), when: service.now())
                    changes.append(.profileTemplateSaved(template, audit: audit))
                }
            }
            let result = ProfileTemplateEditOutcome(isStored: !isDryRun && !outcomes.contains(where: \.isRefused), outcomes: outcomes)
            guard result.isStored, !changes.isEmpty else { return result }
            do {
                try await store.commit(changes)
                return result
            } catch ManagementCommitError.moved {
                continue
            } catch {
                throw failed(error)
            }
        }
        throw CAError(
            .conflict,
            status: .objectAlreadyExists,
            "The profile templates kept being changed by others. Read them again and repeat."
        )
    }

    /// From now on nothing new can be started with it. For administrators.
    /// - Parameter version: the newest version; nil retires any.
    package func retireProfileTemplate(_ name: String, version: Int?) async throws {
        try await requireAdministrator()
        for _ in 0..<8 {
            var template = try await readable(name).template
            if let version { try Self.check(.version(version), template, template.name) }
            if template.isRetired { return }
            template.isRetired = true
            template.version += 1
            do {
                try await store.commit([
                    .profileTemplateSaved(template, audit: try template.audited(by: .caller(caller), when: service.now()))
                ])
                return
            } catch ManagementCommitError.moved {
                continue
            } catch {
                throw failed(error)
            }
        }
        throw CAError(
            .conflict,
            status: .objectAlreadyExists,
            "The profile template kept being changed by others. Read it again and repeat."
        )
    }

    // MARK: One edit

    private func outcome(
        of edit: ProfileTemplateEdit,
        _ stored: [ProfileTemplate],
        _ surroundings: ProfileTemplateSurroundings
    ) async throws -> (ProfileTemplateOutcome, ProfileTemplate) {
        let document = edit.document
        let former = Self.named(edit.target ?? document.id?.uuidString ?? document.name, in: stored)
        if let id = document.id, let former, former.id != id {
            let told = "The document has the id \(id.uuidString.lowercased()), and \(former.name) has another. Leave it out."
            throw Self.contradiction("id", id.uuidString.lowercased(), told)
        }
        try Self.check(edit.precondition, former, edit.target ?? document.name)
        let given = edit.target.flatMap { UUID(uuidString: $0) } ?? document.id
        if former == nil, let target = edit.target, target.lowercased() != document.name.lowercased(), UUID(uuidString: target) == nil {
            throw Self.contradiction(
                "name",
                document.name,
                "The document is of \(document.name), and the path names \(target), which is not there."
            )
        }
        let trustees = try await sids(in: document)
        var template = try document.template(
            id: former?.id ?? given ?? service.newID(),
            version: former?.version ?? 1,
            trustees: trustees
        )
        let isChanged = former != template
        if isChanged { template.version = (former?.version ?? 0) + 1 }
        let before = if let former { try await self.document(former, withAdminKey: true) } else { nil as ProfileTemplateDocument? }
        let after = try await self.document(template, withAdminKey: true)
        let groups = try await groups(among: Set(template.policies.values.flatMap(\.approvers)))
        var place = surroundings
        place.groups = groups
        return (
            ProfileTemplateOutcome(
                id: template.id,
                name: template.name,
                oldVersion: former?.version,
                newVersion: template.version,
                changes: isChanged ? ProfileTemplateDifference.changes(from: before, to: after) : [],
                findings: ProfileTemplateValidation.findings(of: template, in: place),
                meaning: isChanged ? ProfileTemplateMeaning.sentences(from: former, to: template) : []
            ),
            template
        )
    }

    private static func check(_ precondition: TemplateEdit.Precondition, _ former: ProfileTemplate?, _ name: String) throws(CAError) {
        let state = former.map { "has version \($0.version)" } ?? "does not exist"
        let isMet =
            switch precondition {
            case .anything: true
            case .absent: former == nil
            case .present: former != nil
            case .version(let version): former?.version == version
            }
        guard !isMet else { return }
        throw CAError(
            .preconditionFailed,
            status: .objectAlreadyExists,
            "The profile template \(name) \(state), so the edit was not made from what is stored.",
            reason: DenialReason(
                rule: "EditsAreOfTheNewestVersion",
                field: "If-Match",
                value: former.map { "\($0.version)" } ?? "absent",
                remedy: "Read the profile template again, repeat the edit and send its ETag."
            )
        )
    }

    private static func contradiction(_ field: String, _ value: String, _ message: String) -> CAError {
        CAError(
            .malformed,
            status: .invalidArgument,
            message,
            reason: DenialReason(rule: "DocumentsAgree", field: field, value: value, remedy: "Change the document.")
        )
    }

    // MARK: Names

    static func named(_ name: String, in templates: [ProfileTemplate]) -> ProfileTemplate? {
        if let id = UUID(uuidString: name), let found = templates.first(where: { $0.id == id }) { return found }
        return templates.first { $0.name.lowercased() == name.lowercased() }
    }

    private static let everybody: [(name: String, sid: SecurityIdentifier)] = [
        ("Everyone", .everyone), ("Authenticated Users", .authenticatedUsers),
    ]

    /// The SID of each name.
    /// - Throws: `CAError.unacceptable` for one that the directory does not know.
    private func sids(in document: ProfileTemplateDocument) async throws -> [String: SecurityIdentifier] {
        var sids: [String: SecurityIdentifier] = [:]
        for (text, path) in document.trustees {
            if let known = Self.everybody.first(where: { $0.name.lowercased() == text.lowercased() })?.sid ?? SecurityIdentifier(text) {
                sids[text] = known
            } else if let principal = try await reading({ try await service.directory.principal(named: text) }) {
                sids[text] = principal.sid
            } else {
                let field = path.joined(separator: ".")
                throw CAError(
                    .unacceptable,
                    status: .invalidArgument,
                    "\(document.name): \(field) is “\(text)”, and no account or group has this name.",
                    reason: DenialReason(
                        rule: "TrusteeIsKnown",
                        field: field,
                        value: text,
                        remedy: "Use a name that `chancery user list` or `chancery group list` shows, or a SID."
                    )
                )
            }
        }
        return sids
    }

    private func document(_ template: ProfileTemplate, withAdminKey: Bool) async throws -> ProfileTemplateDocument {
        var sids = Set(template.access.entries.map(\.trustee))
        for policy in template.policies.values { sids.formUnion(policy.initiators + policy.approvers + policy.enrollmentAgents) }
        var names = Dictionary(uniqueKeysWithValues: Self.everybody.map { ($0.sid, $0.name) })
        for sid in sids where names[sid] == nil {
            guard let principal = try await reading({ try await service.directory.principal(sid: sid) }) else { continue }
            // A name that would mean somebody else when it is read is no name.
            let found = try await reading { try await service.directory.principal(named: principal.name) }
            if found?.sid == sid { names[sid] = principal.name }
        }
        return try ProfileTemplateDocument(template, names: names, withAdminKey: withAdminKey)
    }

    private func groups(among sids: Set<SecurityIdentifier>) async throws -> Set<String> {
        var groups = Set(Self.everybody.map(\.sid.text))
        for sid in sids {
            let kind = try await reading { try await service.directory.principal(sid: sid) }?.kind ?? .group
            if kind == .group { groups.insert(sid.text) }
        }
        return groups
    }

    // MARK: Rights

    private func mayAudit(_ template: ProfileTemplate) -> Bool {
        template.access.rights(of: caller.principal).contains(.audit)
    }

    /// The newest version, if the caller may read the document.
    private func readable(_ name: String) async throws -> (template: ProfileTemplate, isAdministrator: Bool) {
        let isAdministrator = try await isAdministrator()
        let stored = try await reading { try await store.profileTemplates() }
        let found = Self.named(name, in: stored)
        if let found, isAdministrator || mayAudit(found) { return (found, isAdministrator) }
        guard let found, isVisible(found) else {
            throw CAError(
                .notFound,
                status: .invalidArgument,
                "There is no profile template “\(name.prefix(128))” that this account may see.",
                reason: DenialReason(
                    rule: "ProfileTemplateIsKnown",
                    field: "profileTemplate",
                    value: String(name.prefix(128)),
                    remedy: "Choose one that `chancery profile-template list` shows."
                )
            )
        }
        throw Self.refusal("read the policies of “\(found.name)”", "Administrators, and who may audit it, read them.")
    }

    private func requireAdministrator() async throws {
        guard try await isAdministrator() else {
            throw Self.refusal("edit profile templates", "Ask an administrator of the installation's first CA.")
        }
    }

    private static func refusal(_ act: String, _ remedy: String) -> CAError {
        CAError(
            .accessDenied,
            status: .accessDenied,
            "This account may not \(act). \(remedy)",
            reason: DenialReason(rule: "CallerAdministers", field: "caller", value: "no administrator", remedy: remedy)
        )
    }

    func isAdministrator() async throws -> Bool {
        guard let bound = try await firstAuthority() else { return false }
        do {
            let roles = try await bound.myRoles()
            return roles.held.subtracting(roles.suspended).contains(.administrator)
        } catch let error as CAError where error.code == .accessDenied {
            return false
        }
    }

    /// The first CA for the caller, which says who administers the installation.
    private func firstAuthority() async throws -> (any BoundAuthority)? {
        guard let first = try await service.authorities.authorities().first else { return nil }
        return try await service.authorities.authority(named: first.name, for: caller)
    }

    /// What documents may refer to, as the caller's CAs tell it.
    private func surroundings() async throws -> ProfileTemplateSurroundings {
        let authorities = try await service.authorities.authorities()
        var issuers: [String: Set<String>] = [:]
        var templates: [CertificateTemplate] = []
        var retired: Set<String> = []
        for (index, authority) in authorities.enumerated() {
            let bound = try await service.authorities.authority(named: authority.name, for: caller)
            let states: [TemplateState]
            do { states = try await bound.templateStates() } catch let error as CAError where index > 0 && error.code == .accessDenied {
                // Another CA may have other administrators; it is not said of it that it does not issue.
                for template in templates { issuers[template.name, default: []].insert(authority.name) }
                continue
            }
            if index == 0 {
                templates = states.map(\.template)
                retired = Set(states.filter(\.isRetired).map(\.template.name))
            }
            for state in states where state.isPublished { issuers[state.template.name, default: []].insert(authority.name) }
        }
        return ProfileTemplateSurroundings(
            templates: templates.map { template in
                ProfileTemplateSurroundings.Template(
                    name: template.name,
                    isRetired: retired.contains(template.name),
                    archivesKeys: template.privateKeyFlags.contains(.requirePrivateKeyArchival),
                    issuers: issuers[template.name] ?? []
                )
            },
            authorities: authorities.map(\.name),
            validators: Set(service.validators.keys),
            sendsMail: service.sendsMail
        )
    }
}
