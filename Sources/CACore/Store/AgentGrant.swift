package import CAInterface
package import PortableFoundation
package import PKIDirectory

/// The right of one principal to act for others: it names the agent, the template, a group of subjects, and the acts. One for each agent, template and group.
package struct AgentGrant: Sendable, Hashable, Codable {
    package let agent: UUID
    /// Template name.
    package let template: String
    /// The group whose members may be the subject.
    package let subjects: SecurityIdentifier
    package let acts: Set<AgentAct>

    package init(agent: UUID, template: String, subjects: SecurityIdentifier, acts: Set<AgentAct> = [.enroll]) {
        self.agent = agent
        self.template = template
        self.subjects = subjects
        self.acts = acts
    }

    /// The same agent, template and group: one of the two replaces the other.
    package func replaces(_ other: AgentGrant) -> Bool {
        agent == other.agent && template.lowercased() == other.template.lowercased() && subjects == other.subjects
    }

    package func allows(_ act: AgentAct, by agent: UUID, forTemplate template: String, subject: Principal) -> Bool {
        self.agent == agent && acts.contains(act) && self.template.lowercased() == template.lowercased()
            && subject.tokenIdentifiers.contains(subjects)
    }
}
