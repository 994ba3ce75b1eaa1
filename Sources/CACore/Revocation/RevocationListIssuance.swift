package import CAInterface
package import PortableFoundation
package import Logging
import PKICrypto
import PKIDirectory
import PKIFormats

/// Signs and publishes revocation lists, one after the other. Each authority is published separately; a failure of one does not delay the others.
///
/// Of several nodes, the one with the lease signs what the schedule makes due. A list that a revocation makes due, or that somebody asked for, is signed by the node
/// that was asked: of two nodes that number the same list, the store refuses one, which then looks whether the other's list will do.
package actor RevocationListIssuance {
    private let store: any CAStore
    private let keys: KeyRing
    private let copies: PublicCopies
    private let snapshots: SnapshotSource
    private let clock: @Sendable () -> Date
    private let signing: RevocationListSigning
    private let logger: Logger
    package nonisolated let status = PublicationStatus()

    /// The task of the next run for one authority.
    private struct Wanted {
        /// A caller waits for the lists; the schedule does not.
        var isUrgent = false
        /// Sign these kinds of lists even if none is due.
        var forced: RevocationListKinds = []
        /// The partitions to look at; nil looks at all.
        var partitions: Set<Int>? = []
        /// When the lists after these are to come; nil follows the settings.
        var until: Date?
        /// Signers that were opened only for this run.
        var signers: [AuthorityKeyID: Signer] = [:]
    }

    private typealias Run = Task<[AuthorityNumber: any Error], Never>

    /// The present run and the next one. A caller who arrives during a run needs the next one, because the present one may have read too early.
    private var running: Run?
    private var waiting: Run?
    private var wanted: [AuthorityNumber: Wanted] = [:]
    /// The time when each failure was last logged, so that a retry every minute does not fill the log.
    private var logged: [String: Date] = [:]
    private var isSwept = false
    /// Another node had the lease in the last run.
    private var isElsewhere = false
    /// The lists whose bytes were verified, and when: reading and hashing a long list every minute would cost too much.
    private var verified: [VerifiedCopy: (object: ObjectID, when: Date)] = [:]

    private struct VerifiedCopy: Hashable {
        let part: RevocationListPart
        let isDelta: Bool
    }

    /// Seconds after which a due list is looked for again when another node has the lease. That node may have failed, and must not find the lease free at each of
    /// its own looks, every minute.
    static let patience = 15.0

    /// - Parameter clockSkewSeconds: the seconds by which thisUpdate precedes the present time, for relying parties with slow clocks.
    package init(
        store: any CAStore,
        keys: KeyRing,
        objects: any ObjectStore,
        publisher: any Publisher,
        snapshots: SnapshotSource,
        clock: @escaping @Sendable () -> Date,
        clockSkewSeconds: Int = 600,
        logger: Logger
    ) {
        self.store = store
        self.keys = keys
        copies = PublicCopies(objects: objects, publisher: publisher)
        self.snapshots = snapshots
        self.clock = clock
        signing = RevocationListSigning(store: store, objects: objects, clock: clock, clockSkewSeconds: clockSkewSeconds)
        self.logger = logger
    }

    /// Signs and publishes new lists of an authority. Concurrent calls share one run.
    /// - Parameters:
    ///   - kinds: delta lists only where the authority makes them. Another kind is signed only if it is due.
    ///   - until: when the lists after these are to come; nil follows the settings. Of two calls that share a run, one with a time prevails.
    ///   - signers: signers of keys that are not open here, opened for this call.
    /// - Throws: the reason why the authority's lists could not be published; lists of other keys may have been.
    package func publish(
        _ kinds: RevocationListKinds = .all,
        of authority: AuthorityNumber,
        until: Date? = nil,
        signers: [AuthorityKeyID: Signer] = [:]
    ) async throws {
        ask(authority, isUrgent: true, forced: kinds, partitions: nil, until: until, signers: signers)
        if let failure = await nextRun().value[authority] { throw failure }
    }

    /// Publishes the lists of an authority that a revocation has made due. Concurrent calls share one run.
    /// - Parameter partitions: those of the certificates that changed; nil for all.
    package func publishRevocation(of authority: AuthorityNumber, partitions: Set<Int>? = nil) async throws {
        ask(authority, isUrgent: true, partitions: partitions)
        if let failure = await nextRun().value[authority] { throw failure }
    }

    /// Makes the public copies of an authority's lists and certificates again. A list is signed only if it is due.
    package func republish(of authority: AuthorityNumber) async throws {
        // What was verified within the hour is verified again.
        verified = verified.filter { $0.key.part.key.authority != authority }
        try await publishRevocation(of: authority)
    }

    /// Publishes every due list, and restores public copies that are missing or wrong. `status` collects the failures.
    /// - Returns: the time when the next list is due; nil when there is none.
    package func publishDue() async throws -> Date? {
        let snapshot = try await snapshots.current()
        for known in snapshot.authorities { ask(known.number, partitions: nil) }
        _ = await nextRun().value
        var next: Date?
        for known in snapshot.authorities {
            let rules = RevocationListRules(of: known.stored)
            for generation in Self.newest(of: known) where keys.signer(of: generation.key) != nil {
                for partition in rules.partitions {
                    let state = try await store.revocationListState(of: RevocationListPart(key: generation.key, partition: partition))
                    let now = clock()
                    var due = state.due(period: rules.period, overlap: rules.overlap, at: now, hasDeltas: rules.hasDeltas)
                    if rules.hasDeltas { due = min(due, state.deltaDue(period: rules.deltaPeriod, overlap: rules.deltaOverlap, at: now)) }
                    let look = isElsewhere && due <= now ? now.addingTimeInterval(Self.patience) : due
                    next = min(next ?? look, look)
                }
            }
        }
        return next
    }

    /// The DER of a list, from its object or, if that is lost, from the public copy.
    package func bytes(of list: StoredRevocationList, path: String) async throws -> [UInt8]? {
        if let bytes = try await copies.objects.object(list.object) { return bytes }
        guard let copy = try await copies.publisher.published(path)?.bytes, ObjectID(of: copy) == list.object else { return nil }
        return copy
    }

    // MARK: Runs

    private func ask(
        _ authority: AuthorityNumber,
        isUrgent: Bool = false,
        forced: RevocationListKinds = [],
        partitions: Set<Int>?,
        until: Date? = nil,
        signers: [AuthorityKeyID: Signer] = [:]
    ) {
        var asked = wanted[authority] ?? Wanted()
        asked.isUrgent = asked.isUrgent || isUrgent
        asked.forced.formUnion(forced)
        asked.partitions = asked.partitions.flatMap { former in partitions.map { former.union($0) } }
        asked.until = until ?? asked.until
        asked.signers.merge(signers) { $1 }
        wanted[authority] = asked
    }

    private func nextRun() -> Run {
        if let waiting { return waiting }
        let before = running
        let run = Run {
            _ = await before?.value
            return await self.begin()
        }
        waiting = run
        return run
    }

    private func begin() async -> [AuthorityNumber: any Error] {
        running = waiting
        waiting = nil
        let asked = wanted
        wanted = [:]
        var failures: [AuthorityNumber: any Error] = [:]
        do {
            isElsewhere = false
            let snapshot = try await snapshots.current()
            try await sweepOnce(snapshot)
            for known in snapshot.authorities {
                guard let asked = asked[known.number] else { continue }
                if let failure = await publish(known, asked) { failures[known.number] = failure }
            }
        } catch {
            for number in asked.keys { failures[number] = error }
            logger.error("publication could not start", metadata: ["error": "\(error)"])
        }
        return failures
    }

    /// Publishes all lists of one authority. A key or part that fails does not delay the others.
    private func publish(_ known: KnownAuthority, _ asked: Wanted) async -> (any Error)? {
        var first: (any Error)?
        let unopened = await keys.open(known.stored)
        let rules = RevocationListRules(of: known.stored)
        let partitions = rules.partitions.filter { asked.partitions?.contains($0) ?? true }
        for generation in Self.newest(of: known) {
            let signer = asked.signers[generation.key] ?? keys.signer(of: generation.key)
            for partition in partitions {
                let part = RevocationListPart(key: generation.key, partition: partition)
                do {
                    try await publish(known.stored, generation, part, rules, signer: signer, asked)
                    var failure: String?
                    if let cause = unopened[generation.key.index] {
                        report(cause, of: known)
                        failure = "The key of \(known.stored.name.quoted) could not be opened, so it cannot sign; the log says why."
                    }
                    await note(known, part, rules, failure: failure)
                } catch {
                    first = first ?? error
                    report(unopened[generation.key.index] ?? error, of: known)
                    await note(known, part, rules, failure: Self.shown(error, of: known))
                }
            }
        }
        do {
            try await copies.publishCertificates(of: known.stored)
            status.set(known.number, failure: nil)
        } catch {
            first = first ?? error
            report(error, of: known)
            status.set(known.number, failure: "A certificate of \(known.stored.name.quoted) could not be published; the log says why.")
        }
        return first
    }

    /// Publishes the lists of one part: the complete one, then the delta, which refers to it.
    private func publish(
        _ authority: StoredAuthority,
        _ generation: IssuingGeneration,
        _ part: RevocationListPart,
        _ rules: RevocationListRules,
        signer: Signer?,
        _ asked: Wanted
    ) async throws {
        let run = ListRun(
            authority: authority,
            generation: generation,
            part: part,
            rules: rules,
            signer: signer,
            asked: asked,
            now: clock()
        )
        try await publish(run, isDelta: false)
        if rules.hasDeltas { try await publish(run, isDelta: true) }
    }

    /// What both lists of a part have in common.
    private struct ListRun: Sendable {
        let authority: StoredAuthority
        let generation: IssuingGeneration
        let part: RevocationListPart
        let rules: RevocationListRules
        let signer: Signer?
        let asked: Wanted
        let now: Date
    }

    /// Publishes one list: signs it if it is due and its key is open, and makes its public copy again if that is missing.
    private func publish(_ run: ListRun, isDelta: Bool) async throws {
        let (rules, part) = (run.rules, run.part)
        let path = try Self.path(of: part, isDelta: isDelta, in: run.authority)
        let state = try await store.revocationListState(of: part)
        let (clock, isOpen) = (clock, run.signer != nil)
        let isDue: @Sendable (RevocationListState) -> Bool = { state in
            let now = clock()
            if isDelta {
                guard isOpen else { return state.isDeltaNeeded(at: now) }
                return state.deltaDue(period: rules.deltaPeriod, overlap: rules.deltaOverlap, at: now) <= now
            }
            guard isOpen else { return state.isNeeded(at: now, hasDeltas: rules.hasDeltas) }
            return state.due(period: rules.period, overlap: rules.overlap, at: now, hasDeltas: rules.hasDeltas) <= now
        }
        let isForced = run.asked.forced.contains(isDelta ? .delta : .base)
        var lost: Int?
        if let latest = isDelta ? state.delta : state.latest {
            // An old list is better than none, so the existing list is restored first, even if a newer one cannot be signed.
            let isWhole = try await restore(latest, path)
            if isWhole, !isDue(state), !isForced { return }
            if !isWhole { lost = latest.number }
        }
        guard let signer = run.signer else { throw KeyAwayError(authority: run.authority.name) }
        let isOnDemand = keys.signer(of: run.generation.key) == nil
        let order = RevocationListSigning.Order(
            authority: run.authority,
            generation: run.generation,
            part: part,
            isDelta: isDelta,
            isOnDemand: isOnDemand,
            now: run.now,
            until: run.asked.until,
            needsLease: !run.asked.isUrgent,
            published: try await publishedNumber(of: part, state, in: run.authority, hasDeltas: rules.hasDeltas),
            isStillWanted: { [lost] state in
                isForced || isDue(state) || (lost != nil && (isDelta ? state.delta : state.latest)?.number == lost)
            }
        )
        switch try await signing.sign(order, signer: signer) {
        case .signed(let list):
            guard let bytes = try await copies.objects.object(list.object) else {
                throw IssuanceError("The list \(list.number) of \(run.authority.name) cannot be read after it was written.")
            }
            try await put(list, bytes, path, run.authority.name)
            try await copies.removeOldObject(of: try await newestLists(of: part, isDelta: isDelta, limit: PublicCopies.keptObjects + 1))
        case .notWanted:
            // Another node was first.
            if let latest = try await newestLists(of: part, isDelta: isDelta, limit: 1).first { _ = try await restore(latest, path) }
        case .elsewhere: isElsewhere = true
        }
    }

    private func newestLists(of part: RevocationListPart, isDelta: Bool, limit: Int) async throws -> [StoredRevocationList] {
        isDelta ? try await store.deltaLists(of: part, limit: limit) : try await store.revocationLists(of: part, limit: limit)
    }

    /// The greatest number of a published list that the store does not know, as after an older backup was restored; 0 without one. A complete list is
    /// looked at before the first of its part alone: there may be the list of a key that a restored backup does not know. Afterwards a restore raises the number, and who did
    /// not restore as the manual says has to see it.
    private func publishedNumber(of part: RevocationListPart, _ state: RevocationListState, in authority: StoredAuthority, hasDeltas: Bool)
        async throws -> Int
    {
        var greatest = 0
        for isDelta in [false, true] where isDelta ? hasDeltas : state.latest == nil {
            let path = try Self.path(of: part, isDelta: isDelta, in: authority)
            guard let copy = try await copies.publisher.published(path), ObjectID(of: copy.bytes) != state.delta?.object else { continue }
            greatest = max(greatest, copy.listNumber.flatMap { $0 < 1 << 53 ? Int($0) : nil } ?? 0)
        }
        return greatest
    }

    /// - Returns: false when neither the object nor the public copy has the list's bytes any more.
    private func restore(_ list: StoredRevocationList, _ path: String) async throws -> Bool {
        let isIntact = try await copies.publisher.isIntact(path)
        let place = VerifiedCopy(part: list.part, isDelta: list.isDelta)
        if let seen = verified[place], seen.object == list.object, abs(clock().timeIntervalSince(seen.when)) < 3600, isIntact,
            try await copies.objects.contains(list.object)
        {
            return true
        }
        verified[place] = (list.object, clock())
        let copy = try await copies.publisher.published(path)
        // The store is older than what was published. A complete list without a partition says so to the operator; another one is signed above it.
        if list.isDelta || list.part.partition > 0, copy?.listNumber ?? 0 > UInt64(clamping: list.number) { return false }
        if let bytes = try await copies.objects.object(list.object) {
            if !isIntact || copy?.bytes != bytes { try await publish(list, bytes, path) }
            return true
        }
        guard let copy, ObjectID(of: copy.bytes) == list.object else { return false }
        try await copies.objects.put(copy.bytes, as: list.object)
        return true
    }

    /// A list that another node signed meanwhile may be published already; then the store has it too.
    private func publish(_ list: StoredRevocationList, _ bytes: [UInt8], _ path: String) async throws {
        let object = PublicCopies.object(list, bytes, path)
        if try await copies.publisher.publish(object) { return }
        if let there = try await copies.publisher.published(path), object.isOfAnotherIssuer(than: there) {
            throw PlaceTakenError(
                description: "The public path \(path) has the list of another authority, which stays. Give one of the two another address "
                    + "(CRLPublicationURLs), or move that file away if nobody makes it any more, and start the server again."
            )
        }
        guard try await newestLists(of: list.part, isDelta: list.isDelta, limit: 1).first?.number == list.number else { return }
        throw IssuanceError(
            "The published list \(path) has a higher number than \(list.number), the newest in the store: the store is older than what was published. "
                + "Restore it as the manual says."
        )
    }

    // MARK: Objects and copies

    private func put(_ list: StoredRevocationList, _ bytes: [UInt8], _ path: String, _ authority: String) async throws {
        try await publish(list, bytes, path)
        logger.info(
            list.isDelta ? "delta list published" : "revocation list published",
            metadata: ["authority": "\(authority)", "number": "\(list.number)", "entries": "\(list.count)", "path": "\(path)"]
        )
    }

    /// Once in the life of the process: remove the files that a killed process wrote and no row names.
    private func sweepOnce(_ snapshot: AuthoritySnapshot) async throws {
        guard !isSwept else { return }
        var kept: Set<ObjectID> = []
        for known in snapshot.authorities {
            for generation in Self.newest(of: known) {
                // Of partitions too that the settings no longer name.
                for partition in try await store.revocationListNumbers(of: generation.key).keys {
                    let part = RevocationListPart(key: generation.key, partition: partition)
                    for isDelta in [false, true] {
                        kept.formUnion(try await newestLists(of: part, isDelta: isDelta, limit: PublicCopies.keptObjects).map(\.object))
                    }
                }
            }
        }
        try await copies.objects.sweep(keeping: kept)
        isSwept = true
    }

    // MARK: Parts

    /// One list for each key: the newest generation of each.
    private static func newest(of known: KnownAuthority) -> [IssuingGeneration] {
        known.generations.filter { generation in
            !known.generations.contains { $0.key == generation.key && $0.index > generation.index }
        }
    }

    private static func path(of part: RevocationListPart, isDelta: Bool, in authority: StoredAuthority) throws -> String {
        guard let key = authority.keys.first(where: { $0.index == part.key.index }) else {
            throw IssuanceError("The authority \(authority.name) has no key \(part.key.index).")
        }
        return key.listPath(part.partition, isDelta: isDelta)
    }

    private func note(_ known: KnownAuthority, _ part: RevocationListPart, _ rules: RevocationListRules, failure: String?) async {
        let entry = PublicationStatus.Entry(
            authority: known.stored.name,
            part: part,
            state: try? await store.revocationListState(of: part),
            rules: rules,
            keyIsOpen: keys.signer(of: part.key) != nil,
            failure: failure
        )
        status.set(part, entry, at: clock())
        guard failure == nil, let warning = entry.warning(at: clock()), isNews(warning, for: 86_400) else { return }
        logger.warning("\(warning)", metadata: ["authority": "\(known.stored.name)"])
    }

    /// True if this text was not logged within the last seconds.
    private func isNews(_ text: String, for seconds: Double) -> Bool {
        if let last = logged[text], abs(clock().timeIntervalSince(last)) < seconds { return false }
        if logged.count > 100 { logged = [:] }
        logged[text] = clock()
        return true
    }

    private func report(_ error: any Error, of known: KnownAuthority) {
        status.countFailure(of: known.stored.name)
        guard isNews("\(known.number.rawValue) \(error)", for: 3600) else { return }
        logger.error(
            "the lists of an authority could not be published; the server tries again every minute",
            metadata: ["authority": "\(known.stored.name)", "error": "\(error)"]
        )
    }

    /// The place of a list has another authority's list.
    private struct PlaceTakenError: Error, CustomStringConvertible {
        let description: String
    }

    /// In words for everybody.
    private static func shown(_ error: any Error, of known: KnownAuthority) -> String {
        if let error = error as? TokenKeyError {
            return "The key of \(known.stored.name.quoted) is on a token and cannot be used, so it cannot sign its list: \(error.shown)."
        }
        return error is KeyAwayError || error is PlaceTakenError
            ? "\(error)" : "The revocation list of \(known.stored.name.quoted) could not be published; the log says why."
    }
}
