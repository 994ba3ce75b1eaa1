import CAInterface
import CertificateTemplates
import PKICrypto
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Keys that requests bring to be archived: opened in memory alone, held against the request, and sealed to key recovery agents before policy judges.
///
/// Source: MS-WCCE §3.2.2.6.2.1.2.2 and §3.2.2.6.2.1.3; docs/decisions/0053-archived-keys.md.
extension BoundCertificationAuthority {
    /// KRAFlags. Source: certsrv.h.
    private enum Flag {
        /// SAVEBADREQUESTKEY: a key stays when policy denies its request.
        static let keepsKeysOfDenied: UInt32 = 2
        /// ENABLEFOREIGN: keys of imported certificates of other authorities may be imported.
        static let takesKeysOfOthers: UInt32 = 1
        /// ENABLEARCHIVEALL: a key is archived although the template does not ask for it.
        static let archivesAll: UInt32 = 4
    }

    private func flags(of known: KnownAuthority) -> UInt32 { ConfigurationTree(authority: known.stored).number("KRAFlags", .ca) }

    /// Whether keys of certificates that another authority issued are taken.
    func takesForeignKeys(_ known: KnownAuthority) -> Bool { flags(of: known) & Flag.takesKeysOfOthers != 0 }

    /// The key that a new request brings, where it is wanted.
    func archival(
        of received: ReceivedRequest,
        template: CertificateTemplate,
        known: KnownAuthority,
        now: Date,
        snapshot: AuthoritySnapshot
    ) async throws -> ArchivalEvidence {
        guard let claim = received.archival, received.proof != .failed else { return .absent }
        do {
            let isWanted =
                template.privateKeyFlags.contains(.requirePrivateKeyArchival)
                || flags(of: known) & Flag.archivesAll != 0
            guard isWanted else { throw ArchivalRefusal.unexpected }
            let agents = try await usableAgents(of: known, now: now, snapshot: snapshot)
            let sealed = try await seal(claim.envelope(), of: received.certifiedKey ?? received.subjectPublicKeyInfo, to: agents)
            return ArchivalEvidence(finding: .archived, sealed: sealed)
        } catch let refusal as ArchivalRefusal {
            return ArchivalEvidence(finding: .refused(refusal.denial))
        }
    }

    /// The stored form of a new request's key, and its mark in the row; nil when none is kept.
    func archivedKey(_ judgment: Judgment, of row: inout StoredRequest, step: RequestMachine.Step, now: Date) -> StoredArchivedKey? {
        guard let sealed = judgment.archival.sealed, step != .recordError else { return nil }
        // Of a denied request whose key is gone, a resubmission asks for a new one.
        guard step != .refuse || flags(of: judgment.known) & Flag.keepsKeysOfDenied != 0 else { return nil }
        row.requestFlags |= RequestFlags.validEncryptedKeyHash
        return StoredArchivedKey(
            authority: row.authority,
            request: row.id,
            index: 0,
            sealed: sealed.bytes,
            agentHashes: sealed.agents.joined(separator: "\n"),
            stored: now
        )
    }

    /// Opens a key and seals it again. Both are memory of this call, wiped at its end.
    /// - Throws: `ArchivalRefusal`; `CAError.unavailable` while the exchange keys are closed.
    func seal(_ message: EnvelopedData, of publicKey: SubjectPublicKeyInfo, to agents: [Certificate]) async throws -> SealedKey {
        guard service.keys.opensExchangeKeys else { throw exchangeKeysAreClosed }
        var opened: [UInt8]
        do {
            opened = try await openExchanged(message)
        } catch let error as KeyError {
            guard error.kind == .unsupported else { throw ArchivalRefusal.unopened }
            throw ArchivalRefusal.bad("archivedKey", "unsupported cipher", "The key to be archived cannot be opened: \(error).")
        }
        defer { opened.wipe() }
        var key: ArchivedPrivateKey
        do throws(KeyError) {
            key = try ArchivedPrivateKey(blob: opened, of: publicKey)
        } catch {
            if error.kind == .refused { throw ArchivalRefusal.otherKey }
            throw ArchivalRefusal.bad("archivedKey", "unreadable", "The key to be archived cannot be used: \(error).")
        }
        defer { key.wipe() }
        return try await RecoveryAgents.seal(key.blob, to: agents)
    }

    // MARK: Recovery agents

    /// The agents to whom the next key is sealed: as many as the settings say, beginning at any one of those that can be used.
    func usableAgents(of known: KnownAuthority, now: Date, snapshot: AuthoritySnapshot) async throws -> [Certificate] {
        let settings = known.stored.settings
        guard !settings.recoveryAgents.isEmpty else { throw ArchivalRefusal.notConfigured }
        var usable: [Certificate] = []
        for agent in RecoveryAgents(settings).certificates where try await state(of: agent, at: now, snapshot: snapshot) == .valid {
            usable.append(agent)
        }
        guard usable.count >= settings.recoveryAgentsUsed else {
            throw ArchivalRefusal.tooFewAgents(usable.count, of: settings.recoveryAgentsUsed)
        }
        let start = Int(service.randomBytes(1).first ?? 0) % usable.count
        return (0..<settings.recoveryAgentsUsed).map { usable[(start + $0) % usable.count] }
    }

    /// The state of an agent's certificate. Of those that authorities here issued, the records say whether they are revoked; for the others the administrator who
    /// named them answers.
    func state(of agent: Certificate, at now: Date, snapshot: AuthoritySnapshot) async throws -> RecoveryAgentState {
        let own = RecoveryAgents.state(of: agent, at: now)
        guard own == .valid else { return own }
        if let row = try await service.store.request(certificateSerial: agent.serialHex, issuer: agent.issuer.derEncoded) {
            guard row.certificate?.bytes == agent.derEncoded else { return .untrusted }
            return row.disposition == .issued ? .valid : .revoked
        }
        let isOurs = snapshot.authorities.contains { $0.generations.contains { $0.certificate.subject.matches(agent.issuer) } }
        return isOurs && agent.issuer != agent.subject ? .untrusted : .valid
    }

    // MARK: The record

    func audited(
        _ act: AuditEvent.ArchivedKeyAct,
        _ key: StoredArchivedKey,
        _ now: Date,
        _ add: (inout AuditEvent.ArchivedKeyFacts) -> Void = { _ in }
    ) -> CAChange {
        var facts = AuditEvent.ArchivedKeyFacts(
            authority: number.rawValue,
            request: key.request.rawValue,
            index: key.index,
            agents: key.agents.map { $0.filter { $0 != " " } }
        )
        add(&facts)
        return .audited(AuditRecord(.archivedKey(act, facts), by: .caller(caller), when: now))
    }
}
