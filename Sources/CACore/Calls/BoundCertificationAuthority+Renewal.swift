package import CAInterface
import Logging
import PKICrypto
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Another certificate for an authority that goes on working. The steps are durable one by one: the key is in the key store, then the renewal is in the store, then the
/// certificate is signed, and one commit puts it in place. A process that dies between two of them leaves an authority that works and a renewal that the same order ends.
extension BoundCertificationAuthority {
    package func renew(_ order: RenewalOrder) async throws -> RenewalOutcome {
        let renewal = try await begin(order)
        if let request = renewal.request { return RenewalOutcome(generation: nil, certificate: nil, request: request) }
        return try await complete(renewal, passphrase: order.passphrase)
    }

    package func discardRenewal() async throws {
        try await acting { snapshot, standing in
            try require(.manageAuthority, of: standing, to: "renew the authority")
            var stored = try authority(in: snapshot).stored
            guard let renewal = stored.renewal else { throw Self.nothingWaits(stored.name) }
            guard !stored.generations.isEmpty else {
                throw CAError(
                    .wrongState,
                    status: .certsrvBadRequestStatus,
                    "The authority \(stored.name.quoted) has no certificate yet, and the key in its request is its only one. Install the certificate for it."
                )
            }
            let revision = stored.revision
            stored.renewal = nil
            stored.revision += 1
            try await service.store.commit(
                [.authorityUpdated(stored), record(.renewalDiscarded, facts(of: renewal))],
                expecting: Basis(rightsEpoch: snapshot.rightsEpoch, authority: number, authorityRevision: revision)
            )
        }
    }

    // MARK: Steps

    /// The key and the intent.
    private func begin(_ order: RenewalOrder) async throws -> StoredRenewal {
        // A key that was made is used by the next attempt, when somebody else changed the authority meanwhile.
        var made: (choice: AuthorityKeyChoice, reference: KeyReference, publicKey: SubjectPublicKeyInfo)?
        return try await acting { snapshot, standing in
            try require(.manageAuthority, of: standing, to: "renew the authority")
            let known = try authority(in: snapshot)
            let stored = known.stored
            if let waiting = stored.renewal {
                guard try isSame(order, waiting) else {
                    throw CAError(
                        .conflict,
                        status: .certsrvBadRequestStatus,
                        "Another renewal of \(stored.name.quoted) was begun at \(waiting.began.formatted(.iso8601)). End it with the same order or its certificate, or forget it: chancery authority renew --discard"
                    )
                }
                return waiting
            }
            guard let newest = known.newest else { throw Self.nothingWaits(stored.name) }
            let former = try stored.key(of: stored.generations[stored.generations.count - 1])
            if !order.newKey { try await requireUncompromised(former, of: stored) }
            let index = newest.index + 1
            // Whoever must sign is asked for before a key is made.
            let isForeign = try isCertifiedElsewhere(newest, stored)
            if !isForeign { _ = try await issuer(for: stored, snapshot, standing, passphrase: order.passphrase) }
            let ownSigner = try await signer(of: former, of: stored, passphrase: order.passphrase)
            var key = former
            if order.newKey {
                let choice = try choice(order, like: former)
                let root = stored.role == .root
                let place = KeyPlace.following(
                    former.reference,
                    named: "\(root ? "root" : "authority")-\(number.rawValue)-\(index)-\(Hex.encode(service.randomBytes(4)))",
                    purpose: root ? .root : .issuing
                )
                let sealing = root ? order.passphrase : nil
                guard sealing != nil || service.keys.canMake(at: place) else { throw Self.passphraseIsAway(stored.name) }
                if made?.choice != choice {
                    let new = try await service.keys.make(choice.specification, at: place, passphrase: sealing)
                    made = (choice, new.reference, new.publicKey)
                }
                guard let made else { throw IssuanceError("No key was made.") }
                key = AuthorityKey(
                    index: index,
                    reference: made.reference,
                    publicKey: made.publicKey.derEncoded,
                    signatureAlgorithm: choice.signatureAlgorithm.derEncoded,
                    listPath: AuthorityCertification.paths(of: stored.name, generation: index, key: index).list
                )
            }
            var request: [UInt8]?
            if isForeign {
                let signer = try await order.newKey ? self.signer(of: key, of: stored, passphrase: order.passphrase) : ownSigner
                let extensions = AuthorityExtensions.next(
                    after: newest.certificate,
                    version: CAVersion(certificateIndex: index, keyIndex: key.index),
                    formerHash: Digest.sha1(newest.certificate.derEncoded),
                    issuer: nil
                )
                request = try await signer.sign(try RequestPermit(subject: newest.certificate.subject, extensions: extensions))
            }
            let renewal = StoredRenewal(
                id: UUID(),
                key: key,
                isNewKey: order.newKey,
                validitySeconds: order.validitySeconds,
                request: request,
                began: service.clock()
            )
            var changed = stored
            changed.renewal = renewal
            changed.revision += 1
            try await service.store.commit(
                [.authorityUpdated(changed), record(.renewalBegun, facts(of: renewal))],
                expecting: Basis(rightsEpoch: snapshot.rightsEpoch, authority: number, authorityRevision: stored.revision)
            )
            return renewal
        }
    }

