import CAInterface
import Logging
import Metrics
import PKICrypto
import PKIDirectory
import PKIFormats
import PortableFoundation
import Synchronization

/// Those who sign OCSP responses, one for each key of an authority: found, issued and renewed in the middle of their validity. A new one is used only when its
/// row is committed.
final class StatusSigners: Sendable {
    /// A signer that may be used now.
    struct Holder: Sendable {
        let signer: StatusSigner
        /// nil for the authority itself.
        let index: Int?
        var isDelegated: Bool { index != nil }
    }

    private struct State: Sendable {
        var holders: [AuthorityKeyID: Holder] = [:]
        var looks: [AuthorityKeyID: Task<Holder?, Never>] = [:]
        /// Why the last look failed, for everybody, and when.
        var failures: [AuthorityKeyID: (text: String, when: Date)] = [:]
    }

    private let service: CertificationService
    private let state = Mutex(State())

    /// Seconds for which a key that has no signer is not looked at again because somebody asks.
    private static let patience = 10.0

    init(service: CertificationService) { self.service = service }

    /// The signer for a generation's key; nil when there is none and none can be made now.
    func holder(of issuer: IssuingGeneration, in known: KnownAuthority) async -> Holder? {
        let now = service.clock()
        let (present, failure) = state.withLock { ($0.holders[issuer.key], $0.failures[issuer.key]) }
        if let present, Self.isValid(present, at: now) { return present }
        if let failure, abs(now.timeIntervalSince(failure.when)) < Self.patience { return nil }
        return await look(at: issuer, of: known)
    }

    /// Renews every signer that is due, and finds those that other servers have issued. A key about which nobody has asked yet needs none.
    func renewDue() async throws {
        for known in try await service.snapshots.current().authorities {
            for issuer in Self.issuers(of: known, at: service.clock()) {
                let isAskedFor = state.withLock { $0.holders[issuer.key] != nil || $0.failures[issuer.key] != nil }
                if isAskedFor || known.stored.settings.ocsp.mode == .preProduced {
                    _ = await look(at: issuer, of: known)
                } else if try await !service.store.statusSigners(of: issuer.key).isEmpty {
                    _ = await look(at: issuer, of: known)
                } else {
                    Self.show(0, of: issuer, in: known)
                }
            }
        }
    }

    /// One generation, the newest, of each key that still has a valid certificate: only its certificates can be asked about with success.
    static func issuers(of known: KnownAuthority, at now: Date) -> [IssuingGeneration] {
        var newest: [Int: IssuingGeneration] = [:]
        for generation in known.generations where generation.limits.notAfter > now { newest[generation.key.index] = generation }
        return newest.values.sorted { $0.key.index < $1.key.index }
    }

    /// Sentences for the operator: a signer is in the last quarter of its validity, or there is none.
    func warnings(at now: Date) -> [String] {
        guard let snapshot = service.snapshots.last else { return [] }
        let (holders, failures) = state.withLock { ($0.holders, $0.failures) }
        return snapshot.authorities.flatMap { known in
            Self.issuers(of: known, at: now).compactMap { issuer in
                let reason = failures[issuer.key]?.text ?? ""
                guard let holder = holders[issuer.key], Self.isValid(holder, at: now) else {
                    return reason.isEmpty ? nil : "\(known.stored.name.quoted) has no OCSP signer. \(reason)"
                }
                guard holder.isDelegated else { return "\(known.stored.name.quoted) signs OCSP responses with its own key. \(reason)" }
                let certificate = holder.signer.certificate
                let left = certificate.notAfter.timeIntervalSince(now)
                let isNear = left < certificate.notAfter.timeIntervalSince(certificate.notBefore) / 4
                guard isNear, certificate.notAfter < issuer.limits.notAfter else { return nil }
                return "The OCSP signer of \(known.stored.name.quoted) ends at \(certificate.notAfter.formatted(.iso8601)). \(reason)"
            }
        }
    }

    private static func isValid(_ holder: Holder, at now: Date) -> Bool {
        holder.signer.certificate.notBefore <= now && now < holder.signer.certificate.notAfter
    }

    // MARK: Looking and issuing

