package import CACore
package import CAInterface
package import CertificateTemplates
import PortableFoundation
import Logging
package import PKICrypto
package import PKIDirectory
package import PKIFormats

/// A complete installation in memory: root and issuing authority made by the real first start, built-in templates, and people of every
/// role.
package struct TestAuthority: Sendable {
    package static let domain: (UInt32, UInt32, UInt32) = (1_111, 2_222, 3_333)
    package static let issuingName = "Chancery Issuing CA"
    package static let rootName = "Chancery Root CA"

    package let service: CertificationService
    /// Answers questions about the status of its certificates.
    package let status: StatusResponder
    package let store: InMemoryCAStore
    package let directory: InMemoryDirectory
    package let publisher: InMemoryPublisher
    package let objects: InMemoryObjectStore
    package let keys: InMemoryKeyStore
    package let ring: KeyRing
    package let clock: TestClock

    /// Users, a machine, the administrator (all roles), an officer, an auditor, the management agent.
    package let alice: Principal
    package let bob: Principal
    package let machine: Principal
    package let administrator: Principal
    package let officer: Principal
    package let auditor: Principal
    package let agent: Principal

    /// - Parameters:
    ///   - clock: certificates begin ten minutes before it; give the real time if an outside program judges them.
    ///   - verifier: for proofs by keys on the curves of Brainpool.
    ///   - legacyCiphers: for keys to be archived that come under triple DES.
    ///   - tokens: the tokens with the keys below.
    ///   - issuingPlace: of the issuing authority's key, on a token.
    ///   - exchangeToken: where exchange keys are made.
    ///   - statusToken: where keys of OCSP signers are made.
    package static func make(
        clock: TestClock = TestClock(Date()),
        singleOperator: Bool = false,
        publicAddress: String = "http://pki.example.test",
        verifier: (any SignatureVerifier)? = nil,
        legacyCiphers: (any LegacyCiphers)? = nil,
        tokens: (any TokenKeySource)? = nil,
        issuingPlace: PKCS11URI? = nil,
        exchangeToken: PKCS11URI? = nil,
        statusToken: PKCS11URI? = nil,
        parentLists: (@Sendable (_ of: Certificate) async -> [(place: String, bytes: [UInt8])])? = nil
    ) async throws -> TestAuthority {
        let directory = InMemoryDirectory(domain: domain)
        let store = InMemoryCAStore(directory: directory)
        let publisher = InMemoryPublisher()
        let objects = InMemoryObjectStore()
        let keys = InMemoryKeyStore()
        let people = People()
        for principal in people.all {
            try await directory.commit([.added(principal)], as: .accountCreated, by: .service(.firstStart), when: clock.now)
        }
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let ring = KeyRing(keys: keys, store: store, tokens: tokens, exchangeToken: exchangeToken, statusToken: statusToken)
        let foundation = FirstStartAuthorities(
            store: store,
            keys: ring,
            objects: objects,
            publisher: publisher,
            clock: { clock.now },
            logger: logger
        )
        var plan = FirstStartPlan(
            organization: "Example",
            dnsName: "pki.example.test",
            publicAddress: publicAddress,
            domain: domain,
            managementAgent: people.agent.id,
            singleOperator: singleOperator
        )
        if let issuingPlace { plan.issuingPlace = .token(issuingPlace) }
        try await foundation.completeFirstStart(plan: plan)
        let service = CertificationService(
            store: store,
            directory: directory,
            keys: ring,
            objects: objects,
            publisher: publisher,
            clock: { clock.now },
            verifier: verifier,
            legacyCiphers: legacyCiphers,
            logger: logger,
            exitSender: TakingExitSender(),
            parentLists: parentLists
        )
        return TestAuthority(
            service: service,
            status: StatusResponder(service: service),
            store: store,
            directory: directory,
            publisher: publisher,
            objects: objects,
            keys: keys,
            ring: ring,
            clock: clock,
            alice: people.alice,
            bob: people.bob,
            machine: people.machine,
            administrator: people.administrator,
            officer: people.officer,
            auditor: people.auditor,
            agent: people.agent
        )
    }

    package func caller(_ principal: Principal, door: Caller.Door = .inProcess) -> Caller {
        Caller(principal: principal, authentication: .password, door: door, remoteAddress: "local", correlationID: UUID())
    }

    /// The issuing authority as this principal sees it.
    package func bound(_ principal: Principal, to name: String = TestAuthority.issuingName) async throws -> any BoundAuthority {
        try await service.authority(named: name, for: caller(principal))
    }

    /// A fresh P-256 request.
    package func request(
        subject: DistinguishedName = .empty,
        names: [GeneralName] = [],
        key: PrivateKey? = nil,
        attributes: [RequestAttribute] = [],
        extensions: [CertificateExtension] = []
    ) async throws -> [UInt8] {
        let key = try key ?? PrivateKey(generating: .p256)
        let all = extensions + (names.isEmpty ? [] : [SubjectAlternativeName(names).asExtension()])
        return try await RequestBuilder.pkcs10(key: key, subject: subject, attributes: attributes, extensions: all)
    }

    /// A submission naming a template by attribute.
    package func submission(_ bytes: [UInt8], template: String?, attributes: [String: String] = [:]) -> Submission {
        var all = attributes
        if let template { all["CertificateTemplate"] = template }
        return Submission(bytes: bytes, attributes: RequestAttributes(all))
    }

    /// Changes a stored template, as a new version. Rules that it breaks are accepted.
    package func changeTemplate(_ name: String, _ change: (inout CertificateTemplate) -> Void) async throws {
        guard var template = try await store.template(named: name) else { throw ContractError("no template \(name)") }
        change(&template)
        template.version += 1
        let problems = TemplateValidation.problems(
            of: template,
            administrators: TemplateValidation.administrators(in: Self.domain)
        )
        let accepted = Dictionary(grouping: problems.filter(\.canBeAccepted), by: \.rule).map { rule, problems in
            TemplateAcceptance(
                template: template.name,
                rule: rule,
                values: Set(problems.map(\.value)),
                reason: "a test needs it",
                author: administrator.accountName,
                when: clock.now
            )
        }
        try await store.commit([.templateSaved(template)] + accepted.map { .templateRuleAccepted($0) }, expecting: .nothing)
    }

    /// Replaces a principal in the directory.
    package func change(_ principal: Principal, _ change: (inout Principal) -> Void) async throws {
        guard var current = try await directory.principal(id: principal.id) else { throw ContractError("no account \(principal.name)") }
        change(&current)
        current.revision += 1
        try await directory.commit([.updated(current)], as: .accountChanged, by: .service(.firstStart), when: clock.now)
    }
}

