package import CAInterface
import CertificateTemplates
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Who may enroll for others: agent, template and group of subjects.
extension BoundCertificationAuthority {
    package func agentGrants() async throws -> [AgentGrantRecord] {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard standing.seesAll else { throw refusal(standing, "list the grants of agents") }
            var records: [AgentGrantRecord] = []
            for grant in snapshot.agentGrants { records.append(try await record(of: grant)) }
            return records.sorted {
                ($0.agentName ?? "", $0.template, $0.subjects.text) < ($1.agentName ?? "", $1.template, $1.subjects.text)
            }
        }
    }

    package func grantAgent(
        _ agent: String,
        template: String,
        subjects: String,
        acts: Set<AgentAct>
    ) async throws -> AgentGrantRecord {
        try await acting { snapshot, standing in
            try require(.manageAuthority, of: standing, to: "grant agents")
            guard let principal = try await self.agent(named: agent) else { throw Self.unknownPrincipal(agent, field: "agent") }
            guard principal.kind != .group else {
                throw TemplateEditPlan.fault("AgentsAreAccounts", "agent", agent, "it is a group", "Name a user, machine or service.")
            }
            let stored = try stored(template, in: snapshot)
            guard let group = try await self.group(named: subjects) else { throw Self.unknownPrincipal(subjects, field: "subjects") }
            guard group.kind == .group else {
                throw TemplateEditPlan.fault(
                    "SubjectsAreAGroup",
                    "subjects",
                    subjects,
                    "it is no group",
                    "Name a group; its members may be enrolled."
                )
            }
            guard !acts.isEmpty else {
                throw TemplateEditPlan.fault(
                    "GrantsNameAnAct",
                    "acts",
                    "",
                    "it is empty",
                    "Name at least one of enroll, revoke and recover."
                )
            }
            let grant = AgentGrant(agent: principal.id, template: stored.name, subjects: group.sid, acts: acts)
            if !snapshot.agentGrants.contains(grant) {
                try await service.store.commit(
                    [
                        .agentGranted(grant),
                        audited(
                            .agentGranted(
                                agent: grant.agent,
                                template: grant.template,
                                subjects: grant.subjects,
                                acts: AgentAct.words(grant.acts)
                            ),
                            service.clock()
                        ),
                    ],
                    expecting: Basis(rightsEpoch: snapshot.rightsEpoch)
                )
            }
            return try await record(of: grant)
        }
    }

    package func removeAgentGrant(_ agent: String, template: String, subjects: String) async throws {
        try await acting { snapshot, standing in
            try require(.manageAuthority, of: standing, to: "remove the grants of agents")
            // The directory may have lost agent or group, so identifiers must do.
            let identifier = try await self.agent(named: agent)?.id ?? UUID(uuidString: agent)
            let group = try await self.group(named: subjects)?.sid ?? SecurityIdentifier(subjects)
            let grant = snapshot.agentGrants.first {
                $0.agent == identifier && $0.template.lowercased() == template.lowercased() && $0.subjects == group
            }
            guard let grant else {
                throw CAError(
                    .notFound,
                    status: .invalidArgument,
                    "\(agent.quoted) has no grant for the template \(template.quoted) and \(subjects.quoted).",
                    reason: DenialReason(
                        rule: "GrantIsKnown",
                        field: "agent",
                        value: agent,
                        remedy: "Choose one that `chancery agent-grant list` shows."
                    )
                )
            }
            try await service.store.commit(
                [
                    .agentGrantRemoved(grant),
                    audited(.agentGrantRemoved(agent: grant.agent, template: grant.template, subjects: grant.subjects), service.clock()),
                ],
                expecting: Basis(rightsEpoch: snapshot.rightsEpoch)
            )
        }
    }

    /// Whether the caller is the agent that asked for this certificate in the name of somebody else, and has a grant for the act now. The template's name is
    /// the one that the row has, and the group must have the subject now.
    func isGranted(_ act: AgentAct, serial: String, to standing: Standing, in snapshot: AuthoritySnapshot) async throws -> Bool {
        let agent = standing.principal
        guard agent.enabled, snapshot.agentGrants.contains(where: { $0.agent == agent.id && $0.acts.contains(act) }),
            let digits = try? SerialText.required(serial), let row = try await service.store.request(serial: digits, of: number),
            row.caller == agent.id, row.requester != agent.id, let template = row.templateName,
            let subject = try await snapshot.principal(row.requester, from: service.directory)?.principal
        else { return false }
        return snapshot.agentGrants.contains { $0.allows(act, by: agent.id, forTemplate: template, subject: subject) }
    }

    private func agent(named name: String) async throws -> Principal? {
        if let id = UUID(uuidString: name) { return try await service.directory.principal(id: id) }
        return try await principal(named: name)
    }

    private func group(named name: String) async throws -> Principal? {
        if let sid = SecurityIdentifier(name) { return try await service.directory.principal(sid: sid) }
        return try await principal(named: name)
    }

    private func record(of grant: AgentGrant) async throws -> AgentGrantRecord {
        AgentGrantRecord(
            agent: grant.agent,
            agentName: try await service.directory.principal(id: grant.agent)?.accountName,
            template: grant.template,
            subjects: grant.subjects,
            subjectsName: try await name(of: grant.subjects),
            acts: grant.acts
        )
    }
}
