public import PKIDirectory
public import PortableFoundation

/// The right of an agent to enroll others: agent, template and group of subjects, with names for people.
public struct AgentGrantRecord: Hashable, Sendable {
    public let agent: UUID
    /// `DOMAIN\name`; nil when the directory no longer has the agent.
    public let agentName: String?
    public let template: String
    public let subjects: SecurityIdentifier
    /// The name of the group; nil when the directory no longer has it.
    public let subjectsName: String?

    public init(agent: UUID, agentName: String?, template: String, subjects: SecurityIdentifier, subjectsName: String?) {
        self.agent = agent
        self.agentName = agentName
        self.template = template
        self.subjects = subjects
        self.subjectsName = subjectsName
    }
}