    /// Several callers share one look.
    private func look(at issuer: IssuingGeneration, of known: KnownAuthority) async -> Holder? {
        let task = state.withLock { state in
            if let running = state.looks[issuer.key] { return running }
            let task = Task { await self.found(for: issuer, of: known) }
            state.looks[issuer.key] = task
            return task
        }
        return await task.value
    }

    private func found(for issuer: IssuingGeneration, of known: KnownAuthority) async -> Holder? {
        var holder: Holder?
        var failure: (any Error)?
        do {
            holder = try await delegated(for: issuer, of: known) { failure = $0 }
        } catch {
            // The store may not answer for the moment, and the present one is still good.
            failure = error
            let now = service.clock()
            holder = state.withLock { $0.holders[issuer.key] }.flatMap { $0.isDelegated && Self.isValid($0, at: now) ? $0 : nil }
        }
        let shown = failure.map { Self.shown($0) }
        // A key that is away is mentioned once, and not every minute.
        if let failure, shown != state.withLock({ $0.failures[issuer.key]?.text }) {
            service.logger.warning(
                "no new signer of OCSP responses could be made",
                metadata: ["authority": "\(known.stored.name)", "key": "\(issuer.key)", "error": "\(failure)"]
            )
        }
        if holder == nil, known.stored.settings.ocsp.authorityKeySigns, issuer.limits.notAfter > service.clock(),
            let signer = service.keys.signer(of: issuer.key)
        {
            holder = Holder(signer: signer.statusSigner(issuer.certificate), index: nil)
        }
        let now = service.clock()
        state.withLock { state in
            state.looks[issuer.key] = nil
            state.holders[issuer.key] = holder
            state.failures[issuer.key] = shown.map { ($0, now) }
        }
        if let holder {
            Self.show(holder.signer.certificate.notAfter.timeIntervalSince1970, of: issuer, in: known)
        }
        return holder
    }

    /// The key of the authority, or the passphrase for new keys, is not available here.
    private struct SignerKeyAwayError: Error, CustomStringConvertible {
        let description = "Its key is not open here, so no new one can be made."
    }

    /// - Parameter end: of the signer's certificate, in seconds since 1970; 0 while nobody has asked.
    private static func show(_ end: Double, of issuer: IssuingGeneration, in known: KnownAuthority) {
        let labels = [("authority", known.stored.name), ("key", "\(issuer.key.index)")]
        Gauge(label: "chancery_ocsp_signer_not_after_timestamp_seconds", dimensions: labels).record(end)
    }

    private static func shown(_ error: any Error) -> String {
        (error as? SignerKeyAwayError)?.description ?? "No new one could be made; the log says why."
    }

    /// The newest delegated signer, or a new one when that is due.
    /// - Parameter report: told why no new one could be made, where the present one still serves.
    private func delegated(for issuer: IssuingGeneration, of known: KnownAuthority, report: (any Error) -> Void) async throws -> Holder? {
        var (issuer, known) = (issuer, known)
        for _ in 0..<BoundCertificationAuthority.mostAttempts {
            let newest = try await service.store.statusSigners(of: issuer.key).first
            var present: Holder?
            if let newest { present = try await holder(newest, of: issuer) }
            if let present, !isDue(present, for: issuer, of: known) { return present }
            do {
                return try await issue(index: (newest?.index ?? -1) + 1, for: issuer, of: known)
            } catch CommitError.moved {
                let snapshot = try await service.snapshots.load()
                guard let again = snapshot.authority(known.number),
                    let generation = Self.issuers(of: again, at: service.clock()).first(where: { $0.key == issuer.key })
                else { return present }
                (issuer, known) = (generation, again)
            } catch CommitError.serialNumberUsed {
                continue
            } catch {
                guard let present else { throw error }
                report(error)
                return present
            }
        }
        throw IssuanceError("The OCSP signer of \(known.stored.name) was repeatedly issued by another process.")
    }

