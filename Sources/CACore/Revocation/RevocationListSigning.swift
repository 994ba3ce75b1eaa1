import CAInterface
import PKICrypto
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Composes, signs and stores one revocation list. The commit names the number of the previous list, so that two servers never both store a list with the same
/// number, and the lease, which a scheduled list needs.
struct RevocationListSigning: Sendable {
    struct Order: Sendable {
        let authority: StoredAuthority
        let generation: IssuingGeneration
        let part: RevocationListPart
        let isDelta: Bool
        let isOnDemand: Bool
        /// The time of the run: a delta that is signed in the same run as a complete list has its number.
        let now: Date
        /// When the next list is to come; nil follows the settings.
        let until: Date?
        let needsLease: Bool
        /// The greatest number that is published already, when the store does not know it.
        var published = 0
        /// Asked again after another server has signed a list first.
        let isStillWanted: @Sendable (RevocationListState) -> Bool
    }

    enum Outcome {
        case signed(StoredRevocationList)
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

    /// So many changes are always looked up one by one.
    private static let mostLookedUp = 1_024

    /// The complete lists among which a delta finds its base.
    private static let mostBases = 64

    /// - Throws: when the key fails, or the number is repeatedly taken.
    func sign(_ order: Order, signer: Signer) async throws -> Outcome {
        for attempt in 0..<BoundCertificationAuthority.mostAttempts {
            // Who has the lease names it in any case, so that a list of a node that slept is refused even when nobody has signed since.
            let lease = try await store.lease(for: .publication)
            if lease == nil, order.needsLease { return .elsewhere }
            let state = try await store.revocationListState(of: order.part)
            // The caller has looked before the first attempt, but not under the lease, whose former holder may have signed since.
            if attempt > 0 || order.needsLease, !order.isStillWanted(state) { return .notWanted }
            let buffer = RevocationEntryBuffer(objects: objects)
            let list: StoredRevocationList
            do {
                list = try await compose(order, state, now: attempt == 0 ? order.now : clock(), into: buffer, signer: signer)
                await buffer.discard()
            } catch {
                await buffer.discard()
                throw error
            }
            do {
                // If two processes number the next list after the same one, only one of them stores it.
                let former = Basis.RevocationListNumber(part: order.part, number: state.number)
                try await store.commit(
                    [.revocationListSigned(list), .audited(Self.record(of: list))] + Self.exitChanges(list, of: order.authority),
                    expecting: Basis(revocationList: former, lease: lease)
                )
                return .signed(list)
            } catch CommitError.moved, CommitError.refused {
                continue
            }
        }
        throw IssuanceError("The number of the revocation list of \(order.authority.name) was repeatedly taken by another process.")
    }

    /// The signed list, whose bytes are on disk.
    private func compose(_ order: Order, _ state: RevocationListState, now: Date, into buffer: RevocationEntryBuffer, signer: Signer)
        async throws -> StoredRevocationList
    {
        let rules = RevocationListRules(of: order.authority)
        let query = rules.query(order.part, at: now)
        var base: StoredRevocationList?
        let coversThrough: Int
        if order.isDelta {
            base = rules.base(for: now, among: try await store.revocationLists(of: order.part, limit: Self.mostBases))
            guard let base else { throw IssuanceError("A delta list of \(order.authority.name) has no complete list to refer to.") }
            let content = try await store.revocationListDelta(query, since: base)
            try await buffer.append(content.entries)
            coversThrough = content.coversThrough
        } else {
            coversThrough = try await fill(buffer, query, state)
        }
        let former = max(state.number, order.published)
        // RFC 5280 §5.2.3: lists of the same time that say the same have the same number.
        let isBesideBase = state.latest.map {
            order.isDelta && $0.number == former && $0.signedWhen == now && $0.coversThrough == coversThrough
                && state.delta?.number != former
        }
        let number = isBesideBase == true ? former : former + 1
        let points = points(order, rules)
        let header = header(order, rules, number: number, base: base, now: now, points: points)
        let expected = RevocationListLint.Expectation(
            issuer: order.generation,
            now: now,
            number: number,
            former: former,
            baseNumber: base?.number,
            newestBase: state.latest?.number ?? 0,
            points: points
        )
        let signature = try await sign(header, buffer, expected, with: signer)
        let object = try await put(header, buffer, signature)
        return StoredRevocationList(
            part: order.part,
            number: number,
            baseNumber: base?.number ?? 0,
            signedWhen: now,
            thisUpdate: header.thisUpdate,
            nextUpdate: header.nextUpdate ?? now,
            count: await buffer.entries,
            coversThrough: coversThrough,
            object: object,
            form: order.isDelta ? 0 : query.form
        )
    }

