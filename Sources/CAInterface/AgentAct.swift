/// An act that a grant lets an agent do for others, at the authorities that issue the template. A grant of before these acts has `enroll` alone.
public enum AgentAct: String, CaseIterable, Hashable, Sendable, Codable {
    /// Ask for certificates in the name of a member of the group.
    case enroll
    /// Revoke, hold and release certificates that this agent asked for in the name of a member of the group. Nothing else, so the agent is no officer.
    case revoke
    /// Get back the archived keys of such certificates.
    case recover

    /// The words in the order of the table, as documents and the record have them.
    public static func words(_ acts: Set<AgentAct>) -> [String] { allCases.filter(acts.contains).map(\.rawValue) }
}
