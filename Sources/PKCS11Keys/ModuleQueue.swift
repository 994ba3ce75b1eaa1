// @unchecked Sendable: the sessions of a thread are read and changed only by the one call that runs on its serial queue.
import Dispatch
import PortableFoundation
import Synchronization

/// One thread of a module, with the sessions that it keeps between calls. Only the thread itself touches them.
final class ModuleThread: @unchecked Sendable {
    struct Session {
        let handle: UInt
        /// The handles of keys that were found in it.
        var keys: [String: UInt] = [:]
    }

    fileprivate let queue = DispatchQueue(label: "chancery.pkcs11")
    /// The opening of the module that the sessions belong to.
    private var generation = 0
    /// By slot.
    var sessions: [UInt: Session] = [:]

    /// Forgets the sessions of an earlier opening.
    func enter(_ generation: Int) {
        guard self.generation != generation else { return }
        self.generation = generation
        sessions = [:]
    }
}

/// The calls of one module: few at a time, each on a thread of its own, and each with a deadline.
///
/// A call that does not come back in time is abandoned: its caller gets an error, and its thread waits alone. Until it comes back, every
/// further call fails at once, because the module has probably locked out all of them. So a module that hangs costs its callers one deadline,
/// and never a thread of the server.
final class ModuleQueue: Sendable {
    /// A call.
    private final class Job: Sendable {
        let what: String
        /// It needs the module alone: no other call may run.
        let isAlone: Bool
        let body: @Sendable (ModuleThread) -> Void
        let fail: @Sendable (PKCS11Error) -> Void

        init(
            _ what: String,
            isAlone: Bool,
            body: @escaping @Sendable (ModuleThread) -> Void,
            fail: @escaping @Sendable (PKCS11Error) -> Void
        ) {
            self.what = what
            self.isAlone = isAlone
            self.body = body
            self.fail = fail
        }
    }

    private struct State {
        var idle: [ModuleThread]
        var waiting: [Job] = []
        var running: [ObjectIdentifier: Job] = [:]
        /// Calls whose callers have given up. They still run.
        var abandoned: [ObjectIdentifier: Job] = [:]
        var hangsSince: Date?
    }

    /// The caller's continuation, which the first answer resumes.
    private final class Answer<Value: Sendable>: Sendable {
        private let continuation: Mutex<CheckedContinuation<Value, any Error>?>

        init(_ continuation: CheckedContinuation<Value, any Error>) { self.continuation = Mutex(continuation) }

        func give(_ result: Result<Value, any Error>) {
            let waiting = continuation.withLock { waiting in
                defer { waiting = nil }
                return waiting
            }
            waiting?.resume(with: result)
        }
    }

    private let module: String
    private let state: Mutex<State>
    private let timers = DispatchQueue(label: "chancery.pkcs11.deadlines")
    private static let mostWaiting = 256

    /// - Parameters:
    ///   - module: its name for messages.
    ///   - threads: the most calls at a time.
    init(module: String, threads: Int) {
        self.module = module
        state = Mutex(State(idle: (0..<threads).map { _ in ModuleThread() }))
    }

    /// Why every call fails at present; nil when none hangs.
    var obstacle: PKCS11Error? {
        state.withLock { state in state.hangsSince.map { hanging(since: $0) } }
    }

    /// Runs a call on one of the threads.
    /// - Parameters:
    ///   - what: for messages: “signing”.
    ///   - seconds: the deadline, from now.
    /// - Throws: `PKCS11Error` of kind `hanging` or `busy`, or whatever `body` throws.
    func run<Value: Sendable>(
        _ what: String,
        within seconds: Double,
        isAlone: Bool = false,
        _ body: @escaping @Sendable (ModuleThread) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let answer = Answer<Value>(continuation)
            let job = Job(
                what,
                isAlone: isAlone,
                body: { thread in answer.give(Result { try body(thread) }) },
                fail: { answer.give(.failure($0)) }
            )
            let refusal: PKCS11Error? = state.withLock { state in
                if let since = state.hangsSince { return hanging(since: since) }
                guard state.waiting.count < Self.mostWaiting else { return busy }
                state.waiting.append(job)
                return nil
            }
            if let refusal { return answer.give(.failure(refusal)) }
            timers.asyncAfter(deadline: .now() + seconds) { [weak self, weak job] in
                if let self, let job { self.expire(job, seconds) }
            }
            start()
        }
    }

    /// Starts what can be started.
    private func start() {
        let started: [(Job, ModuleThread)] = state.withLock { state in
            var started: [(Job, ModuleThread)] = []
            while let next = state.waiting.first, let thread = state.idle.last, state.abandoned.isEmpty,
                !state.running.values.contains(where: \.isAlone), !next.isAlone || state.running.isEmpty
            {
                state.waiting.removeFirst()
                state.idle.removeLast()
                state.running[ObjectIdentifier(next)] = next
                started.append((next, thread))
            }
            return started
        }
        for (job, thread) in started {
            thread.queue.async {
                job.body(thread)
                self.finish(job, thread)
            }
        }
    }

    private func finish(_ job: Job, _ thread: ModuleThread) {
        state.withLock { state in
            state.running[ObjectIdentifier(job)] = nil
            state.abandoned[ObjectIdentifier(job)] = nil
            if state.abandoned.isEmpty { state.hangsSince = nil }
            state.idle.append(thread)
        }
        start()
    }

    private func expire(_ job: Job, _ seconds: Double) {
        let failed: [(Job, PKCS11Error)] = state.withLock { state in
            if let place = state.waiting.firstIndex(where: { $0 === job }) {
                state.waiting.remove(at: place)
                return [(job, busy)]
            }
            guard state.running.removeValue(forKey: ObjectIdentifier(job)) != nil else { return [] }
            state.abandoned[ObjectIdentifier(job)] = job
            let since = Date()
            state.hangsSince = state.hangsSince ?? since
            defer { state.waiting = [] }
            let late = PKCS11Error(
                .hanging,
                "the PKCS #11 module \(module) did not finish \(job.what) in \(Int(seconds.rounded(.up))) s, so the call was abandoned"
            )
            return [(job, late)] + state.waiting.map { ($0, hanging(since: since)) }
        }
        for (job, error) in failed { job.fail(error) }
    }

    private func hanging(since: Date) -> PKCS11Error {
        PKCS11Error(.hanging, "the PKCS #11 module \(module) hangs: a call has not come back since \(since.formatted(.iso8601))")
    }

    private var busy: PKCS11Error { PKCS11Error(.busy, "the PKCS #11 module \(module) has more calls than it finishes") }
}
