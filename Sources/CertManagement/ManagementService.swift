package import CAInterface
package import PortableFoundation
package import Logging
package import PKIDirectory

/// Certificate management: profile templates, requests and their workflows, on top of any CA. Constant dependencies; the truth is in the store.
///
/// Its certificates are asked for by `agent`, on behalf of the target, under a grant the CA checks: without the grant the CA refuses.
package struct ManagementService: Sendable {
    let store: any ManagementStore
    let authorities: any AuthoritySource
    let agent: Principal
    let directory: any PrincipalSource
    let clock: @Sendable () -> Date
    let newID: @Sendable () -> UUID
    let logger: Logger

    package init(
        store: any ManagementStore,
        authorities: any AuthoritySource,
        agent: Principal,
        directory: any PrincipalSource,
        clock: @escaping @Sendable () -> Date,
        newID: @escaping @Sendable () -> UUID = { UUID() },
        logger: Logger
    ) {
        self.store = store
        self.authorities = authorities
        self.agent = agent
        self.directory = directory
        self.clock = clock
        self.newID = newID
        self.logger = logger
    }

    /// The service as this caller sees it. Binding happens here and nowhere else.
    package func management(for caller: Caller) -> BoundManagement { BoundManagement(service: self, caller: caller) }

    /// Now, in whole milliseconds: what rows and answers can hold.
    func now() -> Date { Date(timeIntervalSince1970: (clock().timeIntervalSince1970 * 1000).rounded() / 1000) }
}
