package import PortableFoundation
package import PKIDirectory

/// The right of one principal to enroll for others: it names the agent, the template and a group of subjects.
package struct AgentGrant: Sendable, Hashable, Codable {
    package let agent: UUID
    /// Template name.
    package let template: String
    /// The group whose members may be the subject.
    package let subjects: SecurityIdentifier

    package init(agent: UUID, template: String, subjects: SecurityIdentifier) {
        self.agent = agent
        self.template = template
        self.subjects = subjects
    }
}
