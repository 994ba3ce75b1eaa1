import CAInterface
import CertManagement
import Logging
import PKIDirectory
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

/// Certificate management with every policy, for software profiles and for cards, on a CA that can lose answers.
struct WorkflowFixture {
    let test: TestManagement
    let lossy: LossyAuthoritySource

    static let software = SampleProfileTemplate.id
    static let card = UUID(uuid: (0xC4, 0xA2, 0x5A, 0x3E, 0, 0, 0x4F, 0, 0x8E, 0, 0, 0, 0, 0, 0, 0x02))

    /// - Parameter change: changes the policy of each workflow.
    static func make(_ change: (Workflow, inout WorkflowPolicy) -> Void = { _, _ in }) async throws -> WorkflowFixture {
        var lossy: LossyAuthoritySource?
        let test = try await TestManagement.make(through: { authorities in
            let source = LossyAuthoritySource(authorities)
            lossy = source
            return source
        })
        var policies: [Workflow: WorkflowPolicy] = [:]
        for workflow in Workflow.allCases {
            var policy = WorkflowPolicy(
                initiators: [test.authority.officer.sid],
                approvers: [test.authority.machine.sid],
                enrollmentAgents: [test.authority.agent.sid]
            )
            change(workflow, &policy)
            policies[workflow] = policy
        }
        try await test.changeProfileTemplate { $0.policies = policies }
        let sample = try #require(await test.store.profileTemplate(software))
        let cards = ProfileTemplate(
            id: card,
            name: "Cards",
            description: "",
            isSmartcard: true,
            certificates: sample.certificates,
            policies: policies,
            access: sample.access
        )
        let audit = try cards.audited(by: .service(.command), when: test.authority.clock.now)
        try await test.store.commit([.profileTemplateSaved(cards, audit: audit)])
        return WorkflowFixture(test: test, lossy: try #require(lossy))
    }

    var store: InMemoryManagementStore { test.store }
    var alice: Principal { test.authority.alice }
    func management(_ who: Principal? = nil) -> BoundManagement { test.management(who ?? alice) }

    /// Alice's, or another person's, on a store in front of the fixture's.
    func management(through store: any ManagementStore, _ who: Principal? = nil) -> BoundManagement {
        let authority = test.authority
        return ManagementService(
            store: store,
            authorities: lossy,
            agent: authority.agent,
            directory: authority.directory,
            clock: { authority.clock.now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ).management(for: authority.caller(who ?? alice, door: .cmREST))
    }

    /// Starts an operation of alice's, or of another person.
    func start(
        _ operation: CertManagement.Operation,
        on object: UUID? = nil,
        template: UUID? = nil,
        as who: Principal? = nil,
        for target: UUID? = nil
    )
        async throws -> ManagementRequest
    {
        try await management(who).createRequest(
            RequestProposal(
                profileTemplate: template,
                workflow: operation.workflow,
                target: target,
                existingObject: object,
                operation: operation
            )
        ).request
    }

    /// Sends one certificate request, and binds a card when the request is for one and has none.
    func execute(_ request: ManagementRequest, as who: Principal? = nil) async throws {
        let results = try await management(who).submitCertificateRequests([try SampleVectors.cmCertificateRequest], to: request.id)
        guard case .issued = results?.first?.answer else { throw ContractError("no certificate: \(String(describing: results))") }
        try await bind(request.id)
    }

    /// As `POST /smartcards` does.
    func bind(_ id: UUID) async throws {
        guard var request = await store.managementRequest(id), request.isSmartcard, request.newSmartcard == nil,
            let profileID = request.newProfile, var profile = await store.profile(profileID)
        else { return }
        let card = Smartcard(
            id: UUID(),
            cardID: UUID(),
            assignedUser: request.target.id,
            profileTemplate: profile.profileTemplate,
            profileTemplateVersion: profile.profileTemplateVersion,
            profile: profile.id,
            request: id
        )
        request.newSmartcard = card.id
        request.revision += 1
        profile.smartcard = card.id
        profile.revision += 1
        try await store.commit([.smartcardCreated(card), .profileUpdated(profile), .requestUpdated(request)])
    }

    @discardableResult
    func complete(_ request: ManagementRequest, as who: Principal? = nil) async throws -> ManagementRequest {
        try #require(try await management(who).setStatus(of: request.id, to: .completed)).request
    }

    /// From the start to the end.
    @discardableResult
    func run(_ operation: CertManagement.Operation, on object: UUID? = nil, template: UUID? = nil, issues: Bool) async throws
        -> ManagementRequest
    {
        let request = try await start(operation, on: object, template: template)
        if issues { try await execute(request) }
        return try await complete(request)
    }

    /// The id of an active profile of alice's.
    func active(_ template: UUID = software) async throws -> UUID {
        try #require(try await run(.enroll, template: template, issues: true).newProfile)
    }

    func profile(_ id: UUID?) async throws -> Profile {
        let id = try #require(id)
        return try #require(await store.profile(id))
    }

    func card(of profile: UUID) async throws -> Smartcard? {
        guard let id = try await self.profile(profile).smartcard else { return nil }
        return await store.smartcard(id)
    }

    /// `good`, `held` or `revoked`, as the CA has it, of the first certificate of a profile.
    func standing(of profile: UUID) async throws -> String {
        let certificate = try #require(await store.managedCertificates(ofProfile: profile).first)
        let validity = try await test.authority.bound(test.authority.officer).validity(serial: certificate.serialNumber)
        return switch validity.reason {
        case nil: "good"
        case CRLReason.certificateHold.rawValue: "held"
        default: "revoked"
        }
    }

    /// Marks a profile's certificates as made with a key that the service keeps.
    func archive(_ profile: UUID) async throws {
        for certificate in await store.managedCertificates(ofProfile: profile) {
            var archived = certificate
            archived.origin = .server
            try await store.commit([.certificateStanding(archived)])
        }
    }

    func refusal(_ call: () async throws -> Void) async -> ManagementError.Code? {
        do {
            try await call()
            return nil
        } catch { return (error as? ManagementError)?.code }
    }
}
