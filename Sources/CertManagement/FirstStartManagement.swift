package import PortableFoundation
import PKIDirectory

/// Puts into an empty store what an installation starts with. Repeating it changes nothing; killed at any moment, the next run completes it.
package struct FirstStartManagement: Sendable {
    let store: any ManagementStore
    let domain: (UInt32, UInt32, UInt32)
    let clock: @Sendable () -> Date

    /// - Parameter domain: the three numbers of the installation's domain SID.
    package init(store: any ManagementStore, domain: (UInt32, UInt32, UInt32), clock: @escaping @Sendable () -> Date) {
        self.store = store
        self.domain = domain
        self.clock = clock
    }

    package func completeFirstStart() async throws {
        guard try await store.profileTemplate(SampleProfileTemplate.id) == nil else { return }
        do {
            let template = SampleProfileTemplate.make(domain: domain)
            try await store.commit([.profileTemplateSaved(template, audit: try template.audited(by: .service(.firstStart), when: clock()))])
        } catch ManagementCommitError.moved {
            // Another run stored it between the look and the commit.
        }
    }
}