    /// The certificate, by ourselves or by the authority above.
    private func complete(_ renewal: StoredRenewal, passphrase: [UInt8]?) async throws -> RenewalOutcome {
        try await putInPlace(renewal, passphrase: passphrase) { snapshot, standing, stored in
            guard let newest = try authority(in: snapshot).newest else { throw Self.nothingWaits(stored.name) }
            let issuer = try await issuer(for: stored, snapshot, standing, passphrase: passphrase)
            let signer: Signer
            if let above = issuer {
                signer = above.signer
            } else {
                signer = try await self.signer(of: renewal.key, of: stored, passphrase: passphrase)
            }
            let index = newest.index + 1
            let former = newest.certificate
            let made = try await certification.certificate(
                subject: former.subject,
                key: try SubjectPublicKeyInfo(derEncoded: renewal.key.publicKey),
                extensions: AuthorityExtensions.next(
                    after: former,
                    version: CAVersion(certificateIndex: index, keyIndex: renewal.key.index),
                    formerHash: Digest.sha1(former.derEncoded),
                    issuer: issuer?.generation
                ),
                validitySeconds: renewal.validitySeconds ?? Int(former.notAfter.timeIntervalSince(former.notBefore)),
                at: issuer?.generation.authority ?? number,
                generation: issuer?.generation.index ?? index,
                issuer: issuer?.generation,
                signer: signer
            )
            return (made.issued.bytes, [], [made.row])
        }
    }

    /// Ends a renewal: the certificate becomes the newest generation, with cross certificates when the key is new.
    /// - Parameter certificate: makes or judges it; its issuers, when they are elsewhere; and the rows that belong to it. It runs again when something was changed meanwhile.
    func putInPlace(
        _ renewal: StoredRenewal,
        passphrase: [UInt8]?,
        as act: AuditEvent.LifeAct = .renewed,
        _ certificate: (AuthoritySnapshot, Standing, StoredAuthority) async throws -> (
            bytes: [UInt8], issuers: [[UInt8]], rows: [StoredRequest]
        )
    ) async throws -> RenewalOutcome {
        let outcome = try await acting { snapshot, standing -> RenewalOutcome in
            try require(.manageAuthority, of: standing, to: "renew the authority")
            let known = try authority(in: snapshot)
            let stored = known.stored
            guard stored.renewal?.id == renewal.id else {
                // Another call has ended it.
                guard let newest = known.newest, newest.certificate.subjectPublicKeyInfo.derEncoded == renewal.key.publicKey else {
                    throw Self.nothingWaits(stored.name)
                }
                return RenewalOutcome(generation: newest.index, certificate: newest.certificate.derEncoded, request: nil)
            }
            // It may have been revoked after the renewal began.
            try await requireUncompromised(renewal.key, of: stored)
            let (bytes, issuers, rows) = try await certificate(snapshot, standing, stored)
            let index = (known.newest?.index ?? -1) + 1
            let generation = StoredAuthority.Generation(
                index: index,
                keyIndex: renewal.key.index,
                certificate: bytes,
                aiaPath: AuthorityCertification.paths(of: stored.name, generation: index, key: renewal.key.index).certificate,
                issuers: issuers
            )
            var changed = stored
            changed.renewal = nil
            changed.revision += 1
            if !stored.keys.contains(renewal.key) { changed.keys.append(renewal.key) }
            changed.generations.append(generation)
            let crosses = try await crossCertificates(around: generation, of: changed, known.newest, passphrase: passphrase)
            changed.crossCertificates += crosses.map(\.cross)
            var facts = facts(of: renewal)
            facts.generation = index
            facts.serial = try Certificate(derEncoded: bytes).serialHex
            facts.certificateSHA256 = Hex.encode(Digest.sha256(bytes))
            facts.crossCertificates = crosses.map { Hex.encode(Digest.sha256($0.cross.certificate)) }
            try await service.store.commit(
                [.authorityUpdated(changed)] + (rows + crosses.map(\.row)).map { .requestReceived($0) } + [record(act, facts)],
                expecting: Basis(rightsEpoch: snapshot.rightsEpoch, authority: number, authorityRevision: stored.revision)
            )
            return RenewalOutcome(generation: index, certificate: bytes, request: nil)
        }
        await publish(passphrase)
        return outcome
    }

