import Crypto
public import PortableFoundation
import Synchronization

/// Signs accounts of the built-in directory in with their password.
///
/// A right password is remembered for five minutes as HMAC-SHA-256 under a key of this process, so that not every request pays for the
/// memory-hard function. The memory counts only while the rights epoch is unchanged. When the epoch has moved, the principal and the
/// generation of its password are read again, so a changed password or a disabled account takes effect at once.
public actor SignIn {
    /// Seconds for which a verified password is remembered.
    public static let rememberedSeconds: TimeInterval = 300
    /// The number of memory-hard computations at one time, and the number that may wait for their turn.
    static let concurrentHashings = 2
    static let longestQueue = 64
    private static let rememberedCapacity = 10_000

    /// Runs a memory-hard computation where it delays nobody.
    typealias Computation = @Sendable (@escaping @Sendable () throws -> Bool) async throws -> Bool

    /// The keyed hash of a name and password.
    private struct Token: Hashable {
        let words: SIMD4<UInt64>
    }

    private struct Remembered: Sendable {
        let principal: Principal
        let generation: UUID
        let epoch: Int
        /// Seconds of the running clock.
        let until: TimeInterval
    }

    private nonisolated let directory: any DirectoryStore
    private nonisolated let clock: @Sendable () -> Date
    private nonisolated let uptime: @Sendable () -> TimeInterval
    /// Keyed once, copied for each use: the key schedule is half of the work.
    private nonisolated let keyed: HMAC<SHA256>
    private nonisolated let hashing: PasswordHashing
    private nonisolated let compute: Computation
    private nonisolated let failed: @Sendable (FailedSignIn) -> Void
    private nonisolated let shared: (any SharedSignInFailures)?
    /// It is read on every request, so it is behind a lock and not behind the actor's queue.
    private nonisolated let remembered = Mutex<[Token: Remembered]>([:])

    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var verifying: [Token: Task<Result<Principal, FailedError>, Never>] = [:]
    /// The failures at this server. They count alone when the shared ones cannot be asked.
    private var backOff = SignInBackOff()

    /// - Parameters:
    ///   - clock: the current time, for dates.
    ///   - shared: counts failures together with other servers; nil when there are none.
    ///   - uptime: seconds of a clock that nobody can set, for waiting and for forgetting.
    ///   - randomBytes: the source of this process's key.
    ///   - hashing: the parameters of new passwords, and of the work that is wasted on unknown names.
    ///   - failed: receives every failed attempt, on any thread.
    public init(
        directory: any DirectoryStore,
        clock: @escaping @Sendable () -> Date,
        randomBytes: (Int) -> [UInt8] = PasswordHashing.systemRandomBytes,
        hashing: PasswordHashing = .standard,
        failed: @escaping @Sendable (FailedSignIn) -> Void = { _ in },
        shared: (any SharedSignInFailures)? = nil,
        uptime: @escaping @Sendable () -> TimeInterval = SignIn.systemUptime
    ) {
        self.init(
            directory: directory,
            clock: clock,
            randomBytes: randomBytes,
            hashing: hashing,
            failed: failed,
            shared: shared,
            uptime: uptime
        ) {
            try await HashingQueue.run($0)
        }
    }

    /// - Parameter compute: runs the computations; a test delays them.
    init(
        directory: any DirectoryStore,
        clock: @escaping @Sendable () -> Date,
        randomBytes: (Int) -> [UInt8],
        hashing: PasswordHashing,
        failed: @escaping @Sendable (FailedSignIn) -> Void = { _ in },
        shared: (any SharedSignInFailures)? = nil,
        uptime: @escaping @Sendable () -> TimeInterval = SignIn.systemUptime,
        compute: @escaping Computation
    ) {
        self.directory = directory
        self.clock = clock
        self.uptime = uptime
        self.keyed = HMAC(key: SymmetricKey(data: randomBytes(32)))
        self.hashing = hashing
        self.failed = failed
        self.shared = shared
        self.compute = compute
    }

    /// The principal with this name and password.
    /// - Parameters:
    ///   - name: account name, with or without `DOMAIN\`, or user principal name.
    ///   - address: the origin of the attempt; failures are counted per account and per address.
    ///   - door: the way in, for the observer of failures.
    public nonisolated func principal(
        name: String,
        password: [UInt8],
        from address: String,
        through door: Caller.Door = .inProcess
    ) async throws(SignInError) -> Principal {
        let token = token(name, password)
        if let known = remembered.withLock({ $0[token] }), uptime() < known.until {
            let epoch: Int
            do { epoch = try await directory.rightsEpoch() } catch { throw .unavailable("\(error)") }
            if epoch == known.epoch { return known.principal }
            if let principal = try await confirm(known, token, epoch) { return principal }
        }
        do throws(FailedError) {
            return try await verify(token, name, password, address).get()
        } catch {
            switch error.failure {
            case .wrongCredentials, .backOff: failed(FailedSignIn(account: error.account, door: door, address: address, when: clock()))
            case .busy, .unavailable: break
            }
            throw error.failure
        }
    }

    /// Reports a client certificate or a token that does not belong to an account of ours, or does not count.
    public nonisolated func refusedCredential(from address: String, through door: Caller.Door) {
        failed(FailedSignIn(account: nil, door: door, address: address, when: clock()))
    }

    /// The reason why an attempt failed, and the account that it named. The caller learns the first and not the second.
    private struct FailedError: Error {
        let failure: SignInError
        let account: Principal?
    }

    /// The record of a new password. It waits for its turn among the computations of sign-ins, so that no caller can run more of them at
    /// once than sign-ins may.
    /// - Throws: `SignInError.busy`; `DirectoryError.invalidName` for a password of the wrong length.
    public func record(of password: [UInt8]) async throws -> PasswordRecord {
        guard await takeTurn() else { throw SignInError.busy }
        defer { endTurn() }
        let hashing = hashing
        return try await HashingQueue.run { try hashing.record(of: password, randomBytes: PasswordHashing.systemRandomBytes) }
    }

    private static let started = ContinuousClock.now

    /// Seconds since the program started, including the sleep of the machine.
    public static let systemUptime: @Sendable () -> TimeInterval = {
        let (seconds, attoseconds) = (ContinuousClock.now - started).components
        return TimeInterval(seconds) + TimeInterval(attoseconds) / 1e18
    }

    private nonisolated func token(_ name: String, _ password: [UInt8]) -> Token {
        var mac = keyed
        // A name cannot contain NUL, so no two pairs make the same text.
        mac.update(data: Array(name.utf8) + [0] + password)
        return mac.finalize().withUnsafeBytes { octets in Token(words: octets.loadUnaligned(as: SIMD4<UInt64>.self)) }
    }

    /// Something in the directory has changed: checks whether it was this account.
    private nonisolated func confirm(_ known: Remembered, _ token: Token, _ epoch: Int) async throws(SignInError) -> Principal? {
        do {
            guard let principal = try await directory.principal(id: known.principal.id), principal.enabled,
                try await directory.passwordRecord(of: principal.id)?.generation == known.generation
            else {
                remembered.withLock { $0[token] = nil }
                return nil
            }
            let confirmed = Remembered(principal: principal, generation: known.generation, epoch: epoch, until: known.until)
            remembered.withLock { $0[token] = confirmed }
            return principal
        } catch {
            throw .unavailable("\(error)")
        }
    }

    /// Many requests may bring the same password before it is remembered; one computation serves all of them.
    private func verify(_ token: Token, _ name: String, _ password: [UInt8], _ address: String) async -> Result<Principal, FailedError> {
        if let task = verifying[token] { return await task.value }
        let task = Task { await check(token, name, password, address) }
        verifying[token] = task
        let result = await task.value
        verifying[token] = nil
        return result
    }

    private func check(_ token: Token, _ name: String, _ password: [UInt8], _ address: String) async -> Result<Principal, FailedError> {
        do {
            // The epoch is read first, so that a later change makes the remembered sign-in be confirmed.
            let epoch = try await directory.rightsEpoch()
            // Another request may have verified the same password while this one was waiting.
            if let known = remembered.withLock({ $0[token] }), known.epoch == epoch, uptime() < known.until {
                return .success(known.principal)
            }
            let principal = try await found(name)
            let record: PasswordRecord? = if let principal { try await directory.passwordRecord(of: principal.id) } else { nil }
            let account = principal?.id.uuidString ?? name.lowercased()

            func failure(_ failure: SignInError) -> Result<Principal, FailedError> {
                .failure(FailedError(failure: failure, account: principal))
            }
            guard await takeTurn() else { return failure(.busy) }
            // This is checked only now: of many attempts sent at once, those after the failing ones must wait too.
            let wait = await wait(account: account, address: address)
            guard wait == 0 else {
                endTurn()
                return failure(.backOff(seconds: wait))
            }
            let isRight = await matches(password, record)

            guard (try? isRight.get()) == true, let principal, let record, principal.enabled, principal.kind != .group else {
                // Counted before the turn passes on, so that the next attempt sees it.
                if (try? isRight.get()) != nil { await countFailure(account: account, address: address) }
                endTurn()
                _ = try isRight.get()
                return failure(.wrongCredentials)
            }
            endTurn()
            await forgetFailures(of: account)
            remember(
                Remembered(
                    principal: principal,
                    generation: record.generation,
                    epoch: epoch,
                    until: uptime() + Self.rememberedSeconds
                ),
                as: token
            )
            return .success(principal)
        } catch {
            return .failure(FailedError(failure: .unavailable("\(error)"), account: nil))
        }
    }

    private func wait(account: String, address: String) async -> Int {
        if let shared, let wait = try? await SignInBackOff.wait(account: account, address: address, by: shared) { return wait }
        return backOff.wait(account: account, address: address, at: uptime())
    }

    private func countFailure(account: String, address: String) async {
        backOff.failed(account: account, address: address, at: uptime())
        let keys = SignInBackOff.keys(account: account, address: address)
        try? await shared?.addSignInFailure(to: [keys.account, keys.address])
    }

    private func forgetFailures(of account: String) async {
        backOff.succeeded(account: account)
        guard let shared else { return }
        try? await shared.forgetSignInFailures(of: SignInBackOff.keys(account: account, address: "").account)
    }

    /// A name that two accounts claim signs nobody in.
    private func found(_ name: String) async throws -> Principal? {
        do {
            return try await directory.principal(named: name)
        } catch let error as DirectoryError where error.code == .ambiguous {
            return nil
        }
    }

    private func matches(_ password: [UInt8], _ record: PasswordRecord?) async -> Result<Bool, any Error> {
        let hashing = hashing
        do {
            return .success(
                try await compute {
                    if let record { return try PasswordHashing.matches(password, record) }
                    try hashing.waste(on: password)
                    return false
                }
            )
        } catch {
            return .failure(error)
        }
    }

    private func takeTurn() async -> Bool {
        if running < Self.concurrentHashings {
            running += 1
            return true
        }
        guard waiting.count < Self.longestQueue else { return false }
        await withCheckedContinuation { waiting.append($0) }
        return true
    }

    /// Passes the turn to the caller who has waited longest.
    private func endTurn() {
        if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
    }

    private func remember(_ entry: Remembered, as token: Token) {
        let now = uptime()
        remembered.withLock { table in
            if table.count >= Self.rememberedCapacity { table = table.filter { now < $0.value.until } }
            if table.count >= Self.rememberedCapacity { table.removeAll() }
            table[token] = entry
        }
    }
}
