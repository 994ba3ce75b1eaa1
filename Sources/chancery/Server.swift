import SystemFiles
import CACore
import CAInterface
import CertManagement
import Foundation
import FrontEnds
import Logging
import Metrics
import NIOCore
import OpenSSLKeys
import PKICrypto
import PKIDirectory
import PKIFormats
import ServiceLifecycle
import Store
import UnixSignals

/// Builds all objects from the settings and runs them. No other place connects them.
enum Server {
    static func run(_ settings: Settings) async throws {
        LoggingSystem.bootstrap { label in
            LineLogHandler(logLevel: settings.logLevel, label: label, format: settings.logFormat)
        }
        let logger = Logger(label: "chancery")
        let metrics = MetricsRegistry()
        MetricsSystem.bootstrap(metrics)
        let clock: @Sendable () -> Date = { Date() }

        // 1. Reserve the addresses before anything is made: the URLs in the first certificate name them forever.
        let last = Endpoints.read(from: settings.dataDirectory)
        let addresses = try ReservedAddresses(settings, last: last)
        let (https, http) = (addresses.https.address, addresses.http.address)

        // 2. Lock the data directory for this process, from here to its end.
        let data = try DataDirectory(path: settings.dataDirectory)
        let (files, passphrase, iterations) = try openKeys(data, settings)
        let commits = Counter(label: "chancery_store_commits_total")
        let writes = Counter(label: "chancery_store_writes_total")
        let opening = StoreOpening(data: data, settings: settings, logger: logger) {
            commits.increment()
            writes.increment(by: $0)
        }
        // `node` is the store where several servers share it.
        let (store, node) = try await opening.open()
        let keys: any KeyStore = if let node { SharedKeyDirectory(files: files, directory: data.keysPath, store: node) } else { files }
        let objects = SharedWork.objects(of: node, files: try ObjectDirectory(directory: data.objectsPath))
        let publication = try PublicationDirectory(directory: settings.publishTo ?? data.publicationPath)

        // 3. Complete the first start, from wherever an earlier one stopped. Of several nodes, one at a time.
        let tokens = try PKCS11TokenKeys(settings.pkcs11)
        let ring = KeyRing(
            keys: keys,
            store: store,
            tokens: tokens,
            exchangeToken: settings.pkcs11.exchangeToken,
            statusToken: settings.pkcs11.statusToken
        )
        let complete: @Sendable () async throws -> (agent: Principal, own: Principal) = {
            try await FirstStartDirectory(directory: store, settings: settings, clock: clock).complete()
            let domain = try await store.domainIdentifier()
            guard let agent = try await store.principal(sid: WellKnownAccount.managementAgent.sid(in: domain)),
                let own = try await store.principal(sid: WellKnownAccount.server.sid(in: domain))
            else { throw CommandError("The accounts of the services are missing from the directory. Restore a backup.") }
            let foundation = FirstStartAuthorities(
                store: store,
                keys: ring,
                objects: objects,
                publisher: publication,
                clock: clock,
                logger: logger
            )
            var plan = FirstStartPlan(
                organization: settings.organization,
                dnsName: settings.configHost,
                publicAddress: settings.publicHTTP ?? "http://\(settings.publicHost(http)):\(http.port)",
                domain: domain,
                managementAgent: agent.id,
                singleOperator: settings.singleOperator
            )
            if let place = settings.pkcs11.issuingKey { plan.issuingPlace = .token(place) }
            try await foundation.completeFirstStart(plan: plan)
            try await FirstStartManagement(store: store, domain: domain, clock: clock).completeFirstStart()
            return (agent, own)
        }
        let (agent, own) =
            if let node { try await node.completeFirstStart(complete) } else { try await complete() }

        // 4. Build the engine, and the services that use it.
        let modules = data.path + "/modules"
        let parentLists = data.path + "/parents"
        let mailSender = try settings.mail.sender(
            data: data.path,
            domain: settings.domainSuffix,
            name: settings.machineDNSName,
            clock: clock
        )
        let exitSender = ModuleExitSender(directory: modules, mail: mailSender)
        let authority = CertificationService(
            store: store,
            directory: store,
            keys: ring,
            objects: objects,
            publisher: publication,
            clock: clock,
            verifier: OpenSSLVerifier(),
            legacyCiphers: Legacy(),
            logger: logger,
            configuration: AuthorityConfiguration(
                version: ProgramVersion.number,
                configHost: ListenAddress(host: settings.configHost, port: https.port).description
            ),
            policyModules: PolicyModuleHost(logger: logger) { setting in
                CommandPolicyModule(
                    program: ModuleProgram(directory: modules, file: setting.command),
                    timeoutSeconds: setting.timeoutSeconds
                )
            },
            exitSender: exitSender,
            modules: ModuleFiles(directory: modules),
            sharedQuota: node,
            // Short, because an administrator waits.
            parentLists: { certificate in
                await ParentLists(directory: parentLists, seconds: 5).all(at: ParentRevocationCheck.addresses(in: certificate)).lists
            }
        )
        // None while every CA waits for its certificate, and where there are only roots.
        let issuing = try await authority.authorities().first
        let secrets = try await SecretKeyDirectory(
            directory: data.keysPath,
            passphrase: passphrase,
            used: try await store.secretKeyVersions(),
            iterations: iterations,
            // Another node's keys for secrets have the same names. A node without the authorities' keys has not these either, until somebody copies them.
            makesFirst: node == nil || authority.issuanceObstacle(at: clock()) == nil,
            isShared: node != nil
        )
        let management = ManagementService(
            // Without a mail server nothing is queued, so that an installation without one does not fill its outbox.
            store: mailSender == nil ? store : MailingStore(store: store, directory: store, logger: logger),
            authorities: authority,
            agent: agent,
            directory: store,
            secrets: secrets,
            pfx: settings.givesLegacyPFX ? .tripleDES(Legacy()) : .modern(legacy: Legacy()),
            cards: try await cardServices(data, settings, directory: store, node: node),
            sendsMail: mailSender != nil,
            clock: clock,
            logger: logger
        )
        if settings.singleOperator, issuing?.isSingleOperator == false {
            logger.notice("--single-operator only has an effect at the first start; now use: chancery authority set --single-operator on")
        }
        let certificate = ServerCertificate(
            dataDirectory: data.path,
            keys: keys,
            authorities: authority,
            principal: own,
            mayStandIn: node == nil,
            dnsNames: settings.certificateNames.dns,
            ipAddresses: settings.certificateNames.ip,
            clock: clock,
            logger: logger
        )
        let identity: ServerCertificate.Identity
        do { identity = try await certificate.currentOrNew() } catch let error as CAError {
            guard node != nil, let obstacle = authority.issuanceObstacle(at: clock()) else { throw error }
            throw CommandError(
                "This node cannot make its TLS certificate. \(obstacle) Copy the keys from a node that has them, and start with the new directory: chancery node add --from DIR --data NEWDIR"
            )
        }

        // 5. Build the front ends.
        let heartbeat = node.map {
            NodeHeartbeat(store: $0, address: "https://\(urlHost(settings, https)):\(https.port)", logger: logger)
        }
        let readiness = Readiness(obstacle: {
            store.obstacle.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." } ?? heartbeat?.obstacle
                ?? authority.issuanceObstacle(at: clock())
        })
        if let heartbeat { readiness.tell { heartbeat.facts } }
        let recordLog = RecordLogService(
            store: store,
            keys: keys,
            origin: try await Self.recordOrigin(store),
            kept: CheckpointFile(directory: data.path),
            witnesses: settings.witnesses,
            quorum: settings.witnessQuorum ?? settings.witnesses.count,
            sender: WitnessPost(),
            clock: clock,
            logger: logger
        )
        let failedSignIns = FailedSignIns(logger: logger)
        let signIn = SignIn(directory: store, clock: clock, failed: { failedSignIns.note($0) }, shared: node)
        let status = StatusResponder(service: authority)
        let frontEnds = MountedFrontEnds(
            authorities: authority,
            holders: authority,
            signIn: signIn,
            tokens: try settings.tokens.signIn(store, clock: clock, logger: logger),
            directory: store,
            publication: publication,
            management: management,
            mail: MailAdministration(store: store, directory: store, sender: mailSender, clock: clock),
            record: RecordReading(service: authority, log: recordLog),
            frontEnds: [
                CMRESTFrontEnd(service: management, settings: settings.cmREST), ProfileTemplateFrontEnd(service: management),
                OCSPFrontEnd(source: status, clock: clock),
            ],
            readiness: readiness,
            metrics: metrics,
            clock: clock,
            logger: logger
        )
        let tls = try TLSIdentity(chain: identity.chain, privateKey: identity.privateKeyPKCS8)
        let endpoints = Endpoints(
            https: "https://\(urlHost(settings, https)):\(https.port)",
            http: "http://\(urlHost(settings, http)):\(http.port)",
            published: settings.publishTo
        )
        try endpoints.write(to: data.path)
        let roots = RootFile(dataDirectory: data.path, authorities: authority)
        try await roots.write(with: identity)

        let listeners = Listeners(
            frontEnds: frontEnds,
            identity: tls,
            https: addresses.https.binding,
            http: addresses.http.binding,
            limits: settings.limits,
            trustedProxies: settings.trustedProxies,
            logger: logger
        )
        let renewal = ServerCertificateRenewal(certificate: certificate, identity: tls, current: identity, roots: roots, logger: logger)
        readiness.watch { authority.publicationStatus.warnings(at: clock()) }
        readiness.watch { status.warnings(at: clock()) }
        readiness.watch { renewal.warnings() }
        readiness.watch { recordLog.warnings() }
        readiness.watch { authority.tokenWarnings }
        let exit = ExitDelivery(store: store, sender: exitSender, clock: clock, logger: logger)
        readiness.watch { exit.warnings() }
        var mail: [any Service] = []
        if let mailSender {
            let service = MailService(
                store: store,
                delivery: MailDelivery(store: store, sender: mailSender, secrets: secrets, clock: clock, logger: logger),
                reminders: ExpiryReminders(store: store, directory: store, clock: clock, logger: logger),
                logger: logger
            )
            readiness.watch { service.warnings() }
            mail.append(service)
        }
        let parents = ParentRevocationWatch(
            check: ParentRevocationCheck(store: store, verifier: OpenSSLVerifier(), clock: clock),
            lists: ParentLists(directory: parentLists, seconds: 30),
            logger: logger
        )
        readiness.watch { parents.warnings() }
        let shared = SharedWork.services(node: node, authority: authority, objects: objects, publisher: publication, logger: logger)
        let services: [any Service] =
            mail + shared + (heartbeat.map { [$0] } ?? []) + [
                ListUploads(
                    store: store,
                    objects: objects,
                    target: HTTPListTarget(),
                    status: authority.publicationStatus,
                    clock: clock,
                    logger: logger
                ),
                RevocationListSchedule(service: authority, clock: clock, logger: logger),
                StatusSignerSchedule(responder: status, logger: logger),
                TokenWatch(service: authority),
                renewal,
                recordLog,
                parents,
                exit,
                StoreWatch(store: store, readiness: readiness),
                InterruptedEnds(management: management, nodes: node),
                FailedSignInRecording(failures: failedSignIns, store: store, clock: clock, logger: logger),
                ReadyAnnouncement(
                    listeners: listeners,
                    readiness: readiness,
                    banner: Banner(
                        endpoints: endpoints,
                        authority: issuing,
                        root: try await roots.first(with: identity),
                        settings: settings,
                        configHost: ListenAddress(host: settings.configHost, port: https.port)
                    ),
                    look: { await authority.probeTokens() }
                ),
                listeners,
            ]
        let group = ServiceGroup(
            configuration: .init(
                services: services.map {
                    .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup, failureTerminationBehavior: .cancelGroup)
                },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        addresses.releaseForListeners()
        defer { withExtendedLifetime(addresses) {} }
        do { try await group.run() } catch let error as IOError {
            throw CommandError(
                "A listener could not start: \(String(cString: strerror(error.errnoCode))). Another program took its address while the server started; start again."
            )
        }
        try await store.close()
        withExtendedLifetime(data) {}
    }

    /// Keys are sealed under the operator's passphrases or under ones kept beside them. RSA keys use libcrypto, which signs faster.
    ///
    /// Returned with the passphrase of the issuing and server keys, and the iterations for new files.
    static func openKeys(_ data: DataDirectory, _ settings: Settings) throws -> (SealedKeyDirectory, [UInt8], Int) {
        try FileManager.default.createDirectory(
            atPath: data.keysPath,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let stored = StoredPassphrases(dataDirectory: data.path)
        // A passphrase of 256 random bits needs no stretching; an operator's passphrase does.
        let iterations = settings.passphrase == nil && settings.rootPassphrase == nil ? 2_048 : 600_000
        guard let passphrase = try stored.passphrase(given: settings.passphrase, file: StoredPassphrases.keysFile) else {
            throw CommandError("The passphrase of the CA and server keys is absent. Give it with --passphrase-file.")
        }
        let root = try stored.passphrase(given: settings.rootPassphrase, file: StoredPassphrases.rootFile)
        var passphrases: [StoredKeyPurpose: [UInt8]] = [:]
        passphrases[.issuing] = passphrase
        passphrases[.server] = passphrase
        passphrases[.root] = root
        let keys = try SealedKeyDirectory(
            directory: data.keysPath,
            passphrases: passphrases,
            iterations: iterations,
            making: { curve in
                let key = try OpenSSLCurveKey.generate(on: curve)
                return (try key.pkcs8(), key.publicKey)
            },
            loading: { pkcs8 in
                if let key = try? OpenSSLCurveKey(pkcs8: pkcs8) { return PrivateKey(custom: key) }
                let key = try PrivateKey(pkcs8: pkcs8)
                return key.publicKey.kind.isRSA ? PrivateKey(custom: try OpenSSLRSAKey(pkcs8: pkcs8)) : key
            }
        )
        return (keys, passphrase, iterations)
    }

    /// The master keys of cards are beside those of the CAs, under the same passphrase.
    private static func cardServices(
        _ data: DataDirectory,
        _ settings: Settings,
        directory: any PrincipalSource,
        node: PostgreSQLStore?
    ) async throws -> CardServices {
        var group: SecurityIdentifier?
        if let name = settings.cardSecretsGroup {
            group = SecurityIdentifier(name)
            if group == nil { group = try await directory.principal(named: name)?.sid }
            guard group != nil else {
                throw CommandError(
                    "card-secrets-group names “\(name)”, and the directory has no such group. Give the name or the SID of one."
                )
            }
        }
        let passphrase = try StoredPassphrases(dataDirectory: data.path).passphrase(
            given: settings.passphrase,
            file: StoredPassphrases.keysFile
        )
        let files = passphrase.map {
            CardMasterKeyDirectory(directory: data.keysPath, passphrase: $0, iterations: settings.passphrase == nil ? 2_048 : 600_000)
        }
        let keys: any CardMasterKeys =
            if let files, let node {
                SharedCardMasterKeys(files: files, directory: data.keysPath, store: node)
            } else if let files {
                files
            } else {
                MissingCardMasterKeys()
            }
        return CardServices(masterKeys: keys, cipher: CardCipher(legacy: Legacy()), secretsGroup: group)
    }

    /// The URL of the log over the record without scheme: below the address in the first certificates, which never changes.
    private static func recordOrigin(_ store: any RecordStore) async throws -> String {
        let address = try await store.authorities().first?.publicAddress ?? "localhost"
        let start = address.firstRange(of: "://")?.upperBound ?? address.startIndex
        return String(address[start...]) + "/record"
    }

    private static func urlHost(_ settings: Settings, _ address: ListenAddress) -> String {
        address.isWildcard ? "localhost" : HostAndPort.urlHost(address.host)
    }
}
