import CAInterface
import CertificateTemplates
package import PortableFoundation
package import Logging
import PKICrypto
package import PKIDirectory
import PKIFormats

/// Makes the authorities of an empty installation. Every step first checks what exists and makes only what is missing. So a second run
/// completes a killed one, and a run on a complete installation changes nothing.
package struct FirstStartAuthorities: Sendable {
    let store: any CAStore
    let keys: KeyRing
    let objects: any ObjectStore
    let publisher: any Publisher
    let clock: @Sendable () -> Date
    let randomBytes: @Sendable (Int) -> [UInt8]
    let logger: Logger

    package init(
        store: any CAStore,
        keys: KeyRing,
        objects: any ObjectStore,
        publisher: any Publisher,
        clock: @escaping @Sendable () -> Date = { Date() },
        randomBytes: @escaping @Sendable (Int) -> [UInt8] = { SecureRandom.bytes($0) },
        logger: Logger
    ) {
        self.store = store
        self.keys = keys
        self.objects = objects
        self.publisher = publisher
        self.clock = { Date(timeIntervalSince1970: clock().timeIntervalSince1970.rounded(.down)) }
        self.randomBytes = randomBytes
        self.logger = logger
    }

    package func completeFirstStart(plan: FirstStartPlan) async throws {
        // An installation that `chancery init` began has the authorities that somebody wanted.
        if try await !isFounded() {
            let root = try await completeRoot(plan)
            try await completeIssuing(plan, root: root)
        }
        try await Self.completeTemplates(
            in: store,
            domain: plan.domain,
            publishedBy: try await store.authorities().map(\.number),
            clock: clock
        )
        try await completeAgentGrant(plan)
        try await completePublication()
    }

    // MARK: Steps

    /// The key of the root that a first start makes has a name without a number.
    private func isFounded() async throws -> Bool {
        guard let first = try await store.authorities().min(by: { $0.number.rawValue < $1.number.rawValue }) else { return false }
        return first.keys.first?.reference != .sealedFile(name: Self.rootKeyName)
    }

    private static let rootKeyName = "root-0"

    private func completeRoot(_ plan: FirstStartPlan) async throws -> StoredAuthority {
        if let root = try await store.authorities().first(where: { $0.role == .root }) { return root }
        let number = AuthorityNumber(rawValue: 1)
        let signer = try await keys.signer(
            at: plan.rootPlace,
            as: AuthorityKeyID(authority: number, index: 0),
            specification: plan.rootKey
        )
        let now = clock()
        let profile = try CertificateProfile(
            ofAuthority: AuthorityExtensions.first(pathLength: nil, issuer: nil),
            validitySeconds: plan.rootValiditySeconds,
            issuer: nil
        )
        let names = Self.names(plan.rootName, plan)
        let issued = try await CertificateIssuance.issue(
            names: names,
            publicKey: signer.publicKey,
            profile: profile,
            issuer: nil,
            signer: signer,
            now: now,
            clockSkewSeconds: 600,
            sequence: 0,
            randomness: randomBytes(8)
        )
        let root = authority(
            number,
            .root,
            plan.rootName,
            parent: nil,
            certificate: issued.bytes,
            key: signer,
            place: plan.rootPlace,
            plan: plan,
            now: now
        )
        // The root's own certificate gets the first row, as on every CA.
        let row = try await row(of: issued, at: number, names: names, disposition: .caCertificate, now: now)
        try await store.commit(
            [.authorityCreated(root), .requestReceived(row), .audited(audit(root, certificate: issued, now: now))],
            expecting: .nothing
        )
        logger.notice("root authority created", metadata: ["name": "\(root.name)", "serial": "\(issued.serialNumber)"])
        return root
    }

    private func completeIssuing(_ plan: FirstStartPlan, root: StoredAuthority) async throws {
        if try await store.authorities().contains(where: { $0.role == .issuing }) { return }
        guard let generation = root.generations.last else { throw IssuanceError("The root authority has no certificate.") }
        let rootKey = try root.key(of: generation)
        let rootSigner = try await keys.signer(
            at: KeyPlace(rootKey.reference, purpose: .root),
            as: AuthorityKeyID(authority: root.number, index: rootKey.index),
            specification: nil
        )
        // Another node may have made the root in this moment.
        guard rootSigner.publicKey.derEncoded == rootKey.publicKey else {
            throw IssuanceError(
                "The key \(rootKey.reference) is not the root's. Use the key store of the node that made the root."
            )
        }
        let issuer = try IssuingGeneration(
            authority: root.number,
            generation: generation,
            key: rootKey,
            publicAddress: root.publicAddress,
            issuers: []
        )
        let number = AuthorityNumber(rawValue: root.number.rawValue + 1)
        let signer = try await keys.signer(
            at: plan.issuingPlace,
            as: AuthorityKeyID(authority: number, index: 0),
            specification: plan.issuingKey
        )
        let now = clock()
        let profile = try CertificateProfile(
            ofAuthority: AuthorityExtensions.first(pathLength: plan.issuingPathLength, issuer: issuer),
            validitySeconds: plan.issuingValiditySeconds,
            issuer: issuer
        )
        let names = Self.names(plan.issuingName, plan)
        let issued = try await CertificateIssuance.issue(
            names: names,
            publicKey: signer.publicKey,
            profile: profile,
            issuer: issuer,
            signer: rootSigner,
            now: now,
            clockSkewSeconds: 600,
            sequence: 0,
            randomness: randomBytes(8)
        )
        let issuing = authority(
            number,
            .issuing,
            plan.issuingName,
            parent: root.number,
            certificate: issued.bytes,
            key: signer,
            place: plan.issuingPlace,
            plan: plan,
            now: now
        )
        // The root records the certificates it signed, so that they can be revoked there.
        let row = try await row(of: issued, at: root.number, names: names, disposition: .issued, now: now)
        try await store.commit(
            [
                .authorityCreated(issuing), .requestReceived(row),
                .audited(audit(issuing, certificate: issued, now: now)),
            ],
            expecting: .nothing
        )
        logger.notice("issuing authority created", metadata: ["name": "\(issuing.name)", "serial": "\(issued.serialNumber)"])
    }

    /// Stores the built-in templates that are absent.
    /// - Parameter authorities: issue for those that are published at first.
    package static func completeTemplates(
        in store: any CAStore,
        domain: (UInt32, UInt32, UInt32),
        publishedBy authorities: [AuthorityNumber],
        clock: @Sendable () -> Date
    ) async throws {
        let administrators = TemplateValidation.administrators(in: domain)
        let published = Set(BuiltInTemplates.published(domain: domain).map(\.name))
        let present = Set(try await store.templates().map { $0.name.lowercased() })
        for template in BuiltInTemplates.all(domain: domain) where !present.contains(template.name.lowercased()) {
            let publications = authorities.filter { _ in published.contains(template.name) }.map {
                TemplatePublication(authority: $0, template: template.name)
            }
            // A template that is only stored may break a rule. It is published after an administrator has mended it.
            if !publications.isEmpty { try TemplateValidation.check(template, administrators: administrators) }
            let saved = AuditEvent.templateSaved(
                name: template.name,
                version: template.version,
                document: try CanonicalJSON.text(template)
            )
            let events =
                [saved]
                + publications.map {
                    AuditEvent.templatePublished(authority: $0.authority.rawValue, name: template.name, version: template.version)
                }
            try await store.commit(
                [.templateSaved(template)] + publications.map { .templatePublished($0) }
                    + events.map { .audited(AuditRecord($0, by: .service(.firstStart), when: clock())) },
                expecting: .nothing
            )
        }
    }

    private func completeAgentGrant(_ plan: FirstStartPlan) async throws {
        guard let agent = plan.managementAgent else { return }
        let grant = AgentGrant(
            agent: agent,
            template: BuiltInTemplates.sampleSoftwareName,
            subjects: WellKnownAccount.users.sid(in: plan.domain),
            acts: Set(AgentAct.allCases)
        )
        // A grant that is there has the acts that somebody gave it, or `enroll` alone from before acts existed. It is never widened here.
        if try await store.agentGrants().contains(where: grant.replaces) { return }
        let record = AuditRecord(
            .agentGranted(agent: agent, template: grant.template, subjects: grant.subjects, acts: AgentAct.words(grant.acts)),
            by: .service(.firstStart),
            when: clock()
        )
        try await store.commit([.agentGranted(grant), .audited(record)], expecting: .nothing)
    }

    /// Publishes the first CRLs, and the CA certificates at the addresses that certificates name. A failure here does not stop the start: the
    /// schedule tries again.
    private func completePublication() async throws {
        let lists = RevocationListIssuance(
            store: store,
            keys: keys,
            objects: objects,
            publisher: publisher,
            snapshots: SnapshotSource(store: store),
            clock: clock,
            logger: logger
        )
        _ = try await lists.publishDue()
    }

    // MARK: Parts

    private static func names(_ commonName: String, _ plan: FirstStartPlan) -> CertificateNames {
        CertificateNames(subject: .of([(OID.organization, plan.organization), (OID.commonName, commonName)]), alternativeNames: [])
    }

    private func authority(
        _ number: AuthorityNumber,
        _ role: StoredAuthority.Role,
        _ name: String,
        parent: AuthorityNumber?,
        certificate: [UInt8],
        key: Signer,
        place: KeyPlace,
        plan: FirstStartPlan,
        now: Date
    ) -> StoredAuthority {
        let file = SanitizedName.of(name)
        return StoredAuthority(
            number: number,
            id: UUID(),
            role: role,
            name: name,
            parent: parent,
            dnsName: plan.dnsName,
            keys: [
                AuthorityKey(
                    index: 0,
                    reference: place.reference,
                    publicKey: key.publicKey.derEncoded,
                    signatureAlgorithm: key.signatureAlgorithm.derEncoded,
                    listPath: "crl/\(file).crl"
                )
            ],
            generations: [
                StoredAuthority.Generation(index: 0, keyIndex: 0, certificate: certificate, aiaPath: "aia/\(file).cer")
            ],
            settings: AuthoritySettings(
                singleOperator: plan.singleOperator,
                crlPeriodSeconds: role == .root ? plan.rootListPeriodSeconds : plan.issuingListPeriodSeconds,
                crlValiditySeconds: role == .root ? plan.rootListValiditySeconds : plan.issuingListValiditySeconds,
                publicAddress: plan.publicAddress,
                // The key of a root is usually away, so that nobody is to depend on its responder.
                ocsp: OCSPSettings(inCertificates: role == .issuing)
            ),
            access: Self.access(enrolls: role == .issuing, domain: plan.domain),
            createdWhen: now
        )
    }

    /// Every signed-in account may read the public properties and send requests to the issuing authority. Each template decides what the
    /// account may get.
    package static func access(enrolls: Bool, domain: (UInt32, UInt32, UInt32)) -> AccessControlList {
        let everybody: AccessRights = enrolls ? [.read, .enroll] : .read
        return AccessControlList([
            AccessControlList.Entry(trustee: .authenticatedUsers, rights: everybody),
            AccessControlList.Entry(trustee: WellKnownAccount.certificateManagers.sid(in: domain), rights: [.read, .issueAndManage]),
            AccessControlList.Entry(
                trustee: WellKnownAccount.authorityAdministrators.sid(in: domain),
                rights: [.read, .manageAuthority]
            ),
            AccessControlList.Entry(trustee: WellKnownAccount.auditors.sid(in: domain), rights: [.read, .audit]),
        ])
    }

    /// The row of a certificate that was made without a request.
    private func row(
        of issued: IssuedCertificate,
        at authority: AuthorityNumber,
        names: CertificateNames,
        disposition: StoredDisposition,
        now: Date
    ) async throws -> StoredRequest {
        StoredRequest(
            unrequested: issued,
            id: try await store.reserveRequestID(of: authority),
            by: .service(.firstStart),
            at: authority,
            generation: 0,
            subject: names.subject.derEncoded,
            disposition: disposition,
            now: now
        )
    }

    private func audit(_ authority: StoredAuthority, certificate: IssuedCertificate, now: Date) -> AuditRecord {
        let facts = AuditEvent.AuthorityFacts(
            authority: authority.number.rawValue,
            id: authority.id,
            name: authority.name,
            serial: certificate.serialNumber,
            certificateSHA256: Hex.encode(Digest.sha256(certificate.bytes)),
            publicAddress: authority.publicAddress,
            singleOperator: authority.singleOperator
        )
        return AuditRecord(.authorityCreated(facts), by: .service(.firstStart), when: now)
    }
}
