import CAInterface
package import PortableFoundation
import PKIDirectory

extension BoundManagement {
    /// The profile templates the caller may see, ordered by name. Source: "Get profile templates".
    package func profileTemplates() async throws -> [ProfileTemplate] {
        try await reading { try await store.profileTemplates().filter(isVisible) }
    }

    /// One of them.
    package func profileTemplate(_ id: UUID) async throws -> ProfileTemplate? {
        try await reading {
            guard let template = try await store.profileTemplate(id), isVisible(template) else { return nil }
            return template
        }
    }

    /// The policy of a workflow; nil when there is none. Source: "Get workflow policy".
    package func policy(of id: UUID, for workflow: Workflow) async throws -> WorkflowPolicy? {
        guard var policy = try await profileTemplate(id)?.policies[workflow] else { return nil }
        // For some operations the policy cannot choose.
        policy.enrollmentAgentRequired = Operation(workflow).needsAgent(by: policy)
        return policy
    }

    func isVisible(_ template: ProfileTemplate) -> Bool {
        template.access.rights(of: caller.principal).contains(.read)
    }
}
