package import CAInterface
package import PortableFoundation
package import Logging
package import PKICrypto
package import PKIFormats
package import PKIDirectory

/// The engine: all authorities of this installation, made of constant parts. The store holds all state.
package final class CertificationService: AuthoritySource, Sendable {
    let store: any CAStore
    let directory: any PrincipalSource
    package let keys: KeyRing
    let publisher: any Publisher
    let clock: @Sendable () -> Date
    let randomBytes: @Sendable (Int) -> [UInt8]
    let verifier: (any SignatureVerifier)?
    let legacyCiphers: (any LegacyCiphers)?
    let logger: Logger
    let configuration: AuthorityConfiguration
    let policy: Policy
    let policyModules: PolicyModuleHost?
    let exitSender: (any ExitSender)?
    let modules: (any ModuleDirectory)?
    let parentLists: (@Sendable (_ of: Certificate) async -> [(place: String, bytes: [UInt8])])?
    let snapshots: SnapshotSource
    let revocationLists: RevocationListIssuance
    let quota: RequestQuota
    let laterRevocations = LaterRevocations()

    /// - Parameters:
    ///     - keys: the open keys. An authority without an open key cannot sign.
    ///     - randomBytes: a cryptographic source.
    ///     - policyModules: asks the policy modules that authorities name. Without it, an authority that names one holds or denies every request.
    ///     - exitSender: sends test events. Without one, no receiver can be tested.
    ///     - modules: says whether a named file is there. Without it, any name is taken.
    ///     - sharedQuota: counts requests together with other servers; nil when there are none.
    ///     - parentLists: finds the revocation lists of an authority of another installation that certified one of ours.
    ///     - verifier: for proofs by keys on curves that `PKICrypto` cannot compute with. Without one, such requests are denied.
    ///     - legacyCiphers: opens keys to be archived that old clients encrypt with triple DES. Without one, they are denied.
    package init(
        store: any CAStore,
        directory: any PrincipalSource,
        keys: KeyRing,
        objects: any ObjectStore,
        publisher: any Publisher,
        clock: @escaping @Sendable () -> Date = { Date() },
        randomBytes: @escaping @Sendable (Int) -> [UInt8] = { SecureRandom.bytes($0) },
        verifier: (any SignatureVerifier)? = nil,
        legacyCiphers: (any LegacyCiphers)? = nil,
        logger: Logger,
        configuration: AuthorityConfiguration = AuthorityConfiguration(),
        policy: Policy = .standard,
        policyModules: PolicyModuleHost? = nil,
        exitSender: (any ExitSender)? = nil,
        modules: (any ModuleDirectory)? = nil,
        sharedQuota: (any SharedRequestQuota)? = nil,
        parentLists: (@Sendable (_ of: Certificate) async -> [(place: String, bytes: [UInt8])])? = nil
    ) {
        self.store = store
        self.directory = directory
        self.keys = keys
        self.publisher = publisher
        // A whole request uses one reading of the clock, in whole seconds, as certificates have them.
        let now: @Sendable () -> Date = { Date(timeIntervalSince1970: clock().timeIntervalSince1970.rounded(.down)) }
        self.clock = now
        self.randomBytes = randomBytes
        self.verifier = verifier
        self.legacyCiphers = legacyCiphers
        self.logger = logger
        self.configuration = configuration
        self.policy = policy
        self.policyModules = policyModules
        self.exitSender = exitSender
        self.modules = modules
        self.parentLists = parentLists
        quota = RequestQuota(shared: sharedQuota)
        snapshots = SnapshotSource(store: store)
        revocationLists = RevocationListIssuance(
            store: store,
            keys: keys,
            objects: objects,
            publisher: publisher,
            snapshots: snapshots,
            clock: now,
            clockSkewSeconds: configuration.clockSkewSeconds,
            logger: logger
        )
    }

    package func authorities() async throws -> [AuthorityDescription] {
        try await mapped {
            try await snapshots.current().authorities.filter { $0.stored.role == .issuing }
                .compactMap { $0.description(configHost: configuration.configHost) }
        }
    }

    package func authority(named name: String, for caller: Caller) async throws -> any BoundAuthority {
        try await mapped {
            // The root does not enroll, but its requests and CRL are administered like those of any authority.
            if let known = try await snapshots.remembered().authorities.first(where: { $0.isNamed(name) }) {
                return BoundCertificationAuthority(service: self, number: known.number, caller: caller)
            }
            if let known = try await snapshots.load().authorities.first(where: { $0.isNamed(name) }) {
                return BoundCertificationAuthority(service: self, number: known.number, caller: caller)
            }
            throw CAError(
                .unknownAuthority,
                status: .invalidArgument,
                "There is no authority \(name.quoted) here. Check the name; `chancery authority list` and GET /api/v1/authorities list all of them."
            )
        }
    }

    /// Publishes everything due. The schedule calls it.
    package func publishDueRevocationLists() async throws -> Date? {
        try await revocationLists.publishDue()
    }

    /// The state of publication for each authority.
    package var publicationStatus: PublicationStatus { revocationLists.status }
}
