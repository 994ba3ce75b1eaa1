package import PortableFoundation
import PKIDirectory

/// Fills an empty store with the first objects of an installation. A repetition changes nothing, and the next run completes a killed one.
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
            // Another run stored it between the look-up and the commit.
        }
    }
}