/// The accounts of a test installation.
private struct People {
    let alice = People.person("alice", 1_301, "Alice Example", groups: [.users])
    let bob = People.person("bob", 1_302, "Bob Example", groups: [.users])
    let officer = People.person("officer", 1_303, "Olive Officer", groups: [.users, .certificateManagers])
    let auditor = People.person("auditor", 1_304, "Audrey Auditor", groups: [.users, .auditors])
    let administrator = People.person(
        "admin",
        500,
        "Administrator",
        groups: [.users, .certificateManagers, .authorityAdministrators, .auditors]
    )
    let agent = Principal(
        id: UUID(),
        kind: .service,
        name: WellKnownAccount.managementAgent.name,
        domain: "EXAMPLE",
        sid: WellKnownAccount.managementAgent.sid(in: TestAuthority.domain),
        commonName: "ChanceryCMAgent",
        displayName: "Agent",
        distinguishedName: People.name("ChanceryCMAgent", in: "Users")
    )
    let machine = Principal(
        id: UUID(),
        kind: .machine,
        name: "WEB1$",
        domain: "EXAMPLE",
        sid: .account(domain: TestAuthority.domain, relativeID: 1_305),
        commonName: "web1",
        displayName: "web1",
        dnsHostName: "web1.example.test",
        distinguishedName: People.name("web1", in: "Computers"),
        groups: [WellKnownAccount.machines.sid(in: TestAuthority.domain)]
    )

    var all: [Principal] { [alice, bob, officer, auditor, administrator, agent, machine] }

    private static func person(_ name: String, _ relativeID: UInt32, _ commonName: String, groups: [WellKnownAccount]) -> Principal {
        Principal(
            id: UUID(),
            kind: .user,
            name: name,
            domain: "EXAMPLE",
            sid: .account(domain: TestAuthority.domain, relativeID: relativeID),
            commonName: commonName,
            displayName: commonName,
            mail: "\(name)@example.test",
            userPrincipalName: "\(name)@example.test",
            distinguishedName: self.name(commonName, in: "Users"),
            groups: Set(groups.map { $0.sid(in: TestAuthority.domain) })
        )
    }

    private static func name(_ commonName: String, in container: String) -> DistinguishedName {
        .of([(OID.domainComponent, "test"), (OID.domainComponent, "example"), (OID.commonName, container), (OID.commonName, commonName)])
    }
}
