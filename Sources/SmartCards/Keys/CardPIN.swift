import PKICrypto
import Synchronization

/// The PIN of one card, asked for at the first use and overwritten at the end.
///
/// A PIN that the card refused is never presented again: a server that signs for every connection would block its card with a typing error.
package final class CardPIN: Sendable {
    private enum State {
        case unknown
        case known([UInt8])
        case refused(CardError)
    }

    private let state: Mutex<State>
    private let ask: @Sendable () async throws -> [UInt8]

    /// - Parameter ask: where the PIN comes from: a prompt, a file, a descriptor.
    package init(_ ask: @escaping @Sendable () async throws -> [UInt8]) {
        self.ask = ask
        state = Mutex(.unknown)
    }

    package convenience init(_ pin: [UInt8]) { self.init { pin } }

    deinit { forget() }

    /// Runs a use of the card with the PIN.
    package func with<Result: Sendable>(_ use: ([UInt8]) async throws -> Result) async throws -> Result {
        do {
            return try await use(try await value())
        } catch let error as CardError {
            switch error.kind {
            case .wrong(.pin, _), .blocked(.pin): state.withLock { $0 = .refused(error) }
            default: break
            }
            throw error
        }
    }

    private func value() async throws -> [UInt8] {
        if let known = try known() { return known }
        let asked = try await ask()
        state.withLock { if case .unknown = $0 { $0 = .known(asked) } }
        return asked
    }

    private func known() throws -> [UInt8]? {
        try state.withLock { state in
            switch state {
            case .unknown: return nil
            case .known(let pin): return pin
            case .refused(let error): throw error
            }
        }
    }

    /// Overwrites the PIN.
    package func forget() {
        state.withLock { state in
            guard case .known(var pin) = state else { return }
            state = .unknown
            pin.wipe()
        }
    }
}