    /// The first list of a new key, and the certificates, at once: certificates that name them may be issued already. What fails now is tried again every minute.
    private func publish(_ passphrase: [UInt8]?) async {
        do {
            let snapshot = try await service.snapshots.current()
            let known = try authority(in: snapshot)
            await service.keys.open(known.stored)
            let closed = known.stored.keys.filter { service.keys.signer(of: AuthorityKeyID(authority: number, index: $0.index)) == nil }
            if let passphrase, !closed.isEmpty {
                var signers: [AuthorityKeyID: Signer] = [:]
                for key in closed {
                    signers[AuthorityKeyID(authority: number, index: key.index)] =
                        try await service.keys.signer(of: key, authority: number, passphrase: passphrase)
                }
                try await service.revocationLists.publish(of: number, signers: signers)
            } else {
                try await service.revocationLists.publishRevocation(of: number)
            }
        } catch {
            service.logger.warning("the lists of a renewed authority wait for the schedule", metadata: ["error": "\(error)"])
        }
    }

    private func crossCertificates(
        around generation: StoredAuthority.Generation,
        of stored: StoredAuthority,
        _ former: IssuingGeneration?,
        passphrase: [UInt8]?
    ) async throws -> [(cross: StoredAuthority.CrossCertificate, row: StoredRequest)] {
        guard let former, former.key.index != generation.keyIndex, let last = stored.generations.first(where: { $0.index == former.index })
        else { return [] }
        let key = try stored.key(of: generation)
        let new = try IssuingGeneration(
            authority: number,
            generation: generation,
            key: key,
            publicAddress: stored.publicAddress,
            issuers: generation.issuers,
            configuration: ConfigurationTree(authority: stored).issuance(generation: generation, key: key)
        )
        let forward = try await certification.crossCertificate(
            from: former,
            to: generation,
            of: stored,
            signer: try await signer(of: try stored.key(of: last), of: stored, passphrase: passphrase)
        )
        let backward = try await certification.crossCertificate(
            from: new,
            to: last,
            of: stored,
            signer: try await signer(of: key, of: stored, passphrase: passphrase)
        )
        return [forward, backward].compactMap { $0 }
    }

    // MARK: Who signs

    /// The generation of the authority above that issues now, with its signer; nil for a root.
    private func issuer(for stored: StoredAuthority, _ snapshot: AuthoritySnapshot, _ standing: Standing, passphrase: [UInt8]?) async throws
        -> (generation: IssuingGeneration, signer: Signer)?
    {
        guard let parentNumber = stored.parent else { return nil }
        guard let parent = snapshot.authority(parentNumber) else {
            throw CAError(
                .unavailable,
                status: .certsrvInvalidCACertificate,
                "The authority above \(stored.name.quoted) waits for its own certificate. Install that first."
            )
        }
        guard parent.stored.rights(of: standing.principal).contains(.manageAuthority) else {
            throw CAError(
                .accessDenied,
                status: .accessDenied,
                "\(standing.principal.accountName) has no right to let \(parent.stored.name.quoted) certify an authority. Ask an administrator of that authority too."
            )
        }
        return try await certifier(parent, passphrase: passphrase)
    }

