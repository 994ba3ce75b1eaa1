import CAInterface
package import PortableFoundation
import PKIDirectory

extension BoundManagement {
    /// The profile templates the caller may see and choose, ordered by name: without retired ones. Source: "Get profile templates".
    package func profileTemplates() async throws -> [ProfileTemplate] {
        try await reading { try await store.profileTemplates().filter { isVisible($0) && !$0.isRetired } }
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
        try await profileTemplate(id)?.policies[workflow]
    }

    func isVisible(_ template: ProfileTemplate) -> Bool {
        template.access.rights(of: caller.principal).contains(.read)
    }

    /// A profile of the caller, or one whose template the caller may audit.
    package func profile(_ id: UUID) async throws -> Profile? {
        try await reading {
            guard let profile = try await store.profile(id) else { return nil }
            if profile.assignedUser == caller.principal.id { return profile }
            let template = try await store.profileTemplate(profile.profileTemplate)
            guard let template, template.access.rights(of: caller.principal).contains(.audit) else { return nil }
            return profile
        }
    }

    package func certificates(ofProfile id: UUID) async throws -> [ManagedCertificate]? {
        guard try await profile(id) != nil else { return nil }
        return try await reading { try await store.managedCertificates(ofProfile: id) }
    }
}
