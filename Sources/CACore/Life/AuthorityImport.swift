import CAInterface
import PKICrypto
import PKIDirectory
package import PKIFormats
package import PortableFoundation

/// Takes over an authority of another installation with its keys, certificates and last lists, so that it goes on here. The keys are where they belong before anything
/// refers to them, and everything else comes in one commit.
package struct AuthorityImport: Sendable {
    /// What an import decides about the authority beside what its backup says.
    package struct Order: Sendable {
        package var surroundings: AuthorityFoundation.Surroundings
        package var crlPeriodSeconds: Int
        package var crlValiditySeconds: Int
        /// The token on which the keys are written; nil for the key store.
        package var keyToken: PKCS11URI?
        /// Under which the keys of roots are sealed, when somebody gave it for this call.
        package var passphrase: [UInt8]?
        /// Lower-case hex, of each file that had keys.
        package var filesSHA256: [String]
        /// Who imports, in words, for the record.
        package var person: String

        package init(
            surroundings: AuthorityFoundation.Surroundings,
            crlPeriodSeconds: Int,
            crlValiditySeconds: Int,
            keyToken: PKCS11URI? = nil,
            passphrase: [UInt8]? = nil,
            filesSHA256: [String],
            person: String
        ) {
            self.surroundings = surroundings
            self.crlPeriodSeconds = crlPeriodSeconds
            self.crlValiditySeconds = crlValiditySeconds
            self.keyToken = keyToken
            self.passphrase = passphrase
            self.filesSHA256 = filesSHA256
            self.person = person
        }
    }

    let store: any CAStore
    let keys: KeyRing
    let objects: any ObjectStore
    let now: Date
    let randomBytes: @Sendable (Int) -> [UInt8]

    package init(
        store: any CAStore,
        keys: KeyRing,
        objects: any ObjectStore,
        now: Date,
        randomBytes: @escaping @Sendable (Int) -> [UInt8] = { SecureRandom.bytes($0) }
    ) {
        self.store = store
        self.keys = keys
        self.objects = objects
        self.now = Date(timeIntervalSince1970: now.timeIntervalSince1970.rounded(.down))
        self.randomBytes = randomBytes
    }

    private static let actor = AuditActor.service(.command)

    /// Stores the authority. It issues for no template until somebody publishes one.
    /// - Throws: `CAError` when it is here already, or when keys cannot be put where they belong; `CommitError` when somebody else added an authority meanwhile.
    package func take(_ backup: JudgedBackup, _ order: Order) async throws -> StoredAuthority {
        let others = try await store.authorities()
        try check(backup, among: others)
        let number = AuthorityNumber(rawValue: (others.map(\.number.rawValue).max() ?? 0) + 1)
        let parent = parent(of: backup, among: others)
        var authority = StoredAuthority(
            number: number,
            id: UUID(),
            role: backup.isRoot ? .root : .issuing,
            name: backup.name,
            parent: parent,
            dnsName: order.surroundings.dnsName,
            keys: [],
            generations: backup.generations.map { generation in
                StoredAuthority.Generation(
                    index: generation.index,
                    keyIndex: generation.keyIndex,
                    certificate: generation.certificate.derEncoded,
                    aiaPath: paths(of: backup, generation.index, generation.keyIndex).certificate,
                    issuers: parent == nil ? generation.issuers.map(\.derEncoded) : []
                )
            },
            settings: try AuthoritySettingsRules.checked(
                AuthoritySettings(
                    singleOperator: order.surroundings.singleOperator,
                    crlPeriodSeconds: order.crlPeriodSeconds,
                    crlValiditySeconds: order.crlValiditySeconds,
                    publicAddress: order.surroundings.publicAddress,
                    ocsp: OCSPSettings(inCertificates: !backup.isRoot)
                )
            ),
            access: order.surroundings.access,
            createdWhen: now
        )
        let rows = try await rows(of: backup, at: number, below: parent)
        let places = try await place(backup, number, order, among: others)
        authority.keys = zip(backup.keys, places).map { key, reference in
            AuthorityKey(
                index: key.index,
                reference: reference,
                publicKey: key.material.publicKey.derEncoded,
                signatureAlgorithm: key.signatureAlgorithm.derEncoded,
                listPath: paths(of: backup, key.index, key.index).list
            )
        }
        let lists = try await lists(of: backup, at: number)
        let revocations = revocations(of: backup, at: number)
        var changes: [CAChange] = [.authorityCreated(authority)]
        changes +=
            rows.map { .requestReceived($0) } + lists.map { .revocationListSigned($0) } + revocations.map { .revocationTakenOver($0) }
        changes.append(
            .audited(
                AuditRecord(.authorityImported(facts(of: authority, backup, lists, revocations.count, order)), by: Self.actor, when: now)
            )
        )
        try await store.commit(changes, expecting: .nothing)
        return authority
    }

    // MARK: Checks

    private func check(_ backup: JudgedBackup, among others: [StoredAuthority]) throws {
        if let other = others.first(where: { other in
            backup.keys.contains { key in other.keys.contains { $0.publicKey == key.material.publicKey.derEncoded } }
        }) {
            throw CAError(
                .conflict,
                status: .objectAlreadyExists,
                "The CA is here already: \(other.name.quoted) has one of its keys. Nothing was stored."
            )
        }
        try AuthorityFoundation.check(name: backup.name, among: others)
    }

    /// The authority of this installation that issued all its certificates. Otherwise the certificates above are kept beside them.
    private func parent(of backup: JudgedBackup, among others: [StoredAuthority]) -> AuthorityNumber? {
        others.first { other in
            backup.generations.allSatisfy { generation in
                guard let above = generation.issuers.first else { return false }
                return other.generations.contains { $0.certificate == above.derEncoded }
            }
        }?.number
    }

    // MARK: Keys

    private func place(_ backup: JudgedBackup, _ number: AuthorityNumber, _ order: Order, among others: [StoredAuthority]) async throws
        -> [KeyReference]
    {
        if backup.isRoot, order.keyToken == nil, let passphrase = order.passphrase {
            try await AuthorityFoundation.checkPassphrase(passphrase, of: others, keys)
        }
        if !backup.isRoot, order.keyToken == nil { try await checkPassphrase(of: others) }
        var places: [KeyReference] = []
        for key in backup.keys {
            let name = "\(backup.isRoot ? "root" : "authority")-\(number.rawValue)-\(key.index)-\(Hex.encode(randomBytes(4)))"
            let place: KeyPlace =
                order.keyToken.map { .token($0, label: name) } ?? .sealedFile(name: name, purpose: backup.isRoot ? .root : .issuing)
            guard backup.isRoot && order.passphrase != nil || keys.canMake(at: place) else {
                throw BoundCertificationAuthority.passphraseIsAway(backup.name)
            }
            try await keys.keep(key.material, at: place, passphrase: backup.isRoot ? order.passphrase : nil)
            places.append(place.reference)
        }
        return places
    }

    /// A key under another passphrase than the rest could not be opened by the server.
    private func checkPassphrase(of others: [StoredAuthority]) async throws {
        for other in others where other.role == .issuing {
            let failures = await keys.open(other)
            guard let failure = other.keys.lazy.filter(\.reference.isInProcess).compactMap({ failures[$0.index] }).first else { continue }
            throw CAError(
                .accessDenied,
                status: .accessDenied,
                "The key of \(other.name.quoted) cannot be opened, and the keys of all issuing CAs are under one passphrase: \(failure). Give the right passphrase; nothing was stored."
            )
        }
    }

    // MARK: Rows and lists

    /// A certificate that the authority signed for itself is a row of its own; one that an authority of this installation signed is that one's, by which it can be revoked.
    private func rows(of backup: JudgedBackup, at number: AuthorityNumber, below parent: AuthorityNumber?) async throws -> [StoredRequest] {
        var rows: [StoredRequest] = []
        for generation in backup.generations {
            let certificate = generation.certificate
            guard let issuer = generation.issuers.isEmpty ? number : parent else { continue }
            var above = generation.index
            if issuer != number {
                if try await store.request(serial: certificate.serialHex, of: issuer) != nil { continue }
                if let taken = try await store.foreignRevocation(serial: certificate.serialHex, of: issuer),
                    taken.reason != CRLReason.removeFromCRL.rawValue
                {
                    throw AuthorityBackup.refusal(
                        "certificate",
                        certificate.serialHex,
                        "The CA above has revoked the certificate \(generation.index).",
                        "Import the history of that CA first: then its row says so, and this CA comes in as revoked."
                    )
                }
                let parents = try await store.authorities().first { $0.number == issuer }?.generations ?? []
                above = parents.last { $0.certificate == generation.issuers.first?.derEncoded }?.index ?? 0
            }
            rows.append(
                StoredRequest(
                    unrequested: IssuedCertificate(certificate),
                    id: try await store.reserveRequestID(of: issuer),
                    by: Self.actor,
                    at: issuer,
                    generation: above,
                    subject: certificate.subject.derEncoded,
                    disposition: issuer == number ? .caCertificate : .issued,
                    now: now
                )
            )
        }
        return rows
    }

    private func lists(of backup: JudgedBackup, at number: AuthorityNumber) async throws -> [StoredRevocationList] {
        var stored: [StoredRevocationList] = []
        for former in backup.lists {
            let list = former.list
            let object = ObjectID(of: list.derEncoded)
            try await objects.put(list.derEncoded, as: object)
            stored.append(
                StoredRevocationList(
                    part: RevocationListPart(key: AuthorityKeyID(authority: number, index: former.key)),
                    number: former.number,
                    baseNumber: former.baseNumber,
                    signedWhen: list.thisUpdate,
                    thisUpdate: list.thisUpdate,
                    // The next list is due at once: it joins what complete list and delta say, and names the addresses of this installation.
                    nextUpdate: list.thisUpdate.addingTimeInterval(1),
                    count: list.revoked.count,
                    coversThrough: 0,
                    object: object
                )
            )
        }
        return stored
    }

    private func revocations(of backup: JudgedBackup, at number: AuthorityNumber) -> [ForeignRevocation] {
        backup.keys.flatMap { key in
            FormerList.revoked(key.index, by: backup.lists).map { entry in
                ForeignRevocation(
                    key: AuthorityKeyID(authority: number, index: key.index),
                    serialNumber: SerialText.hex(of: entry.serialNumber),
                    when: entry.date,
                    reason: entry.reason?.rawValue ?? 0,
                    changes: 0
                )
            }
        }
    }

    private func paths(of backup: JudgedBackup, _ generation: Int, _ key: Int) -> (certificate: String, list: String) {
        AuthorityCertification.paths(of: backup.name, generation: generation, key: key)
    }

    private func facts(
        of authority: StoredAuthority,
        _ backup: JudgedBackup,
        _ lists: [StoredRevocationList],
        _ revocations: Int,
        _ order: Order
    ) -> AuditEvent.ImportFacts {
        AuditEvent.ImportFacts(
            authority: authority.number.rawValue,
            id: authority.id,
            name: authority.name,
            publicAddress: authority.publicAddress,
            keys: authority.keys.map {
                AuditEvent.ImportFacts.Key(
                    index: $0.index,
                    reference: $0.reference.description,
                    publicKeySHA256: Hex.encode(Digest.sha256($0.publicKey))
                )
            },
            generations: backup.generations.map {
                AuditEvent.ImportFacts.Generation(
                    index: $0.index,
                    key: $0.keyIndex,
                    serial: $0.certificate.serialHex,
                    certificateSHA256: Hex.encode(Digest.sha256($0.certificate.derEncoded))
                )
            },
            lists: lists.map { AuditEvent.ImportFacts.List(key: $0.key.index, number: $0.number, sha256: $0.object.rawValue) },
            revocations: revocations,
            filesSHA256: order.filesSHA256,
            person: "by \(order.person)"
        )
    }
}

extension IssuedCertificate {
    /// One that was issued elsewhere.
    init(_ certificate: Certificate) {
        bytes = certificate.derEncoded
        serialNumber = certificate.serialHex
        (notBefore, notAfter, validityWasShortened, warnings) = (certificate.notBefore, certificate.notAfter, false, [])
    }
}
