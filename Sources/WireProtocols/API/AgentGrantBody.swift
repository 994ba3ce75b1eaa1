package import CAInterface
import PKIDirectory
import PortableFoundation

/// An element of `GET /api/v1/agent-grants`: an agent may act for the members of a group and a template.
package struct AgentGrantBody: Codable, Sendable, Equatable {
    /// GUID of the agent, and its name while the directory has it.
    package let agent: String
    package let agentName: String?
    package let template: String
    /// SID of the group, and its name while the directory has it.
    package let subjects: String
    package let subjectsName: String?
    /// The words of `AgentAct`, in its order.
    package let acts: [String]

    package init(_ grant: AgentGrantRecord) {
        agent = grant.agent.uuidString.lowercased()
        agentName = grant.agentName
        template = grant.template
        subjects = grant.subjects.text
        subjectsName = grant.subjectsName
        acts = AgentAct.words(grant.acts)
    }
}

/// `POST /api/v1/agent-grants`.
package struct NewAgentGrantBody: Codable, Sendable, Equatable {
    /// A name or GUID.
    package let agent: String
    package let template: String
    /// A name or SID.
    package let subjects: String
    /// Nil is `enroll` alone.
    package let acts: [AgentAct]?

    package init(agent: String, template: String, subjects: String, acts: [AgentAct]? = nil) {
        self.agent = agent
        self.template = template
        self.subjects = subjects
        self.acts = acts
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        var acts: [AgentAct]?
        if let words = try object.optionalTexts("acts") {
            acts = []
            for word in words {
                guard let act = AgentAct(rawValue: word) else {
                    throw BodyError(field: "acts", value: word, reason: "“\(word.prefix(60))” is none of enroll, revoke and recover")
                }
                acts?.append(act)
            }
        }
        self.init(agent: try object.text("agent"), template: try object.text("template"), subjects: try object.text("subjects"), acts: acts)
        try object.finish()
    }
}