    // MARK: Entries

    /// The entries of a complete list: the octets of the one before it with the changes, or the rows, where there is none or it cannot be used.
    /// - Returns: the place in the journal through which they show everything.
    private func fill(_ buffer: RevocationEntryBuffer, _ query: RevocationListQuery, _ state: RevocationListState) async throws -> Int {
        // After the clock was ahead, the former list may lack what had expired by then. Of a list that grew by half and more, as after an import, reading every row is
        // quicker than looking up each change.
        if let latest = state.latest, latest.form == query.form, latest.thisUpdate <= query.date,
            let former = try await store.revocationLists(of: query.part, limit: 2).dropFirst().first, former.form == query.form,
            former.thisUpdate <= latest.thisUpdate, state.journalHead - former.coversThrough <= max(latest.count / 2, Self.mostLookedUp),
            let content = try await objects.content(of: latest.object)
        {
            let changes = try await store.revocationListChanges(query, since: latest, before: former)
            do {
                try await RevocationListMerge.merge(content, named: latest.object, with: changes.changes, into: buffer)
                return changes.coversThrough
            } catch is RevocationListMerge.UnusableError {
                await buffer.discard()
            }
        }
        // Read page by page: an entry that changes meanwhile is shown as before or as after, and its line of the journal makes the next list due.
        var page: [RevokedCertificate] = []
        repeat {
            page = try await store.revokedCertificates(query, since: state.latest, after: page.last?.serialNumber, limit: 8_192)
            try await buffer.append(page)
        } while !page.isEmpty
        return state.journalHead
    }

    // MARK: Signature and bytes

    private func sign(
        _ header: TBSCertificateList,
        _ buffer: RevocationEntryBuffer,
        _ expected: RevocationListLint.Expectation,
        with signer: Signer
    ) async throws -> [UInt8] {
        if await !buffer.isInMemory, signer.isInProcess, !header.signatureAlgorithm.hashesOnItsOwn {
            do {
                return try await signer.sign(try await RevocationListLint.permit(header, entries: buffer, expected, isWhole: false))
            } catch let error as KeyError where error.kind == .algorithmMismatch {
                // This key hashes by itself.
            }
        }
        return try await signer.sign(try await RevocationListLint.permit(header, entries: buffer, expected, isWhole: true))
    }

    /// The bytes are on disk before the row that names them; the row has only their hash.
    private func put(_ header: TBSCertificateList, _ buffer: RevocationEntryBuffer, _ signature: [UInt8]) async throws -> ObjectID {
        let frame = header.frame(entriesByteCount: try await buffer.count)
        let envelope = TBSCertificateList.envelope(
            bodyByteCount: frame.byteCount,
            algorithm: header.signatureAlgorithm,
            signature: signature
        )
        let (before, after) = (envelope.head + frame.head, frame.tail + envelope.tail)
        if await buffer.isInMemory {
            let bytes = before + (try await buffer.all()) + after
            let object = ObjectID(of: bytes)
            try await objects.put(bytes, as: object)
            return object
        }
        let draft = try await objects.draft()
        do {
            var digest = IncrementalDigest(.sha256)
            func write(_ piece: [UInt8]) async throws {
                digest.update(piece)
                try await draft.append(piece)
            }
            try await write(before)
            try await buffer.forEachPiece(write)
            try await write(after)
            let object = ObjectID(rawValue: Hex.encode(digest.value))
            try await objects.keep(draft, as: object)
            return object
        } catch {
            await draft.discard()
            throw error
        }
    }