    /// - Returns: nil for one that has ended or not begun, was revoked, or whose key is gone.
    private func holder(_ stored: StoredStatusSigner, of issuer: IssuingGeneration) async throws -> Holder? {
        guard let row = try await service.store.request(stored.request, of: issuer.authority), row.disposition == .issued,
            let bytes = row.certificate?.bytes
        else { return nil }
        let present = state.withLock { $0.holders[issuer.key] }
        if let present, present.index == stored.index, present.signer.certificate.derEncoded == bytes {
            return Self.isValid(present, at: service.clock()) ? present : nil
        }
        let certificate = try Certificate(derEncoded: bytes)
        // One that was made while the clock was ahead is good to nobody yet.
        guard certificate.notBefore <= service.clock(), service.clock() < certificate.notAfter else { return nil }
        let faults = ResponseLint.faults(ofSigner: certificate, issuer: issuer)
        guard faults.isEmpty else { throw LintRefusal(faults: faults) }
        guard let signer = try await service.keys.statusSigner(stored.reference, certificate: certificate) else {
            service.logger.warning(
                "the key of an OCSP signer is gone, or is another one; a new signer is made",
                metadata: ["key": "\(stored.reference)"]
            )
            return nil
        }
        return Holder(signer: signer, index: stored.index)
    }

    private func isDue(_ present: Holder, for issuer: IssuingGeneration, of known: KnownAuthority) -> Bool {
        let certificate = present.signer.certificate
        guard known.stored.settings.ocsp.signerKey.isKind(of: certificate.subjectPublicKeyInfo) else { return true }
        let middle = certificate.notBefore.addingTimeInterval(certificate.notAfter.timeIntervalSince(certificate.notBefore) / 2)
        // One that ends with the authority's certificate cannot be replaced by a longer one.
        return service.clock() >= middle && certificate.notAfter < issuer.limits.notAfter
    }

    private func issue(index: Int, for issuer: IssuingGeneration, of known: KnownAuthority) async throws -> Holder {
        guard issuer.limits.revocation == nil else {
            throw IssuanceError("The certificate of the authority \(known.stored.name.quoted) is revoked, so it delegates to nobody.")
        }
        await service.keys.open(known.stored)
        guard let signer = service.keys.signer(of: issuer.key), service.keys.opensStatusKeys else {
            throw SignerKeyAwayError()
        }
        let now = service.clock()
        let settings = known.stored.settings.ocsp
        // The key is on disk before the row that needs it. A start after a kill finds it by its name and uses it, if it is still of the kind that is wanted.
        let name = "ocsp-\(issuer.key.authority.rawValue)-\(issuer.key.index)-\(index)-\(settings.signerKey.rawValue)"
        let (reference, key) = try await service.keys.newStatusKey(named: name, settings.signerKey.specification)
        let names = CertificateNames(subject: StatusSignerProfile.subject(of: known.stored.name), alternativeNames: [])
        let id = try await service.store.reserveRequestID(of: known.number)
        let issued = try await CertificateIssuance.issue(
            names: names,
            publicKey: key,
            profile: try CertificateProfile(statusSignerOf: issuer, validitySeconds: settings.signerValiditySeconds),
            issuer: issuer,
            signer: signer,
            now: now,
            clockSkewSeconds: service.configuration.clockSkewSeconds,
            sequence: id.rawValue,
            randomness: service.randomBytes(8)
        )
        let row = StoredRequest(
            unrequested: issued,
            id: id,
            by: .service(.status),
            at: issuer.authority,
            generation: issuer.index,
            subject: names.subject.derEncoded,
            templateName: StatusSignerProfile.templateName,
            now: now
        )
        let stored = StoredStatusSigner(key: issuer.key, index: index, reference: reference, request: id)
        let facts = AuditEvent.StatusSignerFacts(
            authority: known.number.rawValue,
            key: issuer.key.index,
            index: index,
            request: id.rawValue,
            serial: issued.serialNumber,
            certificateSHA256: Hex.encode(Digest.sha256(issued.bytes))
        )
        try await service.store.commit(
            [
                .requestReceived(row), .statusSignerIssued(stored),
                .audited(AuditRecord(.statusSignerIssued(facts), by: .service(.status), when: now)),
            ],
            expecting: Basis(authority: known.number, authorityRevision: known.stored.revision)
        )
        service.logger.notice(
            "a certificate for signing OCSP responses was issued",
            metadata: ["authority": "\(known.stored.name)", "serial": "\(issued.serialNumber)", "key": "\(name)"]
        )
        guard let holder = try await holder(stored, of: issuer) else {
            throw IssuanceError("The new OCSP signer of \(known.stored.name.quoted) cannot be used: its key \(name) is gone.")
        }
        return holder
    }
}