    /// The generation of an authority that certifies others now, with its signer.
    func certifier(_ parent: KnownAuthority, passphrase: [UInt8]?) async throws -> (generation: IssuingGeneration, signer: Signer) {
        let now = service.clock()
        guard let generation = parent.newest, generation.limits.revocation == nil, generation.limits.notBefore <= now,
            now < generation.limits.notAfter
        else {
            throw CAError(
                .unavailable,
                status: .certsrvInvalidCACertificate,
                "The certificate of \(parent.stored.name.quoted) is not there, is revoked, has ended or begins later, so it certifies nobody. Renew it first."
            )
        }
        let key = try parent.stored.key(of: parent.stored.generations[parent.stored.generations.count - 1])
        return (generation, try await signer(of: key, of: parent.stored, passphrase: passphrase))
    }

    /// A signer of a key of the authority or of its parent: an open one, or one opened for this call. Who gives a passphrase learns whether it is right.
    private func signer(of key: AuthorityKey, of stored: StoredAuthority, passphrase: [UInt8]?) async throws -> Signer {
        if stored.role == .root, let passphrase {
            do {
                if let signer = try await service.keys.signer(of: key, authority: stored.number, passphrase: passphrase) { return signer }
            } catch is WrongPassphraseError {
                throw CAError(
                    .accessDenied,
                    status: .accessDenied,
                    "The passphrase does not open the key of \(stored.name.quoted). Give the right one."
                )
            }
        }
        if let signer = service.keys.signer(of: AuthorityKeyID(authority: stored.number, index: key.index)),
            signer.publicKey.derEncoded == key.publicKey
        {
            return signer
        }
        do {
            if let signer = try await service.keys.signer(of: key, of: stored) { return signer }
        } catch {
            service.logger.warning("a key could not be opened", metadata: ["key": "\(key.reference)", "error": "\(error)"])
        }
        throw Self.passphraseIsAway(stored.name)
    }

    // MARK: Parts

    var certification: AuthorityCertification {
        AuthorityCertification(
            store: service.store,
            now: service.clock(),
            randomBytes: service.randomBytes,
            actor: .caller(caller)
        )
    }

    func record(_ act: AuditEvent.LifeAct, _ facts: AuditEvent.LifeFacts) -> CAChange {
        .audited(AuditRecord(.authorityLife(act, facts), by: .caller(caller), when: service.clock()))
    }

    func facts(of renewal: StoredRenewal) -> AuditEvent.LifeFacts {
        AuditEvent.LifeFacts(
            authority: number.rawValue,
            renewal: renewal.id,
            key: renewal.key.index,
            reference: renewal.key.reference.description,
            publicKeySHA256: Hex.encode(Digest.sha256(renewal.key.publicKey))
        )
    }

    private func isCertifiedElsewhere(_ newest: IssuingGeneration, _ stored: StoredAuthority) throws -> Bool {
        stored.parent == nil && !newest.certificate.isSelfIssued
    }

    private func isSame(_ order: RenewalOrder, _ waiting: StoredRenewal) throws -> Bool {
        guard order.newKey == waiting.isNewKey, order.validitySeconds == nil || order.validitySeconds == waiting.validitySeconds else {
            return false
        }
        guard order.newKey, order.keyAlgorithm != nil || order.hash != nil else { return true }
        return try choice(order, like: waiting.key) == choice(RenewalOrder(newKey: true), like: waiting.key)
    }

    private func choice(_ order: RenewalOrder, like key: AuthorityKey) throws -> AuthorityKeyChoice {
        do {
            if let name = order.keyAlgorithm { return try AuthorityKeyChoice(name, hash: order.hash) }
            return try AuthorityKeyChoice(
                like: try SubjectPublicKeyInfo(derEncoded: key.publicKey),
                signing: try AlgorithmIdentifier(derEncoded: key.signatureAlgorithm),
                hash: order.hash
            )
        } catch let fault as AuthorityKeyChoice.UnknownKeyError {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                fault.description,
                reason: DenialReason(
                    rule: "KeyIsKnown",
                    field: fault.field,
                    value: String(fault.value.prefix(100)),
                    remedy: "Give another one; nothing was changed."
                )
            )
        }
    }

    static func nothingWaits(_ name: String) -> CAError {
        CAError(
            .wrongState,
            status: .certsrvBadRequestStatus,
            "Nothing of the authority \(name.quoted) waits for a certificate. Begin a renewal: chancery authority renew"
        )
    }

    static func passphraseIsAway(_ name: String) -> CAError {
        CAError(
            .unavailable,
            status: .certsrvInvalidCACertificate,
            "The key of \(name.quoted) is not open on this server. Give its passphrase where the server runs: chancery authority renew --ask-passphrase --data DIR"
        )
    }
}
