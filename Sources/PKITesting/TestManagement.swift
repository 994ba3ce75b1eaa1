package import CAInterface
package import CertManagement
import PortableFoundation
package import Logging
package import PKIDirectory

/// Certificate management on a real CA, all in memory: the state after first start, and the people of `TestAuthority`.
package struct TestManagement: Sendable {
    package let authority: TestAuthority
    package let store: InMemoryManagementStore
    package let service: ManagementService

    /// - Parameters:
    ///   - agent: the principal as which the service submits; nil is the one to which first start granted the sample template.
    ///   - singleOperator: the setting of the test authority that is made when none is given.
    ///   - secrets: keeps the keys that the service makes.
    ///   - cards: what smart cards need; without a cipher when nil.
    ///   - sendsMail: events queue the mails of their policies.
    ///   - through: wraps the CA, for example to lose answers.
    package static func make(
        authority: TestAuthority? = nil,
        agent: Principal? = nil,
        singleOperator: Bool = false,
        secrets: any SecretSealing = InMemorySecretSealing(),
        keyGenerator: any ServerKeyGenerator = SoftwareKeyGenerator(),
        cards: CardServices? = nil,
        logger given: Logger? = nil,
        sendsMail: Bool = false,
        through: (any AuthoritySource) -> any AuthoritySource = { $0 }
    ) async throws -> TestManagement {
        var authority = authority
        if authority == nil { authority = try await TestAuthority.make(singleOperator: singleOperator) }
        guard let authority else { throw CAError(.internal, status: .unexpected, "The test authority is missing.") }
        let store = InMemoryManagementStore()
        let clock = authority.clock
        try await FirstStartManagement(store: store, domain: TestAuthority.domain, clock: { clock.now }).completeFirstStart()
        var logger = given ?? Logger(label: "test")
        if given == nil { logger.logLevel = .critical }
        let service = ManagementService(
            store: sendsMail ? MailingStore(store: store, directory: authority.directory, logger: logger) : store,
            authorities: through(authority.service),
            agent: agent ?? authority.agent,
            directory: authority.directory,
            secrets: secrets,
            keyGenerator: keyGenerator,
            pfx: .modern(iterations: 2_048),
            cards: cards ?? CardServices(masterKeys: InMemoryCardMasterKeys()),
            passwords: RandomOneTimePasswords(hashing: PasswordHashing(cost: 16, blockSize: 8, parallelism: 1)),
            sendsMail: sendsMail,
            clock: { clock.now },
            logger: logger
        )
        return TestManagement(authority: authority, store: store, service: service)
    }

    /// The service as this principal sees it through the REST front end.
    package func management(_ principal: Principal) -> BoundManagement {
        service.management(for: authority.caller(principal, door: .cmREST))
    }

    /// Changes the sample profile template, as a new version.
    package func changeProfileTemplate(_ change: (inout ProfileTemplate) throws -> Void) async throws {
        guard var template = await store.profileTemplate(SampleProfileTemplate.id) else {
            throw ContractError("no sample profile template")
        }
        try change(&template)
        template.version += 1
        let audit = try template.audited(by: .service(.command), when: authority.clock.now)
        try await store.commit([.profileTemplateSaved(template, audit: audit)])
    }

    /// Changes the policy for Enroll, as a new version of the sample profile template.
    package func changePolicy(_ change: (inout WorkflowPolicy) -> Void) async throws {
        try await changeProfileTemplate { template in
            guard var policy = template.policies[.enroll] else { throw ContractError("no policy for Enroll") }
            change(&policy)
            template.policies[.enroll] = policy
        }
    }

    /// An Enroll request of this principal for itself.
    package func enroll(_ principal: Principal, comment: String = "") async throws -> VisibleRequest {
        try await management(principal).createRequest(
            RequestProposal(profileTemplate: SampleProfileTemplate.id, workflow: .enroll, comment: comment)
        )
    }
}
