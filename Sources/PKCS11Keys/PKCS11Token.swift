import PKICrypto
package import PKIFormats
import PortableFoundation
import Synchronization

/// A token of a module, present or not, with the PIN for it.
package final class PKCS11Token: Sendable {
    /// Which token is meant.
    package let uri: PKCS11URI
    package let module: PKCS11Module
    private let pin: @Sendable () throws -> [UInt8]?

    private struct State {
        /// The hash of a PIN that the token refused, and its error. The same PIN is never given again.
        var refused: (digest: [UInt8], error: PKCS11Error)?
        /// The error of the last call; nil when it was answered.
        var obstacle: PKCS11Error?
    }

    private let state = Mutex(State())
    /// Held while a PIN is given, so that a wrong one is given once and not once on each thread.
    private let login = Mutex(())

    /// - Parameters:
    ///   - uri: the query is ignored.
    ///   - pin: reads the PIN, at each login; nil when there is none.
    package init(_ uri: PKCS11URI, of module: PKCS11Module, pin: @escaping @Sendable () throws -> [UInt8]?) {
        self.uri = uri.ofToken
        self.module = module
        self.pin = pin
    }

    /// Why the token cannot be used, as far as the last call shows; nil when it was answered.
    package var obstacle: PKCS11Error? { module.obstacle ?? state.withLock { $0.obstacle } }

    /// Asks the token for a session with its PIN, so that ``obstacle`` is true now.
    package func probe() async throws { try await run("looking for the token") { _, _ in } }

    // MARK: Calls with a session

    /// One session of a token, in the thread of a module.
    struct Connection {
        let library: ModuleLibrary
        let thread: ModuleThread
        let slot: UInt
        let session: UInt

        /// The handle of an object, remembered for as long as the session.
        func handle(_ name: String, _ find: () throws -> UInt) throws -> UInt {
            if let known = thread.sessions[slot]?.keys[name] { return known }
            let found = try find()
            thread.sessions[slot]?.keys[name] = found
            return found
        }
    }

    /// Runs a call in a session that has the PIN. If the session, the login or the device was lost, it is tried once more with a new session, and
    /// once more after the module was opened again.
    /// - Parameter writes: objects are made or removed. Such a call has a session of its own.
    func run<Value: Sendable>(
        _ what: String,
        writes: Bool = false,
        isLong: Bool = false,
        _ body: @escaping @Sendable (Connection, TokenDescription?) throws -> Value
    ) async throws -> Value {
        let before = module.library.generation
        do {
            var value: Value
            do {
                do {
                    value = try await attempt(what, writes, isLong, body)
                } catch let error as PKCS11Error where error.kind == .connectionLost {
                    value = try await attempt(what, writes, isLong, body)
                }
            } catch let error as PKCS11Error where [.connectionLost, .tokenAway].contains(error.kind) {
                guard try await module.reopen(after: before) else { throw error }
                value = try await attempt(what, writes, isLong, body)
            }
            state.withLock { $0.obstacle = nil }
            return value
        } catch let error as PKCS11Error {
            // The others are about one key or one call, and the token was there to say so.
            let isOfToken = ![.keyMissing, .keyExists, .refused, .busy].contains(error.kind)
            state.withLock { $0.obstacle = isOfToken ? error : nil }
            throw error
        }
    }

    private func attempt<Value: Sendable>(
        _ what: String,
        _ writes: Bool,
        _ isLong: Bool,
        _ body: @escaping @Sendable (Connection, TokenDescription?) throws -> Value
    ) async throws -> Value {
        try await module.queue.run(what, within: isLong ? module.longPatience : module.patience) { [self, module] thread in
            let library = module.library
            thread.enter(try library.open())
            let (slot, token) = try slot(library, thread)
            let session: UInt
            if let kept = thread.sessions[slot]?.handle {
                session = kept
            } else {
                session = try library.openSession(in: slot, writes: false)
                thread.sessions[slot] = ModuleThread.Session(handle: session)
                do {
                    try logIn(session, try token ?? library.token(in: slot), library)
                } catch {
                    drop(slot, thread, library)
                    throw error
                }
            }
            do {
                guard writes else {
                    return try body(Connection(library: library, thread: thread, slot: slot, session: session), token)
                }
                let own = try library.openSession(in: slot, writes: true)
                defer { library.close(session: own) }
                return try body(Connection(library: library, thread: thread, slot: slot, session: own), token)
            } catch {
                // A session in which something failed may have an operation that is not finished.
                if (error as? PKCS11Error)?.returnValue != nil { drop(slot, thread, library) }
                throw error
            }
        }
    }

    private func drop(_ slot: UInt, _ thread: ModuleThread, _ library: ModuleLibrary) {
        guard let session = thread.sessions.removeValue(forKey: slot) else { return }
        library.close(session: session.handle)
    }

    /// The slot of the token. A thread with a session in a slot stays there: if the token was exchanged meanwhile, the session is lost.
    private func slot(_ library: ModuleLibrary, _ thread: ModuleThread) throws -> (UInt, TokenDescription?) {
        if let known = slotOfSession.withLock({ $0 }), known.generation == library.generation, thread.sessions[known.slot] != nil {
            return (known.slot, nil)
        }
        let present = try library.tokens().filter { $0.isMeant(by: uri) }
        guard let token = present.first else {
            throw PKCS11Error(.tokenAway, "no token in the slots of \(module.path) is \(uri)")
        }
        guard present.count == 1 else {
            throw PKCS11Error(.ambiguous, "\(present.count) tokens are \(uri); name the one that is meant by its serial number")
        }
        slotOfSession.withLock { $0 = (token.slot, library.generation) }
        return (token.slot, token)
    }

    private let slotOfSession = Mutex<(slot: UInt, generation: Int)?>(nil)

    /// Gives the PIN, unless it was given before by another thread.
    private func logIn(_ session: UInt, _ token: TokenDescription, _ library: ModuleLibrary) throws {
        guard token.needsLogin else { return }
        try login.withLock { _ in
            if token.hasOwnPINPad {
                try check(try library.logIn(session, pin: nil))
                return
            }
            let known: [UInt8]?
            do { known = try pin() } catch { throw PKCS11Error(.pin, "the PIN of the token \(uri) cannot be read: \(error)") }
            guard let pin = known else {
                throw PKCS11Error(.pin, "the token \(uri) wants a PIN, and none is given; name its file with --token-pin-file")
            }
            let digest = Digest.sha256(pin)
            if let refused = state.withLock({ $0.refused }), refused.digest == digest { throw refused.error }
            if token.isLocked { throw PKCS11Error(.pin, "the PIN of the token \(uri) is locked; unlock it with the tools of its maker") }
            if token.hasOneTryLeft {
                throw PKCS11Error(
                    .pin,
                    "one more wrong PIN would lock the token \(uri), so none is given; log in once with the tools of its maker, which resets the counter"
                )
            }
            do {
                try check(try library.logIn(session, pin: pin))
                state.withLock { $0.refused = nil }
            } catch let error as PKCS11Error where error.kind == .pin {
                let final = PKCS11Error(
                    .pin,
                    "the token \(uri) refused the PIN, and the same PIN is not given again: \(error.returnValue.map { "\($0)" } ?? "")",
                    error.returnValue
                )
                state.withLock { $0.refused = (digest, final) }
                throw final
            }
        }
    }

    private func check(_ value: ReturnValue) throws {
        guard value == .ok || value == .userAlreadyLoggedIn else { throw PKCS11Error(value, "giving the PIN") }
    }
}
