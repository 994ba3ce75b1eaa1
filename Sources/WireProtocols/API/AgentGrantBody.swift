package import CAInterface
import PKIDirectory
import PortableFoundation

/// An element of `GET /api/v1/agent-grants`: an agent may enroll the members of a group for a template.
package struct AgentGrantBody: Codable, Sendable, Equatable {
    /// GUID of the agent, and its name while the directory has it.
    package let agent: String
    package let agentName: String?
    package let template: String
    /// SID of the group, and its name while the directory has it.
    package let subjects: String
    package let subjectsName: String?

    package init(_ grant: AgentGrantRecord) {
        agent = grant.agent.uuidString.lowercased()
        agentName = grant.agentName
        template = grant.template
        subjects = grant.subjects.text
        subjectsName = grant.subjectsName
    }
}

/// `POST /api/v1/agent-grants`.
package struct NewAgentGrantBody: Codable, Sendable, Equatable {
    /// A name or GUID.
    package let agent: String
    package let template: String
    /// A name or SID.
    package let subjects: String

    package init(agent: String, template: String, subjects: String) {
        self.agent = agent
        self.template = template
        self.subjects = subjects
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        self.init(agent: try object.text("agent"), template: try object.text("template"), subjects: try object.text("subjects"))
        try object.finish()
    }
}
