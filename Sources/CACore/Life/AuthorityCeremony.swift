import CAInterface
package import Logging
package import PKICrypto
import PKIDirectory
import PKIFormats
package import PortableFoundation

/// Signs for an authority without a server: the certificate of another CA, or a list, on a machine that nobody reaches. The records of the data directory have the act, as
/// those of a server would.
package struct AuthorityCeremony: Sendable {
    /// What the person at the machine decided about the request.
    package struct Decision: Sendable {
        package var validitySeconds: Int
        /// nil for what the request asks.
        package var pathLength: Int?
        /// Who signs, in words, for the record.
        package var person: String
        /// Whether usages and policies are taken over that are refused otherwise.
        package var asRequested: Bool

        package init(validitySeconds: Int, pathLength: Int?, person: String, asRequested: Bool = false) {
            self.validitySeconds = validitySeconds
            self.pathLength = pathLength
            self.person = person
            self.asRequested = asRequested
        }
    }

    let store: any CAStore
    let keys: KeyRing
    let objects: any ObjectStore
    let publisher: any Publisher
    let verifier: (any SignatureVerifier)?
    let now: Date
    let logger: Logger

    package init(
        store: any CAStore,
        keys: KeyRing,
        objects: any ObjectStore,
        publisher: any Publisher,
        verifier: (any SignatureVerifier)? = nil,
        now: Date,
        logger: Logger
    ) {
        self.store = store
        self.keys = keys
        self.objects = objects
        self.publisher = publisher
        self.verifier = verifier
        self.now = Date(timeIntervalSince1970: now.timeIntervalSince1970.rounded(.down))
        self.logger = logger
    }

    private static let actor = AuditActor.service(.command)

    /// Extensions that a request may bring into the certificate of a CA. All others are decided here.
    private static let taken: Set<OID> = [
        CAVersion.oid, PreviousCACertificateHash.oid, CertificatePolicies.oid, PolicyConstraints.oid, NameConstraints.oid,
        ExtendedKeyUsage.oid,
    ]

    /// The certificate of a CA for its request.
    /// - Returns: its DER, and the certificates above it.
    /// - Throws: `CAError` that says what cannot be signed.
    package func sign(request bytes: [UInt8], by name: String, _ decision: Decision) async throws -> (
        certificate: [UInt8], chain: [[UInt8]]
    ) {
        let request: CertificationRequest
        do { request = try CertificationRequest(encoded: bytes, leniency: []) } catch {
            throw AuthorityFoundation.refusal("request", "", "The request cannot be read: \(error).")
        }
        guard try request.hasValidSignature(verifier: verifier) else {
            throw AuthorityFoundation.refusal("request", request.subject.rfc4514, "The request is not signed with its own key.")
        }
        guard
            let constraints = request.requestedExtensions.first(where: { $0.oid == BasicConstraints.oid }).flatMap({
                try? BasicConstraints(value: $0.value)
            }),
            constraints.isCA
        else {
            throw AuthorityFoundation.refusal(
                "basicConstraints",
                request.subject.rfc4514,
                "The request does not ask for the certificate of a CA."
            )
        }
        guard let key = request.subjectPublicKeyInfo.certificateForm else {
            throw AuthorityFoundation.refusal("publicKey", request.subjectPublicKeyInfo.algorithm.name, "Its key cannot be certified.")
        }
        let (known, generation, signer) = try await signer(of: name)
        let additional = request.requestedExtensions.filter { Self.taken.contains($0.oid) }
        if !decision.asRequested { try Self.check(additional, asked: request, by: generation) }
        let certification = AuthorityCertification(
            store: store,
            now: now,
            randomBytes: { SecureRandom.bytes($0) },
            actor: Self.actor
        )
        let made: (issued: IssuedCertificate, row: StoredRequest)
        do {
            made = try await certification.certificate(
                subject: request.subject,
                key: key,
                extensions: AuthorityExtensions.first(
                    pathLength: decision.pathLength ?? constraints.pathLength,
                    additional: additional,
                    issuer: generation
                ),
                validitySeconds: decision.validitySeconds,
                at: known.number,
                generation: generation.index,
                issuer: generation,
                signer: signer
            )
        } catch let refusal as LintRefusal {
            throw AuthorityFoundation.refusal(
                "request",
                request.subject.rfc4514,
                "The certificate would break RFC 5280: \(refusal.faults.map(\.description).joined(separator: "; "))."
            )
        }
        var row = made.row
        row.message = "Issued by \(decision.person)"
        var facts = facts(known, generation)
        facts.serial = made.issued.serialNumber
        facts.certificateSHA256 = Hex.encode(Digest.sha256(made.issued.bytes))
        facts.publicKeySHA256 = Hex.encode(Digest.sha256(key.derEncoded))
        facts.detail = "request \(Hex.encode(Digest.sha256(request.derEncoded))) signed by \(decision.person)"
        try await store.commit(
            [.requestReceived(row), .audited(AuditRecord(.authorityLife(.signedOffline, facts), by: Self.actor, when: now))],
            expecting: Basis(authority: known.number, authorityRevision: known.stored.revision)
        )
        return (made.issued.bytes, generation.chain)
    }

    /// Usages by which the CA below could speak for the signing one: it would be a responder for its siblings and for itself.
    private static let dangerous: Set<OID> = [OID.KeyPurpose.ocspSigning, OID.KeyPurpose.anyExtendedKeyUsage]

    private static func check(_ extensions: [CertificateExtension], asked request: CertificationRequest, by issuer: IssuingGeneration)
        throws
    {
        func refuse(_ field: String, _ value: [OID], _ why: String) throws {
            throw AuthorityFoundation.refusal(
                field,
                value.map(\.nameOrDotted).joined(separator: ", "),
                "\(request.subject.rfc4514.quoted) \(why). Ask for a request without it, or take it over on purpose with --as-requested. Nothing was signed."
            )
        }
        for given in extensions {
            switch given.oid {
            case ExtendedKeyUsage.oid:
                let usages = try value(of: ExtendedKeyUsage.self, given).purposes.filter(dangerous.contains)
                if !usages.isEmpty { try refuse("extendedKeyUsage", usages, "asks for a usage that lets it answer for this CA") }
            case CertificatePolicies.oid:
                // A root without policies allows all of them.
                guard let own = try issuer.certificate.value(of: CertificatePolicies.self)?.policies,
                    !own.contains(OID.Extensions.anyPolicy)
                else { continue }
                let foreign = try value(of: CertificatePolicies.self, given).policies.filter { !own.contains($0) }
                if !foreign.isEmpty { try refuse("certificatePolicies", foreign, "asks for policies that this CA does not have") }
            default: continue
            }
        }
    }

    /// - Throws: a refusal for what cannot be read: nobody could judge it.
    private static func value<Value: CertificateExtensionValue>(of type: Value.Type, _ given: CertificateExtension) throws -> Value {
        do { return try Value(value: given.value) } catch {
            throw AuthorityFoundation.refusal(given.oid.nameOrDotted, "", "An extension of the request cannot be read: \(error).")
        }
    }

    /// The next revocation lists of an authority, one for each of its keys.
    /// - Parameter until: when the lists after these are to come; nil follows the settings.
    package func signLists(of name: String, until: Date?, person: String) async throws -> [(path: String, bytes: [UInt8])] {
        if let until, until.timeIntervalSince(now) < 1 {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "The time \(until.formatted(.iso8601)) has passed. Give one that lies ahead, or none; nothing was signed."
            )
        }
        let (known, generation, _) = try await signer(of: name)
        var facts = facts(known, generation)
        facts.detail = "lists signed by \(person)"
        try await store.commit(
            [.audited(AuditRecord(.authorityLife(.signedOffline, facts), by: Self.actor, when: now))],
            expecting: .nothing
        )
        let now = now
        // The caller gets each failure; nobody tries again.
        var quiet = logger
        quiet.logLevel = .critical
        let lists = RevocationListIssuance(
            store: store,
            keys: keys,
            objects: objects,
            publisher: publisher,
            snapshots: SnapshotSource(store: store),
            clock: { now },
            logger: quiet
        )
        try await lists.publish(of: known.number, until: until)
        var signed: [(path: String, bytes: [UInt8])] = []
        for key in known.stored.keys {
            guard let list = try await store.revocationLists(of: AuthorityKeyID(authority: known.number, index: key.index), limit: 1).first,
                let bytes = try await lists.bytes(of: list, path: key.listPath)
            else { throw KeyAwayError(authority: known.stored.name) }
            signed.append((key.listPath, bytes))
        }
        return signed
    }

    private func facts(_ known: KnownAuthority, _ generation: IssuingGeneration) -> AuditEvent.LifeFacts {
        AuditEvent.LifeFacts(authority: known.number.rawValue, generation: generation.index, key: generation.key.index)
    }

    private func signer(of name: String) async throws -> (KnownAuthority, IssuingGeneration, Signer) {
        let snapshot = try await SnapshotSource(store: store).load()
        guard let known = snapshot.authorities.first(where: { $0.isNamed(name) }) else {
            let names = snapshot.authorities.map { $0.stored.name.quoted }.joined(separator: ", ")
            throw AuthorityFoundation.refusal(
                "authority",
                name,
                "There is no authority \(name.quoted) here, but \(names.isEmpty ? "none" : names)."
            )
        }
        guard let generation = known.newest else {
            throw CAError(.unavailable, status: .certsrvInvalidCACertificate, "The authority \(name.quoted) waits for its certificate.")
        }
        guard generation.limits.revocation == nil, now < generation.limits.notAfter else {
            throw CAError(
                .unavailable,
                status: .certsrvInvalidCACertificate,
                "The certificate of \(name.quoted) is revoked or has ended. Renew it first."
            )
        }
        let failures = await keys.open(known.stored)
        guard let signer = keys.signer(of: generation.key) else {
            if let failure = failures[generation.key.index] { throw failure }
            throw CAError(
                .unavailable,
                status: .certsrvInvalidCACertificate,
                "The key of \(known.stored.name.quoted) is sealed. Repeat with --ask-passphrase or --root-passphrase-file FILE; nothing was signed."
            )
        }
        return (known, generation, signer)
    }
}
