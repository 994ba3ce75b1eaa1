package import CAInterface
package import PortableFoundation
package import Logging
package import PKIDirectory

/// Certificate management: profile templates, requests and their workflows, on top of any CA. Its dependencies are constant; the store holds
/// all state.
///
/// `agent` requests its certificates on behalf of the target, under a grant that the CA checks. Without the grant the CA refuses.
package struct ManagementService: Sendable {
    let store: any ManagementStore
    let authorities: any AuthoritySource
    let agent: Principal
    let directory: any PrincipalSource
    let secrets: any SecretSealing
    let keyGenerator: any ServerKeyGenerator
    let pfx: PFXForm
    let cards: CardServices
    /// Custom checks of answers, by the name that profile templates use.
    let validators: [String: any DataItemValidator]
    let passwords: any OneTimePasswordProviding
    /// Whether queued mails are sent: there is a mail server.
    let sendsMail: Bool
    let clock: @Sendable () -> Date
    let newID: @Sendable () -> UUID
    let logger: Logger

    /// - Parameters:
    ///   - secrets: without one nothing is kept, so that no key can be made here.
    ///   - pfx: the form of the PFX files that are given out.
    ///   - sendsMail: without a mail server nothing may be queued that must arrive.
    package init(
        store: any ManagementStore,
        authorities: any AuthoritySource,
        agent: Principal,
        directory: any PrincipalSource,
        secrets: any SecretSealing = MissingSecretKey(),
        keyGenerator: any ServerKeyGenerator = SoftwareKeyGenerator(),
        pfx: PFXForm = .modern(),
        cards: CardServices = CardServices(),
        validators: [String: any DataItemValidator] = [:],
        passwords: any OneTimePasswordProviding = RandomOneTimePasswords(),
        sendsMail: Bool = false,
        clock: @escaping @Sendable () -> Date,
        newID: @escaping @Sendable () -> UUID = { UUID() },
        logger: Logger
    ) {
        self.store = store
        self.authorities = authorities
        self.agent = agent
        self.directory = directory
        self.secrets = secrets
        self.keyGenerator = keyGenerator
        self.pfx = pfx
        self.cards = cards
        self.validators = validators
        self.passwords = passwords
        self.sendsMail = sendsMail
        self.clock = clock
        self.newID = newID
        self.logger = logger
    }

    /// The service for this caller. Only this method binds a caller.
    package func management(for caller: Caller) -> BoundManagement { BoundManagement(service: self, caller: caller) }

    /// The present time in whole milliseconds, the precision of rows and answers.
    func now() -> Date { Date(timeIntervalSince1970: (clock().timeIntervalSince1970 * 1000).rounded() / 1000) }
}