    // MARK: Header

    /// Every address that certificates of the part name; none for a list of everything.
    private func points(_ order: Order, _ rules: RevocationListRules) -> [String] {
        guard order.part.partition > 0 || rules.isExclusive else { return [] }
        return order.generation.listAddresses?.ofPartition(order.part.partition) ?? []
    }

    /// A version 2 list without its entries. Source: RFC 5280 §5; MS-CSRA §3.1.4.1.6.
    private func header(
        _ order: Order,
        _ rules: RevocationListRules,
        number: Int,
        base: StoredRevocationList?,
        now: Date,
        points: [String]
    ) -> TBSCertificateList {
        let generation = order.generation
        // Like certificates, lists begin a little in the past. Otherwise relying parties with slow clocks would refuse them for minutes. They do not begin before
        // their authority.
        let skewed = now.addingTimeInterval(-Double(generation.configuration.clockSkewSeconds ?? clockSkewSeconds))
        let thisUpdate = min(max(skewed, generation.limits.notBefore), now)
        let (period, overlap) = order.isDelta ? (rules.deltaPeriod, rules.deltaOverlap) : (rules.period, rules.overlap)
        let validity = order.isOnDemand ? max(period + overlap, Self.validityOnDemand) : period + overlap
        // Source of the end of a list with a time: MS-CSRA §3.1.4.1.6, the time and the overlap.
        let wanted = (order.until ?? now).addingTimeInterval(Double(order.until == nil ? validity : overlap))
        // A list ends no later than its authority. After that end, new lists are still made, because signatures in archives are still checked
        // against them.
        let end = generation.limits.notAfter
        let nextUpdate = end > now.addingTimeInterval(3600) ? min(wanted, end) : wanted
        let nextPublish = order.until ?? (order.isOnDemand ? nextUpdate : now.addingTimeInterval(Double(period)))
        var extensions = [
            AuthorityKeyIdentifier(keyIdentifier: generation.keyIdentifier).asExtension(),
            CRLNumber(UInt64(clamping: number)).asExtension(),
        ]
        if let base {
            extensions.append(DeltaCRLIndicator(baseNumber: CRLNumber(UInt64(clamping: base.number))).asExtension(critical: true))
        }
        if !points.isEmpty {
            extensions.append(IssuingDistributionPoint(fullName: points.map { .uri($0) }).asExtension(critical: true))
        }
        let partition = order.part.partition
        if !order.isDelta, rules.hasDeltas, let addresses = generation.listAddresses?.ofDeltas(partition), !addresses.isEmpty {
            extensions.append(FreshestCRL(uris: addresses).asExtension())
        }
        extensions.append(CAVersion(certificateIndex: generation.index, keyIndex: generation.key.index).asExtension())
        extensions.append(CRLNextPublish(min(nextPublish, nextUpdate)).asExtension())
        let places = generation.listAddresses?.inList(partition, isDelta: order.isDelta) ?? []
        if !places.isEmpty { extensions.append(PublishedCRLLocations(uris: places).asExtension()) }
        return TBSCertificateList(
            signatureAlgorithm: generation.signatureAlgorithm,
            issuer: generation.certificate.subject,
            thisUpdate: thisUpdate,
            nextUpdate: nextUpdate,
            extensions: extensions
        )
    }

    // MARK: Records

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
        let event: AuditEvent =
            list.isDelta || list.part.partition > 0
            ? .revocationListPartSigned(facts, partition: list.part.partition, baseNumber: list.baseNumber) : .revocationListSigned(facts)
        return AuditRecord(event, by: .service(.revocationLists), when: list.signedWhen)
    }
}
