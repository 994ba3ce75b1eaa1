import CAInterface
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
        /// Sign a list even if none is due.
        var isForced = false
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
    private var verified: [AuthorityKeyID: (object: ObjectID, when: Date)] = [:]

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
    ///   - until: when the lists after these are to come; nil follows the settings. Of two calls that share a run, one with a time prevails.
    ///   - signers: signers of keys that are not open here, opened for this call.
    /// - Throws: the reason why the authority's lists could not be published; lists of other keys may have been.
    package func publish(of authority: AuthorityNumber, until: Date? = nil, signers: [AuthorityKeyID: Signer] = [:]) async throws {
        ask(authority, isUrgent: true, isForced: true, until: until, signers: signers)
        if let failure = await nextRun().value[authority] { throw failure }
    }

    /// Publishes the lists of an authority that a revocation has made due. Concurrent calls share one run.
    package func publishRevocation(of authority: AuthorityNumber) async throws {
        ask(authority, isUrgent: true)
        if let failure = await nextRun().value[authority] { throw failure }
    }

    /// Makes the public copies of an authority's lists and certificates again. A list is signed only if it is due.
    package func republish(of authority: AuthorityNumber) async throws {
        // What was verified within the hour is verified again.
        verified = verified.filter { $0.key.authority != authority }
        try await publishRevocation(of: authority)
    }

    /// Publishes every due list, and restores public copies that are missing or wrong. `status` collects the failures.
    /// - Returns: the time when the next list is due; nil when there is none.
    package func publishDue() async throws -> Date? {
        let snapshot = try await snapshots.current()
        for known in snapshot.authorities { ask(known.number) }
        _ = await nextRun().value
        var next: Date?
        for known in snapshot.authorities {
            for generation in Self.newest(of: known) where keys.signer(of: generation.key) != nil {
                let state = try await store.revocationListState(of: generation.key)
                let now = clock()
                let due = state.due(period: known.stored.crlPeriodSeconds, overlap: known.stored.crlOverlapSeconds, at: now)
                let look = isElsewhere && due <= now ? now.addingTimeInterval(Self.patience) : due
                next = min(next ?? look, look)
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
        isForced: Bool = false,
        until: Date? = nil,
        signers: [AuthorityKeyID: Signer] = [:]
    ) {
        var asked = wanted[authority] ?? Wanted()
        asked.isUrgent = asked.isUrgent || isUrgent
        asked.isForced = asked.isForced || isForced
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

    /// Publishes all lists of one authority. A key that fails does not delay the others.
    private func publish(_ known: KnownAuthority, _ asked: Wanted) async -> (any Error)? {
        var first: (any Error)?
        let unopened = await keys.open(known.stored)
        for generation in Self.newest(of: known) {
            let signer = asked.signers[generation.key] ?? keys.signer(of: generation.key)
            do {
                try await publish(known.stored, generation, signer: signer, asked)
                var failure: String?
                if let cause = unopened[generation.key.index] {
                    report(cause, of: known)
                    failure = "The key of \(known.stored.name.quoted) could not be opened, so it cannot sign; the log says why."
                }
                await note(known, generation, failure: failure)
            } catch {
                first = first ?? error
                report(unopened[generation.key.index] ?? error, of: known)
                await note(known, generation, failure: Self.shown(error, of: known))
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

    /// Publishes one list: signs it if it is due and its key is open, and makes its public copy again if that is missing.
    private func publish(_ authority: StoredAuthority, _ generation: IssuingGeneration, signer: Signer?, _ asked: Wanted) async throws {
        let path = try Self.path(of: generation, in: authority)
        let state = try await store.revocationListState(of: generation.key)
        let (clock, isOpen) = (clock, signer != nil)
        let isDue: @Sendable (RevocationListState) -> Bool = { state in
            let now = clock()
            guard isOpen else { return state.isNeeded(at: now) }
            return state.due(period: authority.crlPeriodSeconds, overlap: authority.crlOverlapSeconds, at: now) <= now
        }
        var lost: Int?
        if let latest = state.latest {
            // An old list is better than none, so the existing list is restored first, even if a newer one cannot be signed.
            let isWhole = try await restore(latest, path)
            if isWhole, !isDue(state), !asked.isForced { return }
            if !isWhole { lost = latest.number }
        }
        guard let signer else { throw KeyAwayError(authority: authority.name) }
        let isOnDemand = keys.signer(of: generation.key) == nil
        let order = RevocationListSigning.Order(
            authority: authority,
            generation: generation,
            isOnDemand: isOnDemand,
            until: asked.until,
            needsLease: !asked.isUrgent,
            isStillWanted: { [lost] in asked.isForced || isDue($0) || (lost != nil && $0.latest?.number == lost) }
        )
        switch try await signing.sign(order, signer: signer) {
        case .signed(let list, let bytes):
            try await put(list, bytes, path, authority.name)
            try await copies.removeOldObject(of: try await store.revocationLists(of: generation.key, limit: PublicCopies.keptObjects + 1))
        case .notWanted:
            // Another node was first.
            if let latest = try await store.revocationLists(of: generation.key, limit: 1).first { _ = try await restore(latest, path) }
        case .elsewhere: isElsewhere = true
        }
    }

    /// - Returns: false when neither the object nor the public copy has the list's bytes any more.
    private func restore(_ list: StoredRevocationList, _ path: String) async throws -> Bool {
        let isIntact = try await copies.publisher.isIntact(path)
        if let seen = verified[list.key], seen.object == list.object, abs(clock().timeIntervalSince(seen.when)) < 3600, isIntact,
            try await copies.objects.contains(list.object)
        {
            return true
        }
        verified[list.key] = (list.object, clock())
        let copy = try await copies.publisher.published(path)
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
        if try await copies.publisher.publish(PublicCopies.object(list, bytes, path)) { return }
        guard try await store.revocationLists(of: list.key, limit: 1).first?.number == list.number else { return }
        throw IssuanceError(
            "The published list \(path) has a higher number than \(list.number), the newest in the store: the store is older than what was published. "
                + "Restore it as the manual says."
        )
    }

    // MARK: Objects and copies

    private func put(_ list: StoredRevocationList, _ bytes: [UInt8], _ path: String, _ authority: String) async throws {
        try await publish(list, bytes, path)
        logger.info(
            "revocation list published",
            metadata: ["authority": "\(authority)", "number": "\(list.number)", "entries": "\(list.count)", "path": "\(path)"]
        )
    }

    /// Once in the life of the process: remove the files that a killed process wrote and no row names.
    private func sweepOnce(_ snapshot: AuthoritySnapshot) async throws {
        guard !isSwept else { return }
        var kept: Set<ObjectID> = []
        for known in snapshot.authorities {
            for generation in Self.newest(of: known) {
                kept.formUnion(try await store.revocationLists(of: generation.key, limit: PublicCopies.keptObjects).map(\.object))
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

    private static func path(of generation: IssuingGeneration, in authority: StoredAuthority) throws -> String {
        guard let key = authority.keys.first(where: { $0.index == generation.key.index }) else {
            throw IssuanceError("The authority \(authority.name) has no key \(generation.key.index).")
        }
        return key.listPath
    }

    private func note(_ known: KnownAuthority, _ generation: IssuingGeneration, failure: String?) async {
        let state = try? await store.revocationListState(of: generation.key)
        let entry = PublicationStatus.Entry(
            authority: known.stored.name,
            list: state?.latest,
            uncovered: state?.uncovered ?? 0,
            keyIsOpen: keys.signer(of: generation.key) != nil,
            failure: failure,
            period: known.stored.crlPeriodSeconds
        )
        status.set(generation.key, entry, at: clock())
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

    /// In words for everybody.
    private static func shown(_ error: any Error, of known: KnownAuthority) -> String {
        error is KeyAwayError ? "\(error)" : "The revocation list of \(known.stored.name.quoted) could not be published; the log says why."
    }
}
