import CAInterface
package import FoundationEssentials
package import Logging
import PKICrypto
import PKIDirectory
import PKIFormats

/// Signs and publishes revocation lists, one after the other: a list published late must never replace a newer one.
package actor RevocationListIssuance {
    private let store: any CAStore
    private let keys: KeyRing
    private let publisher: any Publisher
    private let snapshots: SnapshotSource
    private let clock: @Sendable () -> Date
    private let logger: Logger

    /// The run under way, and the one that begins after it. Whoever asks while one is under way needs the next: the present one may have read too early.
    private var running: Task<Void, any Error>?
    private var waiting: Task<Void, any Error>?
    private var wanted: Set<AuthorityNumber> = []

    package init(
        store: any CAStore, keys: KeyRing, publisher: any Publisher, snapshots: SnapshotSource, clock: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.store = store
        self.keys = keys
        self.publisher = publisher
        self.snapshots = snapshots
        self.clock = clock
        self.logger = logger
    }

    /// Signs and publishes the lists of an authority; many calls at once share one run.
    package func publish(of authority: AuthorityNumber) async throws {
        wanted.insert(authority)
        if let waiting { return try await waiting.value }
        let before = running
        let run = Task {
            _ = await before?.result
            try await self.begin()
        }
        waiting = run
        try await run.value
    }

    private func begin() async throws {
        running = waiting
        waiting = nil
        let authorities = wanted
        wanted = []
        let snapshot = try await snapshots.load()
        for number in authorities.sorted(by: { $0.rawValue < $1.rawValue }) {
            guard let known = snapshot.authority(number) else { continue }
            let signing = signing(known)
            guard !signing.isEmpty else {
                throw CAError(
                    .unavailable, status: .certsrvInvalidCaCertificate,
                    "The key of \(known.stored.name.quoted) is not open, so it signs no revocation list.")
            }
            for generation in signing {
                let list = try await sign(known.stored, generation)
                try await put(list, known.stored, generation)
            }
        }
    }

    /// Publishes every list whose time has come, and puts back what was signed but not published.
    /// - Returns: when the next one is due.
    package func publishDue() async throws -> Date? {
        let snapshot = try await snapshots.current()
        var next: Date?
        for known in snapshot.authorities {
            for generation in signing(known) {
                let latest = try await store.latestRevocationList(of: generation.key)
                var due = clock()
                if let latest {
                    due = latest.thisUpdate.addingTimeInterval(Double(known.stored.crlPeriodSeconds))
                    let path = Self.path(of: generation, in: known.stored)
                    if due > clock(), try await publisher.published(path)?.bytes != latest.bytes { due = clock() }
                }
                if due <= clock() {
                    try await publish(of: known.number)
                    due = clock().addingTimeInterval(Double(known.stored.crlPeriodSeconds))
                }
                next = min(next ?? due, due)
            }
        }
        return next
    }

    /// One list per key: the newest generation of each key whose key is open here.
    private func signing(_ known: KnownAuthority) -> [IssuingGeneration] {
        known.generations.filter { generation in
            keys.signer(of: generation.key) != nil
                && !known.generations.contains { $0.key == generation.key && $0.index > generation.index }
        }
    }

    private func sign(_ authority: StoredAuthority, _ generation: IssuingGeneration) async throws -> StoredRevocationList {
        guard let signer = keys.signer(of: generation.key) else {
            throw IssuanceFailure("The key of \(authority.name) is not open in this process.")
        }
        for _ in 0..<BoundCertificationAuthority.mostAttempts {
            // The number first: a revocation committed after it was read makes a list with a higher number, never one that is lost.
            let number = (try await store.latestRevocationList(of: generation.key)?.number ?? 0) + 1
            let now = clock()
            let entries = try await store.revokedEntries(of: generation.key, at: now)
            let list = try await Self.make(
                number: number, entries: entries, authority: authority, generation: generation, signer: signer, now: now)
            let facts = AuditEvent.RevocationListFacts(
                authority: authority.number.rawValue, key: generation.key.index, number: number, entries: entries.count,
                sha256: Hex.encode(Digest.sha256(list.bytes)))
            let record = AuditRecord(.revocationListSigned(facts), by: .service(.revocationLists), when: now)
            do {
                try await store.commit([.revocationListSigned(list), .audited(record)], expecting: .nothing)
                return list
            } catch CommitFailure.moved, CommitFailure.refused {
                continue
            }
        }
        throw IssuanceFailure("The number of the revocation list of \(authority.name) was taken again and again.")
    }

    /// A version 2 list. Source: RFC 5280 §5.
    package static func make(
        number: Int, entries: [RevokedCertificate], authority: StoredAuthority, generation: IssuingGeneration, signer: Signer, now: Date
    ) async throws -> StoredRevocationList {
        let nextUpdate = min(
            now.addingTimeInterval(Double(authority.crlValiditySeconds)), max(generation.limits.notAfter, now.addingTimeInterval(60)))
        let tbs = TBSCertificateList(
            signatureAlgorithm: generation.signatureAlgorithm, issuer: generation.certificate.subject, thisUpdate: now,
            nextUpdate: nextUpdate,
            revoked: entries.map { RevokedEntry(serialNumber: $0.serialNumber, date: $0.when, reason: CRLReason(rawValue: $0.reason)) },
            extensions: [
                AuthorityKeyIdentifier(keyIdentifier: generation.keyIdentifier).asExtension(),
                CRLNumber(UInt64(clamping: number)).asExtension(),
                CAVersion(certificateIndex: generation.index, keyIndex: generation.key.index).asExtension(),
            ])
        let permit = try RevocationListLint.permit(tbs, number: number, former: number - 1, issuer: generation)
        return StoredRevocationList(
            key: generation.key, number: number, thisUpdate: now, nextUpdate: nextUpdate, count: entries.count,
            bytes: try await signer.sign(permit))
    }

    private func put(_ list: StoredRevocationList, _ authority: StoredAuthority, _ generation: IssuingGeneration) async throws {
        let path = Self.path(of: generation, in: authority)
        try await publisher.publish(
            PublishedObject(path: path, bytes: list.bytes, mediaType: "application/pkix-crl", modified: list.thisUpdate))
        logger.info(
            "revocation list published",
            metadata: ["authority": "\(authority.name)", "number": "\(list.number)", "entries": "\(list.count)", "path": "\(path)"])
    }

    private static func path(of generation: IssuingGeneration, in authority: StoredAuthority) -> String {
        authority.keys.first { $0.index == generation.key.index }?.listPath ?? "crl/\(authority.name).crl"
    }
}
