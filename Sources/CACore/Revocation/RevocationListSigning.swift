import CAInterface
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Composes, signs and stores one revocation list. The commit names the number of the previous list, so that two servers never both store a list with the same
/// number, and the lease, which a scheduled list needs.
struct RevocationListSigning: Sendable {
    struct Order: Sendable {
        let authority: StoredAuthority
        let generation: IssuingGeneration
        let isOnDemand: Bool
        /// When the next list is to come; nil follows the settings.
        let until: Date?
        let needsLease: Bool
        /// Asked again after another server has signed a list first.
        let isStillWanted: @Sendable (RevocationListState) -> Bool
    }

    enum Outcome {
        case signed(StoredRevocationList, [UInt8])
        /// Another server signed a list that will do.
        case notWanted
        /// Another server has the lease.
        case elsewhere
    }

    let store: any CAStore
    let objects: any ObjectStore
    let clock: @Sendable () -> Date
    /// The seconds by which thisUpdate precedes the present time, for relying parties with slow clocks.
    let clockSkewSeconds: Int

    /// The validity in seconds of a list that a kept-away key signs on demand. The next list needs a person again, so it gets a year, the longest that
    /// §4.9.7 of the CA/Browser Forum's Baseline Requirements allows for a root's list.
    static let validityOnDemand = 365 * 86_400

    /// - Throws: when the key fails, or the number is repeatedly taken.
    func sign(_ order: Order, signer: Signer) async throws -> Outcome {
        let (authority, generation, until) = (order.authority, order.generation, order.until)
        for attempt in 0..<BoundCertificationAuthority.mostAttempts {
            // Who has the lease names it in any case, so that a list of a node that slept is refused even when nobody has signed since.
            let lease = try await store.lease(for: .publication)
            if lease == nil, order.needsLease { return .elsewhere }
            // The caller has looked before the first attempt, but not under the lease, whose former holder may have signed since.
            if attempt > 0 || order.needsLease {
                guard order.isStillWanted(try await store.revocationListState(of: generation.key)) else { return .notWanted }
            }
            let now = clock()
            // With this flag, expired certificates stay on the lists.
            let keepsExpired = ConfigurationTree(authority: authority).number("CRLFlags", .ca) & 0x200 != 0
            let content = try await store.revocationListContent(of: generation.key, at: now, keepsExpired: keepsExpired)
            let number = content.formerNumber + 1
            let validity = order.isOnDemand ? max(authority.crlValiditySeconds, Self.validityOnDemand) : authority.crlValiditySeconds
            // Source of the end of a list with a time: MS-CSRA §3.1.4.1.6, the time and the overlap.
            let end = (until ?? now).addingTimeInterval(Double(until == nil ? validity : authority.crlOverlapSeconds))
            let tbs = body(number: number, entries: content.entries, generation: generation, now: now, wanted: end)
            let permit = try RevocationListLint.permit(tbs, number: number, former: content.formerNumber, issuer: generation)
            let bytes = try await signer.sign(permit)
            // The bytes are on disk before the row that names them; the row has only their hash.
            let object = ObjectID(of: bytes)
            try await objects.put(bytes, as: object)
            let list = StoredRevocationList(
                key: generation.key,
                number: number,
                signedWhen: now,
                thisUpdate: tbs.thisUpdate,
                nextUpdate: tbs.nextUpdate ?? now,
                count: content.entries.count,
                coversThrough: content.coversThrough,
                object: object
            )
            do {
                // If two processes number the next list after the same one, only one of them stores it.
                let former = Basis.RevocationListNumber(key: generation.key, number: content.formerNumber)
                try await store.commit(
                    [.revocationListSigned(list), .audited(Self.record(of: list))] + Self.exitChanges(list, of: authority),
                    expecting: Basis(revocationList: former, lease: lease)
                )
                return .signed(list, bytes)
            } catch CommitError.moved, CommitError.refused {
                continue
            }
        }
        throw IssuanceError("The number of the revocation list of \(authority.name) was repeatedly taken by another process.")
    }

    /// A version 2 list. Source: RFC 5280 §5.
    private func body(number: Int, entries: [RevokedCertificate], generation: IssuingGeneration, now: Date, wanted: Date)
        -> TBSCertificateList
    {
        // Like certificates, lists begin a little in the past. Otherwise relying parties with slow clocks would refuse them for minutes.
        let thisUpdate = now.addingTimeInterval(-Double(generation.configuration.clockSkewSeconds ?? clockSkewSeconds))
        // A list ends no later than its authority. After that end, new lists are still made, because signatures in archives are still checked
        // against them.
        let end = generation.limits.notAfter
        return TBSCertificateList(
            signatureAlgorithm: generation.signatureAlgorithm,
            issuer: generation.certificate.subject,
            thisUpdate: thisUpdate,
            nextUpdate: end > now.addingTimeInterval(3600) ? min(wanted, end) : wanted,
            revoked: entries.map { RevokedEntry(serialNumber: $0.serialNumber, date: $0.when, reason: CRLReason(known: $0.reason)) },
            extensions: [
                AuthorityKeyIdentifier(keyIdentifier: generation.keyIdentifier).asExtension(),
                CRLNumber(UInt64(clamping: number)).asExtension(),
                CAVersion(certificateIndex: generation.index, keyIndex: generation.key.index).asExtension(),
            ]
        )
    }

    private static func exitChanges(_ list: StoredRevocationList, of authority: StoredAuthority) -> [CAChange] {
        guard !authority.settings.configuration.isEmpty else { return [] }
        return ExitDocument.change(
            .listIssued,
            of: authority,
            to: ConfigurationTree(authority: authority).receivers,
            when: list.signedWhen,
            list: ExitDocument.List(
                number: list.number,
                entries: list.count,
                thisUpdate: list.thisUpdate.formatted(.iso8601),
                nextUpdate: list.nextUpdate.formatted(.iso8601)
            )
        )
    }

    private static func record(of list: StoredRevocationList) -> AuditRecord {
        let facts = AuditEvent.RevocationListFacts(
            authority: list.key.authority.rawValue,
            key: list.key.index,
            number: list.number,
            entries: list.count,
            coversThrough: list.coversThrough,
            sha256: list.object.rawValue
        )
        return AuditRecord(.revocationListSigned(facts), by: .service(.revocationLists), when: list.signedWhen)
    }
}
