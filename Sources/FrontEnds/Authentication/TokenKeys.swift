import JWTKit
package import Logging
import PortableFoundation

/// The issuer's keys, read when a token first needs them and kept. They are read again in the background after an hour, and at once when a token names a
/// key that is not among them, but never more than once a minute, so that strangers cannot make this server ask its issuer again and again.
package actor TokenKeys {
    /// Seconds between two attempts, seconds after which keys are read again, and seconds after which they no longer count.
    static let pause: Double = 60
    static let fresh: Double = 3_600
    static let usable: Double = 86_400

    private let source: any TokenKeySource
    private let uptime: @Sendable () -> Double
    private let logger: Logger
    private var keys: TokenKeySet?
    private var readAt: Double = 0
    private var triedAt: Double?
    private var reading: Task<Void, Never>?
    private var failure = "they have not been read yet"

    /// - Parameter uptime: seconds of a clock that nobody can set.
    package init(source: any TokenKeySource, uptime: @escaping @Sendable () -> Double, logger: Logger) {
        self.source = source
        self.uptime = uptime
        self.logger = logger
    }

    /// The verifier for a token.
    /// - Throws: `TokenRefusal.unknownKey`, or `.keysUnavailable` when there are no keys that count.
    func verifier(of token: WebToken) async throws(TokenRefusal) -> any JWTAlgorithm {
        if let known = usableKeys?.verifier(token.algorithm, identifier: token.keyIdentifier) {
            if uptime() - readAt > Self.fresh { _ = refresh() }
            return known
        }
        await refresh()?.value
        guard let keys = usableKeys else { throw .keysUnavailable(failure) }
        guard let known = keys.verifier(token.algorithm, identifier: token.keyIdentifier) else { throw .unknownKey }
        return known
    }

    private var usableKeys: TokenKeySet? { uptime() - readAt > Self.usable ? nil : keys }

    /// The reading that is under way or may begin now; nil when the last one began too short a time ago.
    private func refresh() -> Task<Void, Never>? {
        if let reading { return reading }
        if let triedAt, uptime() - triedAt < Self.pause { return nil }
        triedAt = uptime()
        let task = Task { await read() }
        reading = task
        return task
    }

    private func read() async {
        do {
            keys = try await TokenKeySet(json: try await source.keySet())
            readAt = uptime()
        } catch {
            failure = if case .keysUnavailable(let reason)? = error as? TokenRefusal { reason } else { "\(error)" }
            logger.warning("the keys of the token issuer cannot be read; trying again in a minute", metadata: ["error": "\(failure)"])
        }
        reading = nil
    }
}
