import PortableFoundation

/// How often a call is repeated after its connection broke, or after the server said that it cannot serve now (502, 503, 504).
///
/// Repeating is safe for these failures: a submission carries the same key each time, so that the CA makes one certificate; every other act that is
/// done already is refused or changes nothing. A refused credential, a refused certificate, a denied request or a timeout is never repeated.
public struct RepeatPolicy: Sendable, Hashable {
    /// All attempts together, the first included.
    public var attempts: Int
    /// No attempt begins later than this after the first.
    public var limit: Duration
    /// The pause before the second attempt; it doubles with each further one. A random part of up to a half is taken off, so that clients of one
    /// server do not all come back at once.
    public var firstPause: Duration
    /// No pause is longer, also when the server asks for a longer one (Retry-After): such a call fails at once.
    public var longestPause: Duration

    public init(
        attempts: Int = 3,
        limit: Duration = .seconds(120),
        firstPause: Duration = .milliseconds(100),
        longestPause: Duration = .seconds(20)
    ) {
        self.attempts = max(1, attempts)
        self.limit = limit
        self.firstPause = firstPause
        self.longestPause = longestPause
    }

    /// Every call is made once.
    public static let never = RepeatPolicy(attempts: 1)

    /// - Parameters:
    ///   - attempt: the number of the attempt that failed, from 1.
    ///   - elapsed: since the first attempt began.
    ///   - wanted: the pause that the server asked for (Retry-After).
    ///   - random: from 0 to 1.
    /// - Returns: nil when the call must not be repeated.
    package func pause(
        afterAttempt attempt: Int,
        elapsed: Duration,
        wanted: Duration? = nil,
        random: Double = .random(in: 0...1)
    ) -> Duration? {
        guard attempt < attempts else { return nil }
        let usual = firstPause * (1 << min(attempt - 1, 16)) * (1 - min(max(random, 0), 1) / 2)
        let pause = max(min(usual, longestPause), wanted ?? .zero)
        return pause <= longestPause && elapsed + pause <= limit ? pause : nil
    }
}
