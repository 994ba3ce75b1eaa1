package import CAInterface
import HTTPTypes
package import WireProtocols

/// Templates that are edited, and the grants of agents.
extension RemoteAdministration {
    /// Stores all documents, or none. A dry run only says what would be.
    /// - Throws: `CAError.unacceptable` naming every finding that forbids it, unless it is a dry run.
    package func edit(_ edits: [TemplateEdit], options: TemplateEditOptions = []) async throws -> TemplateBatchOutcomeBody {
        let body = try API.encode(TemplateBatchBody(edits, options: options))
        return try API.decode(TemplateBatchOutcomeBody.self, try await transport.send(.post, .templates, body: body))
    }

    package func templateHistory(of name: String) async throws -> TemplateHistoryBody {
        try API.decode(TemplateHistoryBody.self, try await transport.send(.get, .templateVersions(name: name)))
    }

    package func template(named name: String, version: Int) async throws -> TemplateBody {
        try API.decode(TemplateBody.self, try await transport.send(.get, .templateVersion(name: name, version)))
    }

    package func retireTemplate(_ name: String) async throws {
        _ = try await transport.send(.delete, .template(name: name))
    }

    package func acceptRule(_ rule: String, reason: String, ofTemplate name: String) async throws {
        let body = try API.encode(AcceptanceReasonBody(reason: reason))
        _ = try await transport.send(.put, .templateAcceptance(name: name, rule: rule), body: body)
    }

    package func withdrawAcceptance(of rule: String, ofTemplate name: String) async throws {
        _ = try await transport.send(.delete, .templateAcceptance(name: name, rule: rule))
    }

    /// - Parameter principal: nil is the caller.
    package func access(toTemplate name: String, principal: String?) async throws -> TemplateAccessBody {
        var query = principal.map { [("principal", $0)] } ?? []
        if !authority.isEmpty { query.append(("authority", authority)) }
        return try API.decode(TemplateAccessBody.self, try await transport.send(.get, .templateAccess(name: name), query: query))
    }

    package func agentGrants() async throws -> [AgentGrantBody] {
        try API.decode([AgentGrantBody].self, try await transport.send(.get, .agentGrants))
    }

    package func grantAgent(_ grant: NewAgentGrantBody) async throws -> AgentGrantBody {
        try API.decode(AgentGrantBody.self, try await transport.send(.post, .agentGrants, body: try API.encode(grant)))
    }

    package func removeAgentGrant(_ grant: NewAgentGrantBody) async throws {
        _ = try await transport.send(
            .delete,
            .agentGrant(agent: grant.agent, template: grant.template, subjects: grant.subjects)
        )
    }
}
