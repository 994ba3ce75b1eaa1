package import CAInterface
import PKICrypto
package import PKIDirectory
import PKIFormats
package import PortableFoundation

/// Founds an authority: its key, and its certificate or the request for one. The key is in the key store before anything refers to it.
package struct AuthorityFoundation: Sendable {
    /// What an order leaves to the installation.
    package struct Surroundings: Sendable {
        package var dnsName: String
        package var publicAddress: String
        package var access: AccessControlList
        package var singleOperator: Bool

        package init(dnsName: String, publicAddress: String, access: AccessControlList, singleOperator: Bool) {
            self.dnsName = dnsName
            self.publicAddress = publicAddress
            self.access = access
            self.singleOperator = singleOperator
        }
    }

    let store: any CAStore
    let keys: KeyRing
    let now: Date
    let randomBytes: @Sendable (Int) -> [UInt8]
    let actor: AuditActor

    package init(
        store: any CAStore,
        keys: KeyRing,
        now: Date,
        randomBytes: @escaping @Sendable (Int) -> [UInt8] = { SecureRandom.bytes($0) },
        actor: AuditActor
    ) {
        self.store = store
        self.keys = keys
        self.now = Date(timeIntervalSince1970: now.timeIntervalSince1970.rounded(.down))
        self.randomBytes = randomBytes
        self.actor = actor
    }

    /// A key for an order, kept between attempts.
    package struct MadeKey: Sendable {
        let choice: AuthorityKeyChoice
        let key: AuthorityKey
    }

    /// The longest validity of a CA's certificate, in seconds.
    package static let longestValidity = 100 * 366 * 86_400

    /// Makes the key. Orders that nobody can carry out are refused before that.
    /// - Parameter others: the authorities that are there.
    package func makeKey(for order: AuthorityOrder, among others: [StoredAuthority]) async throws -> MadeKey {
        try check(order, among: others)
        let choice: AuthorityKeyChoice
        do { choice = try AuthorityKeyChoice(order.keyAlgorithm, hash: order.hash) } catch {
            throw Self.refusal(error.field, error.value, error.description)
        }
        let number = (others.map(\.number.rawValue).max() ?? 0) + 1
        let isRoot = Self.role(of: order) == .root
        let name = "\(isRoot ? "root" : "authority")-\(number)-0-\(Hex.encode(randomBytes(4)))"
        if let token = order.keyToken, !token.namesToken {
            throw Self.refusal("keyToken", token.description, "It names no token. Write pkcs11:token=LABEL.")
        }
        if let token = order.keyToken, token.namesObject {
            throw Self.refusal("keyToken", token.description, "The server chooses the label of the key. Leave out object and id.")
        }
        let place: KeyPlace =
            order.keyToken.map { .token($0, label: name) } ?? .sealedFile(name: name, purpose: isRoot ? .root : .issuing)
        if isRoot, let passphrase = order.passphrase {
            try await Self.checkPassphrase(passphrase, of: others, keys)
        } else if !keys.canMake(at: place) {
            throw BoundCertificationAuthority.passphraseIsAway(order.name)
        }
        let made = try await keys.make(
            choice.specification,
            at: place,
            passphrase: isRoot ? order.passphrase : nil
        )
        return MadeKey(
            choice: choice,
            key: AuthorityKey(
                index: 0,
                reference: made.reference,
                publicKey: made.publicKey.derEncoded,
                signatureAlgorithm: choice.signatureAlgorithm.derEncoded,
                listPath: AuthorityCertification.paths(of: order.name, generation: 0, key: 0).list
            )
        )
    }

    /// All roots are sealed under one passphrase.
    static func checkPassphrase(_ passphrase: [UInt8], of others: [StoredAuthority], _ keys: KeyRing) async throws {
        for root in others where root.role == .root {
            guard let key = root.keys.last else { continue }
            do { _ = try await keys.signer(of: key, authority: root.number, passphrase: passphrase) } catch is WrongPassphraseError {
                throw CAError(
                    .accessDenied,
                    status: .accessDenied,
                    "The passphrase does not open the key of \(root.name.quoted), under whose passphrase all roots are sealed. Give the right one."
                )
            }
        }
    }

    /// The authority and its rows, to be committed.
    /// - Parameters:
    ///   - parent: the authority above with its signer; nil for a root, and for a request.
    ///   - templates: for which it issues at once.
    package func found(
        _ order: AuthorityOrder,
        key made: MadeKey,
        among others: [StoredAuthority],
        in surroundings: Surroundings,
        parent: (generation: IssuingGeneration, signer: Signer)?,
        templates: [(name: String, version: Int)]
    ) async throws -> (authority: StoredAuthority, changes: [CAChange]) {
        try check(order, among: others)
        let number = AuthorityNumber(rawValue: (others.map(\.number.rawValue).max() ?? 0) + 1)
        var authority = StoredAuthority(
            number: number,
            id: UUID(),
            role: Self.role(of: order),
            name: order.name,
            parent: parent?.generation.authority,
            dnsName: surroundings.dnsName,
            keys: [],
            generations: [],
            settings: try AuthoritySettingsRules.checked(
                AuthoritySettings(
                    singleOperator: surroundings.singleOperator,
                    crlPeriodSeconds: order.crlPeriodSeconds,
                    crlValiditySeconds: order.crlValiditySeconds,
                    publicAddress: order.publicAddress ?? surroundings.publicAddress,
                    configuration: order.configuration,
                    // The key of a root is usually away.
                    ocsp: OCSPSettings(inCertificates: order.issues)
                )
            ),
            access: surroundings.access,
            createdWhen: now
        )
        guard let signer = try await keys.signer(of: made.key, of: authority, passphrase: order.passphrase) else {
            throw BoundCertificationAuthority.passphraseIsAway(order.name)
        }
        let subject = order.subject ?? Self.subject(order.name, order.organization)
        var changes: [CAChange] = []
        var facts = AuditEvent.LifeFacts(
            authority: number.rawValue,
            key: 0,
            reference: made.key.reference.description,
            publicKeySHA256: Hex.encode(Digest.sha256(made.key.publicKey))
        )
        if order.parent == .elsewhere {
            let extensions = AuthorityExtensions.first(pathLength: order.pathLength, additional: order.extensions, issuer: nil)
            let request = try await signer.sign(try RequestPermit(subject: subject, extensions: extensions))
            let renewal = StoredRenewal(id: UUID(), key: made.key, isNewKey: true, validitySeconds: nil, request: request, began: now)
            authority.renewal = renewal
            facts.renewal = renewal.id
            changes = [.authorityCreated(authority), audited(.authorityLife(.renewalBegun, facts))]
        } else {
            if let above = parent?.generation, above.limits.pathLength == 0 {
                throw Self.refusal(
                    "parent",
                    above.certificate.subject.rfc4514,
                    "Its certificate allows no CA below it (path length 0). Choose another parent."
                )
            }
            let certification = AuthorityCertification(store: store, now: now, randomBytes: randomBytes, actor: actor)
            let (issued, row): (IssuedCertificate, StoredRequest)
            do {
                (issued, row) = try await certification.certificate(
                    subject: subject,
                    key: signer.publicKey,
                    extensions: AuthorityExtensions.first(
                        pathLength: order.pathLength,
                        additional: order.extensions,
                        issuer: parent?.generation
                    ),
                    validitySeconds: order.validitySeconds,
                    at: parent?.generation.authority ?? number,
                    generation: parent?.generation.index ?? 0,
                    issuer: parent?.generation,
                    signer: parent?.signer ?? signer
                )
            } catch let refusal as LintRefusal where !order.extensions.isEmpty {
                let names = order.extensions.map(\.oid.dotted).joined(separator: ", ")
                throw Self.refusal("extensions", names, "\(refusal) Leave out what the authority writes itself.")
            }
            authority.keys = [made.key]
            authority.generations = [
                StoredAuthority.Generation(
                    index: 0,
                    keyIndex: 0,
                    certificate: issued.bytes,
                    aiaPath: AuthorityCertification.paths(of: order.name, generation: 0, key: 0).certificate
                )
            ]
            let created = AuditEvent.AuthorityFacts(
                authority: number.rawValue,
                id: authority.id,
                name: authority.name,
                serial: issued.serialNumber,
                certificateSHA256: Hex.encode(Digest.sha256(issued.bytes)),
                publicAddress: authority.publicAddress,
                singleOperator: authority.singleOperator
            )
            changes = [.authorityCreated(authority), .requestReceived(row), audited(.authorityCreated(created))]
        }
        for template in templates where authority.role == .issuing {
            changes.append(.templatePublished(TemplatePublication(authority: number, template: template.name)))
            changes.append(
                audited(.templatePublished(authority: number.rawValue, name: template.name, version: template.version))
            )
        }
        return (authority, changes)
    }

    // MARK: Parts

    /// A root's key is opened for each signature; that of an authority which enrolls stays open.
    static func role(of order: AuthorityOrder) -> StoredAuthority.Role { order.issues || order.parent != .itself ? .issuing : .root }

    private static func subject(_ name: String, _ organization: String?) -> DistinguishedName {
        .of((organization.map { [(OID.organization, $0)] } ?? []) + [(OID.commonName, name)])
    }

    private func audited(_ event: AuditEvent) -> CAChange { .audited(AuditRecord(event, by: actor, when: now)) }

    private func check(_ order: AuthorityOrder, among others: [StoredAuthority]) throws(CAError) {
        let name = order.name
        try Self.check(name: name, among: others)
        if let subject = order.subject, subject.commonName != name {
            throw Self.refusal("subject", subject.rfc4514, "Its last common name is not \(name.quoted).")
        }
        guard (86_400...Self.longestValidity).contains(order.validitySeconds) else {
            throw Self.refusal("validitySeconds", "\(order.validitySeconds)", "A CA's certificate is valid for a day to a hundred years.")
        }
        guard (order.pathLength ?? 0) >= 0, (order.pathLength ?? 0) <= 100 else {
            throw Self.refusal("pathLength", "\(order.pathLength ?? 0)", "A path length is 0 to 100.")
        }
    }

    /// Names are of files and addresses too, so that two must not be spelled alike.
    static func check(name: String, among others: [StoredAuthority]) throws(CAError) {
        guard !name.isEmpty, name.utf8.count <= 64, !name.unicodeScalars.contains(where: ControlText.isControl),
            !name.hasPrefix(" "), !name.hasSuffix(" ")
        else {
            // Source of the length: ub-common-name of RFC 5280 appendix A.
            throw Self.refusal("name", name, "A name has 1 to 64 octets, without control characters and without blanks at its ends.")
        }
        let spellings = Self.spellings(of: name)
        if let other = others.first(where: { !spellings.isDisjoint(with: Self.spellings(of: $0.name)) }) {
            throw CAError(
                .conflict,
                status: .objectAlreadyExists,
                "There is an authority \(other.name.quoted) already. Its lists and certificates have that name, or one like it, forever; give another one."
            )
        }
    }

    /// Two authorities without a spelling in common have no path of a list or certificate in common, also where the file system knows no case. Numbers of keys and the mark of
    /// deltas have characters that names do not keep; the mark of a partition has not.
    private static func spellings(of name: String) -> Set<String> {
        Set([name, SanitizedName.of(name), SanitizedName.short(of: name)].map { PublicLocation.withoutPartition($0.lowercased()) })
    }

    static func refusal(_ field: String, _ value: String, _ why: String) -> CAError {
        CAError(
            .malformed,
            status: .invalidArgument,
            why,
            reason: DenialReason(
                rule: "AuthorityCanBeMade",
                field: field,
                value: String(value.prefix(200)),
                remedy: "Give another value; nothing was made."
            )
        )
    }
}

extension KeyRing {
    /// The signer of a key for one use: with the passphrase for a root's, when one is given, otherwise without asking anybody.
    func signer(of key: AuthorityKey, of authority: StoredAuthority, passphrase: [UInt8]?) async throws -> Signer? {
        if authority.role == .root, let passphrase { return try await signer(of: key, authority: authority.number, passphrase: passphrase) }
        return try await signer(of: key, of: authority)
    }
}
