package import Logging
import PKICrypto
import PKIFormats
package import PortableFoundation
import PKIDirectory
import ServiceLifecycle
import Synchronization

/// Extends the log by the new rows of the record and signs its checkpoints, at most a second after their commit.
///
/// One node does so at a time, under a lease. Others remember what is stored, so that each can serve it. Whatever fails is loaded and checked again.
package actor RecordLogService: Service {
    /// What the outside sees of the log, read without waiting for work.
    struct Status: Sendable {
        var log: RecordLog?
        var obstacle: String?
        /// Since when something has failed.
        var failingSince: Date?
        var silentWitnesses: [String: Date] = [:]
    }

    /// In seconds.
    static let period = 0.5
    /// Rows that are read, signed and committed at once.
    static let batch = 1_000
    /// A longer failure is a warning.
    static let patience: TimeInterval = 60
    static let patienceWithWitnesses: TimeInterval = 3_600

    private let store: any CAStore
    private let keys: any KeyStore
    private let origin: String
    private let kept: any KeptCheckpoint
    let witnesses: [Witness]
    let quorum: Int
    let sender: (any WitnessSender)?
    let clock: @Sendable () -> Date
    private let sleep: @Sendable (_ seconds: Double) async throws -> Void
    let logger: Logger
    let status = Mutex(Status())

    private var lease: Lease?
    private(set) var log: RecordLog?
    private var tiles: RecordTiles?
    private var signer: RecordSigner?
    private var noNewCheckBefore: Date?
    /// A witness knows more than our store, so that nothing is signed before the next start.
    private var isStopped = false
    /// The newest size that each witness is known to have.
    var witnessSizes: [NoteKey: Int] = [:]

    /// - Parameters:
    ///   - origin: the URL of the log without scheme, for a log that begins now.
    ///   - kept: the newest checkpoint outside the database.
    ///   - quorum: how many of the witnesses must have signed before a checkpoint is published.
    ///   - sleep: waits that many seconds; throws when canceled.
    package init(
        store: any CAStore,
        keys: any KeyStore,
        origin: String,
        kept: any KeptCheckpoint,
        witnesses: [Witness] = [],
        quorum: Int = 0,
        sender: (any WitnessSender)? = nil,
        clock: @escaping @Sendable () -> Date,
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void = {
            try await Task.sleep(nanoseconds: UInt64($0 * 1_000_000_000))
        },
        logger: Logger
    ) {
        self.store = store
        self.keys = keys
        self.origin = origin
        self.kept = kept
        self.witnesses = witnesses
        self.quorum = quorum
        self.sender = sender
        self.clock = clock
        self.sleep = sleep
        self.logger = logger
    }

    package nonisolated func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    repeat { await self.step() } while (try? await self.sleep(Self.period)) != nil
                }
                guard !self.witnesses.isEmpty else { return }
                group.addTask {
                    repeat { await self.publish() } while (try? await self.sleep(Self.period)) != nil
                }
            }
        }
        // Nobody acts any more: the log gets the last rows too. A task of its own, because this one is canceled.
        await Task { await self.step() }.value
    }

    /// Takes up everything that was committed before.
    package func step() async {
        guard !isStopped else { return }
        if let noNewCheckBefore, clock() < noNewCheckBefore { return }
        noNewCheckBefore = nil
        do {
            if let held = try await store.lease(for: .record) {
                if held != lease { forget() }
                lease = held
                try await extend(held)
            } else {
                forget()
                try await follow()
            }
            status.withLock {
                $0.obstacle = nil
                $0.failingSince = nil
            }
        } catch let halted as RecordLogHaltedError {
            halt(halted)
        } catch {
            let isNew = status.withLock { status in
                defer { status.failingSince = status.failingSince ?? clock() }
                return status.failingSince == nil
            }
            if isNew { logger.warning("the record's log cannot be extended for the moment; trying again", metadata: ["error": "\(error)"]) }
            forget()
        }
    }

    /// A witness knows another log.
    func stop(_ halted: RecordLogHaltedError) {
        isStopped = true
        halt(halted)
    }

    /// Signs nothing any more, until a new look finds that the reason is gone.
    private func halt(_ halted: RecordLogHaltedError) {
        let isNew = status.withLock { status in
            defer { status.obstacle = halted.reason }
            return status.obstacle != halted.reason
        }
        if isNew { logger.error("the record's log signs nothing", metadata: ["reason": "\(halted.reason)"]) }
        noNewCheckBefore = clock().addingTimeInterval(Self.patience / 2)
        forget()
    }

    private func forget() {
        lease = nil
        log = nil
        tiles = nil
        signer = nil
    }

    /// Another node extends the log.
    private func follow() async throws {
        guard let stored = try await store.recordLog() else { return }
        if status.withLock({ $0.log?.checkpoint != stored.checkpoint }) { try await kept.keep(Array(stored.signed.utf8)) }
        status.withLock { $0.log = stored }
    }

    private func extend(_ lease: Lease) async throws {
        if log == nil { try await load(lease) }
        while let former = log {
            let rows = try await store.auditRecords(after: former.size, limit: Self.batch)
            guard !rows.isEmpty else { return }
            try await append(rows, to: former, lease)
            if rows.count < Self.batch { return }
        }
    }

    private func append(_ rows: [StoredAuditRecord], to former: RecordLog, _ lease: Lease) async throws {
        guard var tiles, var signer else { return }
        var next = former
        for row in rows {
            guard row.position == next.size + 1 else {
                throw RecordLogHaltedError.damaged("The record lacks the row \(next.size + 1).")
            }
            let entry = row.record.entry
            guard MerkleTree.leafHash(entry) == row.record.leafHash else {
                throw RecordLogHaltedError.damaged("The row \(row.position) of the record is not as it was written.")
            }
            tiles.append(entry, hash: row.record.leafHash)
            next.frontier.append(row.record.leafHash)
        }
        next.root = next.frontier.root
        next.signed = try await signer.sign(next.checkpoint).description
        next.signedWhen = clock()
        var changes = [CAChange.recordLogStored(next, replacing: former)]
        changes += tiles.takeChanges().map { .recordTileStored($0) }
        if witnesses.isEmpty {
            next.published = next.signed
            next.publishedSize = next.size
            changes.append(.recordLogPublished(generation: next.generation, size: next.size, note: next.published))
        }
        // Stored before anybody learns of it.
        try await store.commit(changes, expecting: Basis(lease: lease))
        signer.raise(to: next.checkpoint)
        next.published = witnesses.isEmpty ? next.published : log?.published ?? former.published
        next.publishedSize = witnesses.isEmpty ? next.size : log?.publishedSize ?? former.publishedSize
        (self.tiles, self.signer, log) = (tiles, signer, next)
        try await kept.keep(Array(next.signed.utf8))
        status.withLock { $0.log = next }
    }

    // MARK: The start

    /// Reads the log and compares everything that must agree: state, key, signature, tiles, rows, and what was kept outside.
    private func load(_ lease: Lease) async throws {
        guard let stored = try await store.recordLog(), !stored.isRestored else { return try await begin(lease) }
        var signer = try await RecordSigner.open(stored.keyName, origin: stored.origin, isNew: false, in: keys)
        guard signer.noteKey.description == stored.verifierKey else {
            throw RecordLogHaltedError.damaged("The key \(stored.keyName) is not the one of the record's log.")
        }
        guard let note = SignedNote(stored.signed), note.isSigned(by: signer.noteKey), Checkpoint(text: note.text) == stored.checkpoint
        else {
            throw RecordLogHaltedError.damaged("The stored checkpoint of the record's log is not the one that was signed.")
        }
        var hashes = TileHashes(size: stored.size) { [store] path in try await store.recordTile(path) ?? [] }
        guard stored.frontier.root == stored.root, try await hashes.frontier() == stored.frontier,
            let tiles = try await RecordTiles(size: stored.size, tile: { [store] in try await store.recordTile($0) })
        else { throw RecordLogHaltedError.damaged("The tiles of the record's log do not have the root that was signed.") }
        try await compareRows(tiles)
        if let other = try await keptCheckpoint(signer.noteKey) { try await compare(other, stored, &hashes) }
        signer.raise(to: stored.checkpoint)
        (self.tiles, self.signer, log) = (tiles, signer, stored)
        status.withLock { $0.log = stored }
    }

    /// The last rows that the log has are still in the record.
    private func compareRows(_ tiles: RecordTiles) async throws {
        let hashes = tiles.lastLeafHashes
        guard tiles.size > 0 else { return }
        let count = max(hashes.count, 1)
        let rows = try await store.auditRecords(after: tiles.size - count, limit: count)
        guard rows.count == count, hashes.isEmpty || rows.map(\.record.leafHash) == hashes else {
            throw RecordLogHaltedError.damaged("The record lacks rows that its log has, or they are not as they were written.")
        }
    }

    private func keptCheckpoint(_ key: NoteKey) async throws -> Checkpoint? {
        guard let octets = try await kept.kept(), let note = SignedNote(octets: octets), note.isSigned(by: key) else { return nil }
        return Checkpoint(text: note.text)
    }

    private func compare(_ other: Checkpoint, _ stored: RecordLog, _ hashes: inout TileHashes) async throws {
        guard other.size <= stored.size else { throw RecordLogHaltedError.older("The kept checkpoint", other.size, than: stored.size) }
        let proof = try await hashes.roots(of: MerkleProof.consistencyRanges(from: other.size, to: stored.size))
        guard
            MerkleProof.isConsistent(former: other.size, formerRoot: other.root, size: stored.size, root: stored.root, proof: proof)
        else {
            throw RecordLogHaltedError.damaged("The kept checkpoint of \(other.size) entries is not one of the log in the database.")
        }
    }

    /// Begins the log, or the successor of one whose database was restored.
    private func begin(_ lease: Lease) async throws {
        let former = try await store.recordLog()
        // What was kept outside may be newer than what was restored, and is all that is known when the database is older than its log.
        let outside = try await kept.kept().flatMap { SignedNote(octets: $0) }.flatMap { Checkpoint(text: $0.text) }
        let base = former.map { $0.generation == 1 ? $0.origin : String($0.origin.dropLast("/\($0.generation)".count)) } ?? origin
        let generation = (former?.generation ?? outside.flatMap { Self.generation(of: $0.origin, base) } ?? 0) + 1
        let name = RecordLog.origin(base, generation)
        var signer = try await RecordSigner.open(RecordLog.keyName(generation), origin: name, isNew: true, in: keys)
        var started = RecordLog(
            generation: generation,
            origin: name,
            verifierKey: signer.noteKey.description,
            frontier: former?.frontier ?? MerkleFrontier(),
            root: former?.frontier.root ?? MerkleTree.emptyRoot,
            signed: "",
            signedWhen: clock()
        )
        started.signed = try await signer.sign(started.checkpoint).description
        var facts = AuditEvent.RecordLogFacts(generation: generation, origin: name, verifierKey: started.verifierKey)
        let known = [former?.checkpoint, outside].compactMap(\.self).filter { $0.origin == former?.origin ?? outside?.origin }
        if generation > 1, let last = known.max(by: { $0.size < $1.size }) {
            facts.formerOrigin = last.origin
            facts.formerSize = last.size
            facts.formerRoot = Hex.encode(last.root)
        }
        let record = AuditRecord(.recordLogStarted(facts), by: .service(.record), when: clock())
        try await store.commit([.recordLogStored(started, replacing: former), .audited(record)], expecting: Basis(lease: lease))
        guard let tiles = try await RecordTiles(size: started.size, tile: { [store] in try await store.recordTile($0) }) else {
            throw RecordLogHaltedError.damaged("The tiles of the record's log are not all there.")
        }
        signer.raise(to: started.checkpoint)
        (self.tiles, self.signer, log) = (tiles, signer, started)
        status.withLock { $0.log = started }
    }

    /// The generation of a log of that name; nil for one of another installation.
    private static func generation(of origin: String, _ base: String) -> Int? {
        if origin == base { return 1 }
        guard origin.hasPrefix(base + "/") else { return nil }
        return Int(origin.dropFirst(base.count + 1))
    }

    // MARK: For the witnesses

    /// The hashes by which a witness sees that `log` continues the tree of `former` entries.
    func consistencyProof(from former: Int, to log: RecordLog) async throws -> [[UInt8]] {
        var hashes = TileHashes(size: log.size) { [store] path in try await store.recordTile(path) ?? [] }
        return try await hashes.roots(of: MerkleProof.consistencyRanges(from: former, to: log.size))
    }

    /// Publishes a checkpoint that enough witnesses signed.
    func publish(_ note: SignedNote, of log: RecordLog) async throws {
        guard let lease else { return }
        let change = CAChange.recordLogPublished(generation: log.generation, size: log.size, note: note.description)
        try await store.commit([change], expecting: Basis(lease: lease))
        guard self.log?.generation == log.generation else { return }
        self.log?.published = note.description
        self.log?.publishedSize = log.size
        let now = self.log
        status.withLock { $0.log = now }
    }
}

extension RecordLogService {
    /// What needs the operator's attention, for everybody to read.
    package nonisolated func warnings() -> [String] {
        let (status, now) = (status.withLock { $0 }, clock())
        var warnings: [String] = []
        if let obstacle = status.obstacle { warnings.append("The log over the record signs nothing. \(obstacle)") }
        if let since = status.failingSince, now.timeIntervalSince(since) > Self.patience {
            warnings.append("The log over the record has not been extended since \(since.formatted(.iso8601)).")
        }
        for (name, since) in status.silentWitnesses.sorted(by: { $0.key < $1.key })
        where now.timeIntervalSince(since) > Self.patienceWithWitnesses {
            warnings.append("The witness \(name) has not signed a checkpoint of the record since \(since.formatted(.iso8601)).")
        }
        return warnings
    }
}
