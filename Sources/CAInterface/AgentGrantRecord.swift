public import PKIDirectory
public import PortableFoundation

/// The right of an agent to act for others: agent, template, group of subjects and acts, with names for people.
public struct AgentGrantRecord: Hashable, Sendable {
    public let agent: UUID
    /// `DOMAIN\name`; nil when the directory no longer has the agent.
    public let agentName: String?
    public let template: String
    public let subjects: SecurityIdentifier
    /// The name of the group; nil when the directory no longer has it.
    public let subjectsName: String?
    public let acts: Set<AgentAct>

    public init(
        agent: UUID,
        agentName: String?,
        template: String,
        subjects: SecurityIdentifier,
        subjectsName: String?,
        acts: Set<AgentAct> = [.enroll]
    ) {
        self.agent = agent
        self.agentName = agentName
        self.template = template
        self.subjects = subjects
        self.subjectsName = subjectsName
        self.acts = acts
    }
}
